import * as z from 'zod';
import { countLeading, onScale } from './confidence-bound.ts';
import { defineSubsetRule } from './subset-rule-kind.ts';

/** Switch that both rules over confidence have. */
export const fourDecimalsSchema = z
  .boolean()
  .default(false)
  .meta({ title: 'Compare at 4 decimals, as BirdNET tables do' });

/** Every recording at or above a confidence; inclusive. */
export const threshold = defineSubsetRule({
  kind: 'threshold',
  label: 'Confidence at least',
  help: 'Every file whose confidence reaches the threshold, however many there are.',
  short: '≥ {threshold}',
  options: z.object({
    kind: z.literal('threshold'),
    threshold: z.number().min(0).max(1).meta({ title: 'Confidence', prefix: '≥ ', step: 0.01, initial: 0.85 }),
    fourDecimals: fourDecimalsSchema,
  }),
  hasPlaces: false,
  describe: (rule) => `confidence ≥ ${rule.threshold}${rule.fourDecimals ? ' at 4 decimals' : ''}`,
  select: ({ population: { scores }, indexes }, rule) => {
    const { confidence, bound } = onScale(rule.fourDecimals);
    const least = bound(rule.threshold);
    return {
      indexes: indexes.subarray(
        0,
        countLeading(scores, indexes, (stored) => confidence(stored) >= least),
      ),
    };
  },
});
