import * as z from 'zod';
import { floorOfPercent } from '../exact-decimal.ts';
import { defineSubsetRule, type StepInput } from './subset-rule-kind.ts';
import { takeInRank } from './take-in-rank.ts';

/** n = max(1, ⌊N·p/100⌋), exactly; 0 when N is 0 (DESIGN §2.3). */
export function placesOfPercent(denominator: number, percent: number): number {
  return denominator === 0 ? 0 : Math.max(1, floorOfPercent(denominator, percent));
}

/** The input as far as N counts it: a freed place never goes to a recording below the floor. */
function countedIn({ population, indexes }: StepInput): Int32Array {
  const { indexes: all, denominator } = population;
  const last = all[denominator - 1] ?? -1;
  let end = indexes.length;
  while (end > 0 && (indexes[end - 1] ?? 0) > last) {
    end -= 1;
  }
  return indexes.subarray(0, end);
}

/** The best p percent of N. As a later step too the percent is of N, never of what the step before left. */
export const topPercent = defineSubsetRule({
  kind: 'top-percent',
  label: 'Best percent',
  help: 'The best p percent of N: at least one file, and rounded down.',
  short: 'top {percent} %',
  options: z.object({
    kind: z.literal('top-percent'),
    percent: z
      .number()
      .gt(0)
      .max(100)
      .meta({ title: 'Percent of N', prefix: 'top ', suffix: ' %', step: 5, initial: 15 }),
  }),
  hasPlaces: true,
  describe: ({ percent }) => `best ${percent} %`,
  select: (input, { percent }) =>
    takeInRank({ ...input, indexes: countedIn(input) }, placesOfPercent(input.population.denominator, percent)),
});
