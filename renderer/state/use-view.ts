import { useMemo } from 'react';
import { useShallow } from 'zustand/shallow';
import { useQuery } from '../api/use-query.ts';
import { resolveView, type View } from './view.ts';
import { useWorkspace } from './workspace.ts';

const NO_RUNS: [] = [];

export function useView(): View {
  const choice = useWorkspace(
    useShallow(({ ranking, sourceId, unreadableOf, chosenPurpose }) => ({
      ranking,
      sourceId,
      unreadableOf,
      chosenPurpose,
    })),
  );
  const runs = useQuery('run/list', {}).data ?? NO_RUNS;
  const sources = useQuery('source/list', {}).data ?? NO_RUNS;
  return useMemo(() => resolveView(choice, runs, sources), [choice, runs, sources]);
}
