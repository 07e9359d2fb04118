import type { Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import { firstStep, ruleValue, withRuleValue } from '../subsets/families.ts';

/** Where a tier's handle stands: at its threshold, or at the confidence of the last file of any other tier. */
export function handleConfidence(tier: Tier, counts: TierCounts | undefined): number | null {
  return isThreshold(tier) ? ruleValue(tier.rule) : (counts?.cutConfidence ?? null);
}

function isThreshold({ rule }: Tier): boolean {
  return firstStep(rule)?.kind === 'threshold';
}

/**
 * Where the grips are drawn, so that none covers another: each at its handle, or as far left of it as its right
 * neighbour needs. Same order as the places given; null where there is no handle.
 */
export function spreadGrips(places: readonly (number | null)[], distance: number): (number | null)[] {
  const spread: (number | null)[] = places.map(() => null);
  const fromRight = places
    .map((place, index) => ({ place, index }))
    .filter((entry): entry is { place: number; index: number } => entry.place !== null)
    .sort((a, b) => b.place - a.place || a.index - b.index);
  let limit = Infinity;
  for (const { place, index } of fromRight) {
    const grip = Math.min(place, limit);
    spread[index] = grip;
    limit = grip - distance;
  }
  return spread;
}

/** How many recordings lie at or above a confidence, as far as equal bins can tell (bins are taken as evenly filled). */
export function countFrom(histogram: readonly number[], confidence: number): number {
  const place = Math.min(1, Math.max(0, confidence)) * histogram.length;
  const bin = Math.min(histogram.length - 1, Math.floor(place));
  const above = histogram.slice(bin + 1).reduce((sum, count) => sum + count, 0);
  return above + (histogram[bin] ?? 0) * (1 - (place - bin));
}

/** The tier after its handle was moved to a confidence; `total` is N, zero scores included. A rule without a handle stays. */
export function moveTier(tier: Tier, confidence: number, histogram: readonly number[], total: number): Tier {
  switch (firstStep(tier.rule)?.kind) {
    case 'threshold':
      return withRuleValue(tier, Math.round(confidence * 1000) / 1000);
    case 'top-n':
      return withRuleValue(tier, Math.round(countFrom(histogram, confidence)));
    default: {
      const percent = total === 0 ? 0 : (100 * countFrom(histogram, confidence)) / total;
      return withRuleValue(tier, Math.max(0.5, Math.round(percent * 2) / 2));
    }
  }
}

/** The tier one step further: a percent point, a hundredth of confidence, or one file. */
export function stepTier(tier: Tier, direction: 1 | -1): Tier {
  const value = ruleValue(tier.rule);
  if (value === null) {
    return tier;
  }
  return isThreshold(tier)
    ? withRuleValue(tier, Math.round((value + direction * 0.01) * 1000) / 1000)
    : withRuleValue(tier, Math.max(1, value - direction));
}
