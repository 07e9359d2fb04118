import { subsetRuleSchema, type SubsetRule } from '../../../contract/subsets.ts';
import { printedWithFourDecimals } from '../exact-decimal.ts';
import { defineSubsetRule } from './subset-rule-kind.ts';

/** Whether a stored confidence (a float32 value) reaches the threshold; inclusive (DESIGN §2.3). */
export function reachesThreshold(confidence: number, rule: Extract<SubsetRule, { kind: 'threshold' }>): boolean {
  return rule.fourDecimals
    ? printedWithFourDecimals(confidence) >= rule.threshold
    : confidence >= Math.fround(rule.threshold);
}

/** Every recording at or above a confidence. It depends on the ranking's order only through monotony: the passing ones lead. */
export const threshold = defineSubsetRule({
  kind: 'threshold',
  label: 'Confidence at least',
  options: subsetRuleSchema.options[1],
  hasPlaces: false,
  describe: (rule) => `confidence ≥ ${rule.threshold}${rule.fourDecimals ? ' at 4 decimals' : ''}`,
  select: ({ scores, indexes }, rule) => {
    let passing = 0;
    let end = indexes.length;
    while (passing < end) {
      const middle = (passing + end) >>> 1;
      if (reachesThreshold(scores.confidence[indexes[middle] ?? 0] ?? 0, rule)) {
        passing = middle + 1;
      } else {
        end = middle;
      }
    }
    return { candidates: indexes.subarray(0, passing), reserves: indexes.subarray(0, 0) };
  },
});
