import * as z from 'zod';
import { countLeading, onScale } from './confidence-bound.ts';
import { defineSubsetRule } from './subset-rule-kind.ts';
import { fourDecimalsSchema } from './threshold.ts';

/** Every recording between two confidences; both bounds inclusive. */
export const scoreRange = defineSubsetRule({
  kind: 'range',
  label: 'Confidence between',
  help: 'Every file between two confidences, both included.',
  short: '{from} – {to}',
  options: z
    .object({
      kind: z.literal('range'),
      from: z.number().min(0).max(1).meta({ title: 'From', prefix: '≥ ', step: 0.01, initial: 0.5 }),
      to: z.number().min(0).max(1).meta({ title: 'To', prefix: '≤ ', step: 0.01, initial: 0.85 }),
      fourDecimals: fourDecimalsSchema,
    })
    .refine(({ from, to }) => from <= to, 'The range ends below its beginning. Exchange the two confidences.'),
  hasPlaces: false,
  describe: ({ from, to, fourDecimals }) => `confidence ${from} to ${to}${fourDecimals ? ' at 4 decimals' : ''}`,
  select: ({ population: { scores }, indexes }, { from, to, fourDecimals }) => {
    const { confidence, bound } = onScale(fourDecimals);
    const [least, most] = [bound(from), bound(to)];
    const above = countLeading(scores, indexes, (stored) => confidence(stored) > most);
    const end = countLeading(scores, indexes, (stored) => confidence(stored) >= least);
    return { indexes: indexes.subarray(above, end) };
  },
});
