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
  useEffect(() => {
    const place = selection === null || selection.automatic === true ? firstOf(rows) : movedTo(rows, selection);
    if (place !== null && (place.row !== selection?.row || place.index !== selection.index)) {
      useWorkspace.getState().select(place);
    }
  }, [selection, rows]);
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
