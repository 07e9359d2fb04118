import * as z from 'zod';
import { copyCountsSchema, recordingCopiesSchema } from './copies.ts';
import { faultSchema } from './outcome.ts';
import { identifierSchema, qualitySchema, roleSchema, verdictSchema } from './identifiers.ts';
import { leakGradeSchema } from './leakage.ts';
import { recordingSchema } from './sources.ts';

/** A ranking is one label of one run. */
export const rankingKeySchema = z.object({ runId: identifierSchema, label: z.string() });
export type RankingKey = z.infer<typeof rankingKeySchema>;

export const recordingStateSchema = z.enum(['pending', 'scored', 'zero', 'failed']);
/** `zero`: scored, but the table it came from holds no row for the label, so p = 0. */
export type RecordingState = z.infer<typeof recordingStateSchema>;

export const qualityFilterSchema = z.enum([...qualitySchema.options, 'none']);
export type QualityFilter = z.infer<typeof qualityFilterSchema>;

/**
 * `only`: recordings whose content lies elsewhere in the library too. `one-of-each`: of the recordings that pass all
 * other conditions the best-ranked of every content, and all whose content is not known yet.
 */
export const copiesFilterSchema = z.enum(['only', 'one-of-each']);
export type CopiesFilter = z.infer<typeof copiesFilterSchema>;

export const rankingFilterSchema = z.object({
  sourceIds: z.array(identifierSchema).optional(),
  /** `unreviewed` stands for "no finding". */
  verdicts: z.array(z.enum(['present', 'absent', 'unsure', 'unreviewed'])).optional(),
  states: z.array(recordingStateSchema).optional(),
  minimumConfidence: z.number().optional(),
  maximumConfidence: z.number().optional(),
  /** Case-insensitive, matched against the relative path and the recorder. */
  text: z.string().optional(),
  /** Only the members of this subset. */
  subsetId: identifierSchema.optional(),
  /** Only recordings that the leakage guard found (true), or did not find (false), in the model's training data. */
  leak: z.boolean().optional(),
  /** The same for the held-out splits of the library. */
  heldOut: z.boolean().optional(),
  /** A recording's own role, as its name or a manifest has it, before its source's. */
  roles: z.array(roleSchema).optional(),
  /** Likewise; `none`: nothing is said of its quality. */
  qualities: z.array(qualityFilterSchema).optional(),
  copies: copiesFilterSchema.optional(),
  /** Only this recording and those of the same content. */
  copiesOf: identifierSchema.optional(),
});
export type RankingFilter = z.infer<typeof rankingFilterSchema>;

export const rankingSortSchema = z.object({
  by: z.enum(['confidence', 'path', 'time', 'duration']),
  descending: z.boolean(),
});
export type RankingSort = z.infer<typeof rankingSortSchema>;

export const rankedRecordingSchema = z.object({
  /** Place in the whole ranking by DESIGN §2.2, from 1, whatever filter and sort are on. */
  rank: z.int(),
  recordingId: identifierSchema,
  sourceId: identifierSchema,
  sourceName: z.string(),
  relativePath: z.string(),
  fileName: z.string(),
  recorder: z.string().nullable(),
  recordedAt: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  state: recordingStateSchema,
  raw: z.number().nullable(),
  confidence: z.number().nullable(),
  bestFromSeconds: z.number().nullable(),
  bestToSeconds: z.number().nullable(),
  verdict: verdictSchema.nullable(),
  note: z.string().nullable(),
  fault: faultSchema.nullable(),
  /** Found in the training data of the run's model; null: not found, or not known; absent while it is being reckoned. */
  leak: leakGradeSchema.nullable().optional(),
  /** Found in a held-out split of the library. */
  heldOut: leakGradeSchema.nullable().optional(),
  /** null while its content is not known. */
  copies: copyCountsSchema.nullable(),
});
export type RankedRecording = z.infer<typeof rankedRecordingSchema>;

export const rankingCountsSchema = z.object({
  total: z.int(),
  scored: z.int(),
  zero: z.int(),
  failed: z.int(),
  pending: z.int(),
  present: z.int(),
  absent: z.int(),
  unsure: z.int(),
  unreviewed: z.int(),
  /** Counts of scored recordings in equal bins of confidence over [0, 1]; the last bin includes 1. */
  histogram: z.array(z.int()),
  /** What looks wrong with the run as a whole, in sentences that name likely causes. */
  warnings: z.array(z.string()),
});
export type RankingCounts = z.infer<typeof rankingCountsSchema>;

/** How many recordings there are of each kind that a filter knows. */
export const rankingFacetsSchema = z.object({
  total: z.int(),
  roles: z.record(roleSchema, z.int()),
  qualities: z.record(qualityFilterSchema, z.int()),
  copies: z.object({
    /** Recordings whose content lies elsewhere in the library too. */
    withCopies: z.int(),
    /** Contents, each counted once; recordings whose content is not known each count as one. */
    distinct: z.int(),
    unknown: z.int(),
  }),
});
export type RankingFacets = z.infer<typeof rankingFacetsSchema>;

export const windowScoresSchema = z.object({
  label: z.string(),
  windowSeconds: z.number(),
  fromSeconds: z.array(z.number()),
  raw: z.array(z.number()),
  confidence: z.array(z.number()),
});
export type WindowScores = z.infer<typeof windowScoresSchema>;

export const recordingDetailSchema = z.object({
  recording: recordingSchema,
  sourceName: z.string(),
  absolutePath: z.string(),
  copies: recordingCopiesSchema,
  windowScores: windowScoresSchema.nullable(),
  /** The highest labels of the recording, where the run kept them; best first. */
  topLabels: z.array(z.object({ label: z.string(), raw: z.number(), confidence: z.number() })),
  displayBandHz: z.tuple([z.number(), z.number()]).nullable(),
  /** What other runs and labels say of it. */
  otherScores: z.array(z.object({ runName: z.string(), label: z.string(), confidence: z.number().nullable() })),
  findings: z.array(
    z.object({
      verdict: verdictSchema.nullable(),
      label: z.string(),
      reviewer: z.string(),
      note: z.string().nullable(),
      at: z.string(),
    }),
  ),
});
export type RecordingDetail = z.infer<typeof recordingDetailSchema>;

export const findingSchema = z.object({
  id: identifierSchema,
  recordingId: identifierSchema,
  label: z.string(),
  /** null: the finding was taken back. */
  verdict: verdictSchema.nullable(),
  reviewer: z.string(),
  note: z.string().nullable(),
  at: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;
