import type { RankedScores } from '../../review/ranked-scores.ts';
import { printedWithFourDecimals } from '../exact-decimal.ts';

/**
 * How many of the indexes, from the first, hold in a condition that only the confidence decides and that no later one can
 * hold in again: confidence never rises along the ranking.
 */
export function countLeading(
  scores: RankedScores,
  indexes: Int32Array,
  holds: (confidence: number) => boolean,
): number {
  let passing = 0;
  let end = indexes.length;
  while (passing < end) {
    const middle = (passing + end) >>> 1;
    if (holds(scores.confidence[indexes[middle] ?? 0] ?? 0)) {
      passing = middle + 1;
    } else {
      end = middle;
    }
  }
  return passing;
}

/** A confidence and a bound on one scale: float32 both, or both as BirdNET tables print them (DESIGN §2.3). */
export function onScale(fourDecimals: boolean): {
  readonly confidence: (stored: number) => number;
  readonly bound: (typed: number) => number;
} {
  return fourDecimals
    ? { confidence: printedWithFourDecimals, bound: (typed) => typed }
    : { confidence: (stored) => stored, bound: Math.fround };
}
