import type { TierCounts } from '../../contract/subsets.ts';
import { recordingStateCode, type RankedScores } from '../review/ranked-scores.ts';

/** Where a step cut the order: what it selected among, and how many of those lie at or before the last place it gave. */
export interface Cut {
  readonly indexes: Int32Array;
  readonly at: number;
}

/** Two recordings tie when their raw float32 scores are equal, or when neither has a score (both zero scores). */
function tie(scores: RankedScores, left: number, right: number): boolean {
  return (
    scores.raw[left] === scores.raw[right] ||
    (scores.states[left] === recordingStateCode.zero && scores.states[right] === recordingStateCode.zero)
  );
}

/**
 * How many recordings share the raw score at the last filled place, and how many of them are on the inner side. Both are 0
 * where the cut does not split them, and where no step gives places in rank order.
 */
export function tiesAtCut(scores: RankedScores, cut: Cut | null): Pick<TierCounts, 'tiesAtCut' | 'tiesSelected'> {
  const last = cut?.indexes[cut.at - 1];
  if (cut === null || last === undefined) {
    return { tiesAtCut: 0, tiesSelected: 0 };
  }
  const { indexes, at } = cut;
  let end = at;
  while (end < indexes.length && tie(scores, last, indexes[end] ?? -1)) {
    end += 1;
  }
  if (end === at) {
    return { tiesAtCut: 0, tiesSelected: 0 };
  }
  let start = at - 1;
  while (start > 0 && tie(scores, last, indexes[start - 1] ?? -1)) {
    start -= 1;
  }
  return { tiesAtCut: end - start, tiesSelected: at - start };
}
