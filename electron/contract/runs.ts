import * as z from 'zod';
import { importedScoresSchema } from './import.ts';
import { faultSchema } from './outcome.ts';
import { identifierSchema } from './identifiers.ts';
import { activationSchema, levelNormalisationSchema } from './models.ts';

/** BirdNET's sensitivity: it shifts the logit by (s − 1)·10 when a score is read. */
export const sensitivitySchema = z.number().min(0.5).max(1.5);

export const runSettingsSchema = z.object({
  /** Distance between window starts in model samples; the manifest's own where absent. */
  hopSamples: z.int().positive(),
  windowSamples: z.int().positive(),
  sampleRate: z.int().positive(),
  levelNormalisation: levelNormalisationSchema,
  /** How many of the highest labels are kept for every recording, whatever the targets are. */
  topLabels: z.int().min(0).max(10).default(0),
  /** Applied on reading: changing it never needs a rescore. */
  sensitivity: sensitivitySchema.default(1),
  /** Applied on reading; null: the manifest's own. */
  activation: activationSchema.nullable().default(null),
  /** Where the scores come from when no model of the library made them. */
  imported: importedScoresSchema.nullable().default(null),
});
export type RunSettings = z.infer<typeof runSettingsSchema>;

export const runSchema = z.object({
  id: identifierSchema,
  modelId: identifierSchema,
  modelName: z.string(),
  modelSha256: z.string(),
  name: z.string(),
  labels: z.array(z.string()),
  settings: runSettingsSchema,
  sourceIds: z.array(identifierSchema),
  createdAt: z.string(),
  total: z.int(),
  scored: z.int(),
  failed: z.int(),
  pending: z.int(),
});
export type Run = z.infer<typeof runSchema>;

export const jobKindSchema = z.enum(['scan', 'score', 'export', 'samples', 'hash']);
export type JobKind = z.infer<typeof jobKindSchema>;

export const jobStateSchema = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobStateSchema>;

export const jobSchema = z.object({
  id: identifierSchema,
  kind: jobKindSchema,
  title: z.string(),
  state: jobStateSchema,
  done: z.number(),
  /** 0 while the amount of work is not known yet. */
  total: z.number(),
  failed: z.int(),
  /** Units of `done` a second over the last few seconds. */
  ratePerSecond: z.number().nullable(),
  /** How many times faster than real time: seconds of audio a second; null for jobs that hear none. */
  audioSecondsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  fault: faultSchema.nullable(),
  runId: identifierSchema.nullable(),
  sourceId: identifierSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;
