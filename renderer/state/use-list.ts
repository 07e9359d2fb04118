import { useMemo } from 'react';
import { useShallow } from 'zustand/shallow';
import { listOf, type RecordingList } from './recording-list.ts';
import { useView } from './use-view.ts';
import { useWorkspace } from './workspace.ts';

/** The list that the middle of the window shows now. */
export function useRecordingList(): RecordingList {
  const view = useView();
  const choice = useWorkspace(
    useShallow(({ filter, sort, sourceId, unreadableOf }) => ({ filter, sort, sourceId: unreadableOf ?? sourceId })),
  );
  return useMemo(() => listOf(view, choice), [view, choice]);
}
