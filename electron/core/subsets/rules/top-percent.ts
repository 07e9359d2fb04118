import { subsetRuleSchema } from '../../../contract/subsets.ts';
import { floorOfPercent } from '../exact-decimal.ts';
import { defineSubsetRule } from './subset-rule-kind.ts';

/** n = max(1, ⌊N·p/100⌋), exactly; 0 when N is 0 (DESIGN §2.3). */
export function placesOfPercent(denominator: number, percent: number): number {
  return denominator === 0 ? 0 : Math.max(1, floorOfPercent(denominator, percent));
}

/** The best p percent of N. A freed place goes to the next in rank, but never below the recordings that N counts. */
export const topPercent = defineSubsetRule({
  kind: 'top-percent',
  label: 'Best percent',
  options: subsetRuleSchema.options[0],
  hasPlaces: true,
  describe: (rule) => `best ${rule.percent} %`,
  select: (population, rule) => {
    const places = placesOfPercent(population.denominator, rule.percent);
    return {
      candidates: population.indexes.subarray(0, places),
      reserves: population.indexes.subarray(places, population.denominator),
    };
  },
});
