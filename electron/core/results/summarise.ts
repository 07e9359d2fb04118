import type { MetricDifference, MetricSummary } from '../../contract/results.ts';
import { twoSidedQuantile } from './student-t.ts';

/** Mean, sample standard deviation (n − 1), least and most; null for no values. */
export function summarise(values: readonly number[]): MetricSummary | null {
  const n = values.length;
  if (n === 0) {
    return null;
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const min = Math.min(...values);
  const max = Math.max(...values);
  // Equal values would get a spread from the rounding of their mean.
  const sd = min === max ? 0 : Math.sqrt(squares / (n - 1));
  return { n, mean, sd: n === 1 ? null : sd, min, max };
}

const LEFT_OUT = 0.05;

/**
 * Difference of two means with its 95 % interval by Welch: s² = s₁²/n₁ + s₂²/n₂, degrees of freedom
 * s⁴ / ((s₁²/n₁)²/(n₁−1) + (s₂²/n₂)²/(n₂−1)) (Welch 1947, Biometrika 34; Satterthwaite 1946, Biometrics Bulletin 2).
 * Not paired by seed: the trainer never sees the seed, which only draws the files of a balanced class, so that runs of
 * one seed have next to nothing in common and pairing would halve the degrees of freedom for it.
 */
export function compareMeans(group: MetricSummary, baseline: MetricSummary): MetricDifference {
  const mean = group.mean - baseline.mean;
  const bare = { mean, low: null, high: null, degreesOfFreedom: null, n: group.n, baselineN: baseline.n };
  if (group.sd === null || baseline.sd === null) {
    return bare;
  }
  const left = group.sd ** 2 / group.n;
  const right = baseline.sd ** 2 / baseline.n;
  if (left + right === 0) {
    return bare;
  }
  const degreesOfFreedom = (left + right) ** 2 / (left ** 2 / (group.n - 1) + right ** 2 / (baseline.n - 1));
  const half = twoSidedQuantile(LEFT_OUT, degreesOfFreedom) * Math.sqrt(left + right);
  return { ...bare, low: mean - half, high: mean + half, degreesOfFreedom };
}
