import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';

/**
 * How surely a recording is among data that it should not be among. `exact`: the same content. `strong`: the same name, or the same
 * recorder and time, or a folder that was used. `weak`: the same recorder in the same night (noon to noon).
 */
export const leakGradeSchema = z.enum(['exact', 'strong', 'weak']);
export type LeakGrade = z.infer<typeof leakGradeSchema>;

/** `not-known` is never to be read as clean. */
export const provenanceStateSchema = z.enum(['known', 'not-known']);
export type ProvenanceState = z.infer<typeof provenanceStateSchema>;

/** What was found in a training manifest, a list or a folder. */
export const leakageFormatSchema = z.enum([
  'selection-manifest',
  'split-manifest',
  'earmark-export',
  'table',
  'list',
  'folder',
]);
export type LeakageFormat = z.infer<typeof leakageFormatSchema>;

export const leakageEntryCountsSchema = z.object({
  sha256: z.int(),
  fileNames: z.int(),
  /** Recorder and time of a recording. */
  recordings: z.int(),
  folders: z.int(),
});
export type LeakageEntryCounts = z.infer<typeof leakageEntryCountsSchema>;

export const splitRowsSchema = z.object({
  split: z.string(),
  rows: z.int(),
  /** False for the training split: everything else must stay unseen by training. */
  heldOut: z.boolean(),
});
export type SplitRows = z.infer<typeof splitRowsSchema>;

export const leakageImportSchema = z.object({
  importId: identifierSchema,
  /** null: the library's splits. */
  modelId: identifierSchema.nullable(),
  path: z.string(),
  format: leakageFormatSchema,
  importedAt: z.string(),
  /** Rows or files that were used. */
  rows: z.int(),
  entries: leakageEntryCountsSchema,
  splits: z.array(splitRowsSchema),
});
export type LeakageImport = z.infer<typeof leakageImportSchema>;

export const leakageImportedSchema = leakageImportSchema.extend({
  /** Rows that were left out: of another split, or without a name, hash, recorder and time. */
  skipped: z.int(),
  warnings: z.array(z.string()),
});
export type LeakageImported = z.infer<typeof leakageImportedSchema>;

export const provenanceSchema = z.object({
  modelId: identifierSchema,
  modelName: z.string(),
  state: provenanceStateSchema,
  /** What the model's manifest says in words. */
  note: z.string(),
  /** What the manifest itself names. */
  manifest: leakageEntryCountsSchema,
  imports: z.array(leakageImportSchema),
});
export type Provenance = z.infer<typeof provenanceSchema>;

export const leakCountsSchema = z.object({ exact: z.int(), strong: z.int(), weak: z.int() });
export type LeakCounts = z.infer<typeof leakCountsSchema>;

export const leakExampleSchema = z.object({
  recordingId: identifierSchema,
  sourceName: z.string(),
  relativePath: z.string(),
  grade: leakGradeSchema,
  /** The split that it belongs to; null where it is the model's training data. */
  split: z.string().nullable(),
  why: z.string(),
});
export type LeakExample = z.infer<typeof leakExampleSchema>;

export const leakageCheckSchema = z.object({
  modelId: identifierSchema,
  modelName: z.string(),
  provenance: provenanceStateSchema,
  note: z.string(),
  /** Recordings that were compared: n of “k of n”. */
  total: z.int(),
  counts: leakCountsSchema,
  /** Recordings without date or recorder, or whose recorder is named otherwise: no check by recorder, time and night. */
  withoutRecorderOrTime: z.int(),
  /** Recordings without a hash yet, where hashes are known: the check by content was not made for them. */
  withoutHash: z.int(),
  /** At most fifty, the surest first. */
  examples: z.array(leakExampleSchema),
  heldOut: z.object({
    state: provenanceStateSchema,
    splits: z.array(
      z.object({
        split: z.string(),
        heldOut: z.boolean(),
        counts: leakCountsSchema,
        /** What the split itself shares with the model's training data; null where that is not known. */
        inTraining: leakCountsSchema.nullable(),
      }),
    ),
    /** At most fifty of held-out splits, the surest first. */
    examples: z.array(leakExampleSchema),
  }),
  /** All of it in sentences, what matters most first. */
  messages: z.array(z.string()),
});
export type LeakageCheck = z.infer<typeof leakageCheckSchema>;
