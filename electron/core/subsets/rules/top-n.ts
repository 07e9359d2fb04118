import * as z from 'zod';
import { defineSubsetRule } from './subset-rule-kind.ts';
import { takeInRank } from './take-in-rank.ts';

/** The best so many. */
export const topN = defineSubsetRule({
  kind: 'top-n',
  label: 'Best n',
  help: 'A fixed number of files, best first.',
  short: 'top {count}',
  options: z.object({
    kind: z.literal('top-n'),
    count: z.int().positive().meta({ title: 'Files', prefix: 'top ', step: 50, initial: 200 }),
  }),
  hasPlaces: true,
  describe: ({ count }) => `best ${count.toLocaleString('en-US')}`,
  select: (input, { count }) => takeInRank(input, count),
});
