import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';
import { rankingKeySchema } from './ranking.ts';
import { subsetRuleSchema } from './subsets.ts';

export const comparisonRequestSchema = z.object({
  left: rankingKeySchema,
  right: rankingKeySchema,
  /** Tiers whose members are compared; each is cut among the shared recordings, so that both sides count the same N. */
  tiers: z.array(subsetRuleSchema).max(20).default([]),
  /** At most so many points of the scatter. */
  sampleLimit: z.int().positive().max(5000).default(2000),
});
export type ComparisonRequest = z.infer<typeof comparisonRequestSchema>;

/** A recording that both rankings scored. Ranks are from 1 among the shared recordings; ties share their mean rank. */
export const comparedRecordingSchema = z.object({
  recordingId: identifierSchema,
  sourceName: z.string(),
  relativePath: z.string(),
  fileName: z.string(),
  recorder: z.string().nullable(),
  leftRank: z.number(),
  rightRank: z.number(),
  leftRaw: z.number().nullable(),
  rightRaw: z.number().nullable(),
  leftConfidence: z.number(),
  rightConfidence: z.number(),
});
export type ComparedRecording = z.infer<typeof comparedRecordingSchema>;

const movedSchema = z.object({ count: z.int(), first: z.array(comparedRecordingSchema) });

export const runComparisonSchema = z.object({
  /** Recordings scored by both. */
  shared: z.int(),
  onlyLeft: z.int(),
  onlyRight: z.int(),
  /** Spearman's rank correlation over the shared recordings; null where one side does not vary or n < 2. */
  rankCorrelation: z.number().nullable(),
  /** An even sample over the left ranking. */
  scatter: z.array(z.object({ recordingId: identifierSchema, left: z.number(), right: z.number() })),
  /** Largest changes of rank, at most 50 each way: `rose` stands nearer the top on the right. */
  rose: z.array(comparedRecordingSchema),
  fell: z.array(comparedRecordingSchema),
  tiers: z.array(
    z.object({
      rule: subsetRuleSchema,
      ruleInWords: z.string(),
      leftCount: z.int(),
      rightCount: z.int(),
      /** In the tier on both sides, on the right only, on the left only; with at most 50 recordings each. */
      stayed: movedSchema,
      entered: movedSchema,
      left: movedSchema,
    }),
  ),
});
export type RunComparison = z.infer<typeof runComparisonSchema>;
