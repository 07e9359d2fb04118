import { useEffect } from 'react';
import { PAGE_ROWS } from '../../state/recording-list.ts';
import { useWorkspace, type Selection } from '../../state/workspace.ts';
import type { Rows } from './use-rows.ts';

/**
 * A list that has just appeared begins with its first recording selected, so that the keys work at once;
 * one that has lost rows to its filter keeps the selected recording selected, at its new place.
 */
export function useSelectionIn(rows: Rows): void {
  const selection = useWorkspace((state) => state.selection);
  const wantedId = useWorkspace((state) => state.wantedId);
  useEffect(() => {
    const wanted = wantedId === null ? null : foundIn(rows, wantedId);
    const isUnchosen = selection === null || selection.automatic === true;
    const place = wanted ?? (isUnchosen ? firstOf(rows) : movedTo(rows, selection));
    if (place !== null && (place.row !== selection?.row || place.index !== selection.index)) {
      useWorkspace.getState().select(place);
    }
  }, [selection, wantedId, rows]);
}

/** Who is looked for is among the first: the filter was made for it. */
function foundIn(rows: Rows, recordingId: number): Selection | null {
  for (let index = 0; index < Math.min(rows.total ?? 0, PAGE_ROWS); index += 1) {
    const row = rows.at(index);
    if (row?.recordingId === recordingId) {
      return { row, index };
    }
  }
  return null;
}

function firstOf(rows: Rows): Selection | null {
  const row = rows.at(0);
  return row === undefined ? null : { row, index: 0, automatic: true };
}

/** The selection's new place, or null where it has not moved, or cannot be found near by. */
export function movedTo(rows: Pick<Rows, 'at'>, { row, index }: Selection): Selection | null {
  const there = rows.at(index);
  if (there?.recordingId === row.recordingId) {
    return null;
  }
  for (let distance = 1; distance <= PAGE_ROWS; distance += 1) {
    for (const candidate of [index - distance, index + distance]) {
      if (candidate >= 0 && rows.at(candidate)?.recordingId === row.recordingId) {
        return { row, index: candidate };
      }
    }
  }
  return null;
}
