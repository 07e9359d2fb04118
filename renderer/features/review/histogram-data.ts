import type { Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import { withRuleValue } from '../subsets/families.ts';

/** Where a tier's handle stands: at its threshold, or at the confidence of the last file of a percent tier. */
export function handleConfidence(tier: Tier, counts: TierCounts | undefined): number | null {
  return tier.rule.kind === 'threshold' ? tier.rule.threshold : (counts?.cutConfidence ?? null);
}

/** How many recordings lie at or above a confidence, as far as equal bins can tell (bins are taken as evenly filled). */
export function countFrom(histogram: readonly number[], confidence: number): number {
  const place = Math.min(1, Math.max(0, confidence)) * histogram.length;
  const bin = Math.min(histogram.length - 1, Math.floor(place));
  const above = histogram.slice(bin + 1).reduce((sum, count) => sum + count, 0);
  return above + (histogram[bin] ?? 0) * (1 - (place - bin));
}

/** The tier after its handle was moved to a confidence; `total` is N, zero scores included. */
export function moveTier(tier: Tier, confidence: number, histogram: readonly number[], total: number): Tier {
  if (tier.rule.kind === 'threshold') {
    return withRuleValue(tier, Math.round(confidence * 1000) / 1000);
  }
  const percent = total === 0 ? 0 : (100 * countFrom(histogram, confidence)) / total;
  return withRuleValue(tier, Math.max(0.5, Math.round(percent * 2) / 2));
}

/** The tier one step further: a percent point, or a hundredth of confidence. */
export function stepTier(tier: Tier, direction: 1 | -1): Tier {
  return tier.rule.kind === 'threshold'
    ? withRuleValue(tier, Math.round((tier.rule.threshold + direction * 0.01) * 1000) / 1000)
    : withRuleValue(tier, Math.max(1, tier.rule.percent - direction));
}
