import * as z from 'zod';
import { sweepRequestSchema } from './sweeps.ts';

/** What the training starts from: the study's manifest.csv, or a folder with a folder a class. */
export const sweepBaseSchema = z.object({ kind: z.enum(['manifest', 'folder']), path: z.string().min(1) });
export type SweepBase = z.infer<typeof sweepBaseSchema>;

const texts = z.array(z.string().min(1));

/**
 * Settings of the packager that no specification can hold, because the generator puts them elsewhere: who uses them adds
 * them to `training_package` in base.yaml by hand.
 */
export const packageExtrasSchema = z.strictObject({
  splits: texts.min(1).optional(),
  site: texts.optional(),
  recorder_id: texts.optional(),
  pos_cap: z.int().nonnegative().optional(),
  neg_cap: z.int().nonnegative().optional(),
  max_per_class: z.int().nonnegative().optional(),
  neg_ratio: z.number().nonnegative().optional(),
});
export type PackageExtras = z.infer<typeof packageExtrasSchema>;

/** Writing: the subset folders are looked at first, in the audio root or in `root`/AudioData where there is one. */
export const sweepWriteRequestSchema = sweepRequestSchema.extend({
  root: z.string().min(1),
  audioRoot: z.string().min(1).optional(),
  base: sweepBaseSchema.nullable().default(null),
  extras: packageExtrasSchema.default({}),
  /** Writes in spite of problems, for a trainer whose folders are on another machine. */
  unchecked: z.boolean().default(false),
});
export type SweepWriteRequest = z.infer<typeof sweepWriteRequestSchema>;

export const compositionRequestSchema = sweepRequestSchema.extend({
  /** The folder that the trainer calls AudioData; subset folders and the manifest's paths lie below it. */
  audioRoot: z.string().min(1),
  base: sweepBaseSchema.nullable().default(null),
  extras: packageExtrasSchema.default({}),
});
export type CompositionRequest = z.infer<typeof compositionRequestSchema>;

export const classCompositionSchema = z.object({
  /** Rows of the base, after the filters of quality, call type, site and recorder. */
  base: z.int(),
  /** Files of the subset folders. */
  subset: z.int(),
  /** What is left after caps and balance, before copying. */
  selected: z.int(),
  /** Expected number of files that the trainer finds: files of one name are copied once. */
  copied: z.number(),
});
export type ClassComposition = z.infer<typeof classCompositionSchema>;

/** Files of the negative subsets that the down-sampling keeps: mean and the middle 90 %. */
export const hardNegativesSchema = z.object({
  available: z.int(),
  expected: z.number(),
  low: z.int(),
  high: z.int(),
});
export type HardNegatives = z.infer<typeof hardNegativesSchema>;

export const experimentCompositionSchema = z.object({
  name: z.string(),
  positives: classCompositionSchema,
  negatives: classCompositionSchema,
  hardNegatives: hardNegativesSchema,
  /** The hard negatives by the folder they come from. */
  tiers: z.array(z.object({ folder: z.string(), files: z.int(), expected: z.number() })),
});
export type ExperimentComposition = z.infer<typeof experimentCompositionSchema>;

export const subsetFolderSchema = z.object({
  folder: z.string(),
  axis: z.enum(['positive_subsets', 'negative_subsets']),
  /** Where the packager looks for it. */
  path: z.string(),
  /** Files that the packager takes. */
  files: z.int(),
  problem: z.string().nullable(),
});
export type SubsetFolder = z.infer<typeof subsetFolderSchema>;

export const sweepCompositionSchema = z.object({
  folders: z.array(subsetFolderSchema),
  base: z
    .object({
      rows: z.int(),
      /** Rows of the splits that are trained on. */
      inSplits: z.int(),
      /** Rows of those whose file is not there: the study drops them without a word. */
      missing: z.int(),
      positives: z.int(),
      negatives: z.int(),
    })
    .nullable(),
  /** What stops the sweep from being written. */
  problems: z.array(z.string()),
  warnings: z.array(z.string()),
  experiments: z.array(experimentCompositionSchema),
});
export type SweepComposition = z.infer<typeof sweepCompositionSchema>;
