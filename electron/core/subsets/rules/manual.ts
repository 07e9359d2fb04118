import * as z from 'zod';
import { countText, filesText } from '../count-text.ts';
import { defineSubsetRule } from './subset-rule-kind.ts';

/** Recordings picked by hand, in rank order. */
export const manual = defineSubsetRule({
  kind: 'manual',
  label: 'Picked by hand',
  help: 'Exactly the recordings that were picked, as far as they are scored and in these sources.',
  short: 'picked by hand',
  options: z.object({
    kind: z.literal('manual'),
    recordingIds: z.array(z.int().positive()).max(100_000).meta({ title: 'Recordings', initial: [] }),
  }),
  hasPlaces: false,
  describe: ({ recordingIds }) => `${countText(new Set(recordingIds).size)} picked by hand`,
  select: ({ population: { facts, scores }, indexes }, { recordingIds }) => {
    const picked = new Uint8Array(scores.recordingIds.length);
    for (const recordingId of recordingIds) {
      const index = facts.indexOf(recordingId);
      if (index !== undefined) {
        picked[index] = 1;
      }
    }
    const found = indexes.filter((index) => picked[index] === 1);
    const missing = new Set(recordingIds).size - found.length;
    return {
      indexes: found,
      remarks:
        missing === 0
          ? []
          : [
              `${filesText(missing)} of those picked by hand cannot be selected here: not scored, or not among these files.`,
            ],
    };
  },
});
