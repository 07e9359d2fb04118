import * as z from 'zod';
import { countText, filesText } from '../count-text.ts';
import { countLeading } from './confidence-bound.ts';
import { seedSchema } from './seed.ts';
import { defineSubsetRule, type StepInput } from './subset-rule-kind.ts';
import { takeDrawn } from './take-drawn.ts';

/** Where the bins end in the input, best bin first: the i-th of b equal counts ends at ⌊n·i/b⌋. */
function equalCounts({ indexes }: StepInput, bins: number): number[] {
  return Array.from({ length: bins }, (_, bin) => Math.floor((indexes.length * (bin + 1)) / bins));
}

/** Bins of equal width over confidence 0 to 1, best bin first; each includes its lower bound. */
function equalWidths({ population: { scores }, indexes }: StepInput, bins: number): number[] {
  return Array.from({ length: bins }, (_, bin) => {
    const least = Math.fround((bins - 1 - bin) / bins);
    return countLeading(scores, indexes, (confidence) => confidence >= least);
  });
}

/** Balanced sampling: so many from each bin of confidence, drawn with a seed. */
export const quantileBins = defineSubsetRule({
  kind: 'quantile-bins',
  label: 'Balanced over confidence bins',
  help: 'Cuts the files into bins by confidence and draws equally many from each, so that easy and hard files are balanced.',
  short: '{each} from each of {bins} bins',
  options: z.object({
    kind: z.literal('quantile-bins'),
    bins: z.int().min(1).max(1000).meta({ title: 'Bins', step: 1, initial: 10 }),
    each: z.int().positive().meta({ title: 'From each', step: 5, initial: 20 }),
    by: z
      .enum(['count', 'width'])
      .default('count')
      .meta({ title: 'Bins of', labels: { count: 'equal counts', width: 'equal width' } }),
    seed: seedSchema,
  }),
  hasPlaces: true,
  describe: ({ bins, each, by, seed }) =>
    `${countText(each)} from each of ${bins} bins of equal ${by}, drawn with seed ${seed}`,
  select: (input, { bins, each, by, seed }) => {
    const ends = by === 'count' ? equalCounts(input, bins) : equalWidths(input, bins);
    const short = ends.filter((end, bin) => end - (ends[bin - 1] ?? 0) < each).length;
    const remarks =
      short === 0
        ? []
        : [
            `${short} of ${bins} bins ${short === 1 ? 'holds' : 'hold'} fewer than ${filesText(each)}; all of theirs are taken.`,
          ];
    return { indexes: takeDrawn(input, ends, { most: each, seed }), remarks };
  },
});
