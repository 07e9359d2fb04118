import type { RankedScores } from './ranked-scores.ts';

/**
 * Mean ranks, from 1, of `places` (which are in rank order): recordings of one raw score share the mean of the ranks that
 * they take up; zero scores tie with each other below every score.
 */
export function meanRanks(scores: RankedScores, places: Int32Array): Float64Array {
  const ranks = new Float64Array(places.length);
  let first = 0;
  while (first < places.length) {
    const raw = scores.raw[places[first] ?? 0] ?? Number.NaN;
    let end = first + 1;
    while (end < places.length && Object.is(scores.raw[places[end] ?? 0], raw)) {
      end += 1;
    }
    ranks.fill((first + 1 + end) / 2, first, end);
    first = end;
  }
  return ranks;
}

/**
 * Spearman's rho with ties: Pearson's correlation of the mean ranks (Spearman 1904; for ties, Kendall & Gibbons, Rank
 * Correlation Methods, 5th ed., ch. 3; as scipy.stats.spearmanr reckons it). null where it is not defined: fewer than
 * two values, or a side without variation.
 */
export function spearman(left: Float64Array, right: Float64Array): number | null {
  const count = left.length;
  // The mean of mean ranks is exact whatever the ties.
  const mean = (count + 1) / 2;
  let product = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let index = 0; index < count; index += 1) {
    const leftOff = (left[index] ?? 0) - mean;
    const rightOff = (right[index] ?? 0) - mean;
    product += leftOff * rightOff;
    leftSquares += leftOff * leftOff;
    rightSquares += rightOff * rightOff;
  }
  const scale = Math.sqrt(leftSquares) * Math.sqrt(rightSquares);
  return scale === 0 ? null : Math.min(1, Math.max(-1, product / scale));
}
