import type { TierCounts } from '../../contract/subsets.ts';
import { recordingStateCode, type RankedScores } from '../review/ranked-scores.ts';
import type { RuleSelection } from './rules/subset-rule-kind.ts';

/** Two recordings tie when their raw float32 scores are equal, or when neither has a score (both zero scores). */
function tie(scores: RankedScores, left: number, right: number): boolean {
  return (
    scores.raw[left] === scores.raw[right] ||
    (scores.states[left] === recordingStateCode.zero && scores.states[right] === recordingStateCode.zero)
  );
}

/**
 * How many recordings share the raw score at the last filled place, and how many of them are on the inner side.
 * Both are 0 where the cut does not split them, and for rules without places, which cannot split a score.
 * @param reservesUsed how many reserves lie inside the cut because refill went down to them
 */
export function tiesAtPlace(
  { candidates, reserves }: RuleSelection,
  scores: RankedScores,
  reservesUsed: number,
): Pick<TierCounts, 'tiesAtCut' | 'tiesSelected'> {
  const inside = candidates.length + reservesUsed;
  const at = (place: number): number | undefined =>
    place < candidates.length ? candidates[place] : reserves[place - candidates.length];
  const last = at(inside - 1);
  if (last === undefined) {
    return { tiesAtCut: 0, tiesSelected: 0 };
  }
  let tiesOutside = 0;
  for (let next = at(inside); next !== undefined && tie(scores, last, next); next = at(inside + tiesOutside)) {
    tiesOutside += 1;
  }
  if (tiesOutside === 0) {
    return { tiesAtCut: 0, tiesSelected: 0 };
  }
  let tiesInside = 1;
  for (let next = at(inside - 2); next !== undefined && tie(scores, last, next); next = at(inside - 1 - tiesInside)) {
    tiesInside += 1;
  }
  return { tiesAtCut: tiesInside + tiesOutside, tiesSelected: tiesInside };
}
