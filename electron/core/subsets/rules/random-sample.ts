import * as z from 'zod';
import { countText } from '../count-text.ts';
import { seedSchema } from './seed.ts';
import { defineSubsetRule } from './subset-rule-kind.ts';
import { takeDrawn } from './take-drawn.ts';

/** So many at random, the same on every machine; in rank order. */
export const randomSample = defineSubsetRule({
  kind: 'random',
  label: 'Random',
  help: 'Draws files at random. The same seed draws the same files everywhere, and more files hold the fewer.',
  short: '{count} at random',
  options: z.object({
    kind: z.literal('random'),
    count: z.int().positive().meta({ title: 'Files', step: 50, initial: 200 }),
    seed: seedSchema,
  }),
  hasPlaces: true,
  describe: ({ count, seed }) => `${countText(count)} at random with seed ${seed}`,
  select: (input, { count, seed }) => ({ indexes: takeDrawn(input, [input.indexes.length], { most: count, seed }) }),
});
