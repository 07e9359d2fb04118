import { useEffect } from 'react';
import type { RankedRecording } from '../../../electron/contract/ranking.ts';
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

/** The selection's new place and score, or null where neither has changed, or it cannot be found near by. */
export function movedTo(rows: Pick<Rows, 'at'>, { row, index }: Selection): Selection | null {
  const there = rows.at(index);
  if (there?.recordingId === row.recordingId) {
    const now = scoredAs(there, row);
    return now === row ? null : { row: now, index };
  }
  for (let distance = 1; distance <= PAGE_ROWS; distance += 1) {
    for (const candidate of [index - distance, index + distance]) {
      const found = candidate < 0 ? undefined : rows.at(candidate);
      if (found?.recordingId === row.recordingId) {
        return { row: scoredAs(found, row), index: candidate };
      }
    }
  }
  return null;
}

/** Scores come and go while a recording is selected; what was heard is told to the selection first. */
function scoredAs(listed: RankedRecording, row: RankedRecording): RankedRecording {
  const isSame =
    listed.state === row.state &&
    listed.rank === row.rank &&
    listed.raw === row.raw &&
    listed.confidence === row.confidence &&
    listed.bestFromSeconds === row.bestFromSeconds;
  return isSame ? row : { ...listed, verdict: row.verdict, note: row.note };
}
