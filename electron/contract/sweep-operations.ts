import * as z from 'zod';
import { compositionRequestSchema, sweepCompositionSchema, sweepWriteRequestSchema } from './sweep-composition.ts';
import {
  exportedSweepSchema,
  sweepKeySchema,
  sweepPresetSchema,
  sweepPreviewSchema,
  sweepRequestSchema,
  sweepSpecificationSchema,
  sweepWrittenSchema,
} from './sweeps.ts';
import { nothing, operation } from './operation.ts';

/** Training experiments over exported subsets. */
export const sweepOperations = {
  'sweep/presets': operation(z.object({ exportRoot: z.string().optional() }), z.array(sweepPresetSchema)),
  /** A specification that somebody wrote, read as the study's generator reads it. */
  'sweep/open': operation(z.object({ path: z.string().min(1) }), sweepSpecificationSchema),
  'sweep/keys': operation(nothing, z.array(sweepKeySchema)),
  /** A specification in which the subset axes are the folders just exported. */
  'sweep/from-exports': operation(
    z.object({
      presetId: z.string(),
      exportRoot: z.string().min(1),
      /** The folder that the trainer calls AudioData; the last of that name in the export root where absent. */
      audioRoot: z.string().min(1).optional(),
    }),
    exportedSweepSchema,
  ),
  'sweep/preview': operation(sweepRequestSchema, sweepPreviewSchema),
  /** What each experiment would be trained on: classes, balance, hard negatives that survive it, lost folders. */
  'sweep/compose': operation(compositionRequestSchema, sweepCompositionSchema),
  'sweep/write': operation(sweepWriteRequestSchema, sweepWrittenSchema),
} as const;
