import * as z from 'zod';
import { imageFrontEndSchema } from '../../contract/image-front-end.ts';
import {
  activationSchema,
  bandPassSchema,
  frameReductionSchema,
  levelNormalisationSchema,
  modelDescriptionSchema,
  modelHeadSchema,
} from '../../contract/models.ts';
import { faultSchema } from '../../contract/outcome.ts';

/** Everything a scorer must know of a model and a run; sent once, before the first file. */
export const scorerSettingsSchema = z.object({
  modelPath: z.string(),
  family: z.string(),
  inputName: z.string(),
  scoresName: z.string(),
  labelCount: z.int().positive(),
  sampleRate: z.int().positive(),
  windowSamples: z.int().positive(),
  hopSamples: z.int().positive(),
  levelNormalisation: levelNormalisationSchema,
  levelTarget: z.number().optional(),
  removeMean: z.boolean().optional(),
  bandPass: bandPassSchema.optional(),
  image: imageFrontEndSchema.optional(),
  head: modelHeadSchema.optional(),
  embeddingsName: z.string().optional(),
  frames: frameReductionSchema.optional(),
  /** `softmax` turns every window's outputs into log-probabilities; nothing else is done to them here. */
  activation: activationSchema.optional(),
  /** Columns of the score output that are kept, in run_label order. */
  outputIndexes: z.array(z.int().nonnegative()).min(1),
  /** How many of a file's highest labels are told besides. */
  topLabels: z.int().nonnegative().optional(),
  /** A trial hears only so many windows of a file, and is told whatever the model gave, NaN included. */
  trialWindows: z.int().positive().optional(),
  batchSize: z.int().positive(),
  /** Nobody waits for it: what a person waits for gets the processor first. */
  isBackground: z.boolean().optional(),
  inferenceThreads: z.int().positive(),
});
export type ScorerSettings = z.infer<typeof scorerSettingsSchema>;

const scorerFileSchema = z.object({
  ticket: z.int(),
  path: z.string(),
  /** Which channel is heard, counted from 1; the mean of all where absent. */
  channel: z.int().positive().optional(),
  /** A scorer died with it in hand, so it shares no batch with another: a second death then has one cause. */
  isAlone: z.boolean().optional(),
});
export type ScorerFile = z.infer<typeof scorerFileSchema>;

/** Engine → scorer. */
export const scorerRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('describe'), modelPath: z.string() }),
  z.object({ kind: z.literal('configure'), settings: scorerSettingsSchema }),
  z.object({ kind: z.literal('score'), files: z.array(scorerFileSchema).min(1) }),
]);
export type ScorerRequest = z.infer<typeof scorerRequestSchema>;

/** Scorer → engine. */
export const scorerReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('described'), description: modelDescriptionSchema }),
  z.object({ kind: z.literal('configured') }),
  /** The model cannot be used at all. */
  z.object({ kind: z.literal('refused'), fault: faultSchema }),
  /** Native code is about to touch these files: if the process dies now, it is one of them. */
  z.object({ kind: z.literal('began'), tickets: z.array(z.int()).min(1) }),
  /** How far it is with a file that takes long; told now and then. */
  z.object({ kind: z.literal('heard'), ticket: z.int(), windowCount: z.int().positive() }),
  z.object({
    kind: z.literal('scored'),
    ticket: z.int(),
    windowCount: z.int().positive(),
    lastWindowStart: z.int().nonnegative(),
    /** float32 label by label, window by window. */
    scores: z.instanceof(Float32Array),
    topLabels: z.object({ indexes: z.instanceof(Int32Array), raw: z.instanceof(Float32Array) }).optional(),
  }),
  z.object({ kind: z.literal('failed'), ticket: z.int(), fault: faultSchema }),
]);
export type ScorerReply = z.infer<typeof scorerReplySchema>;

const scorerRepliesSchema = z.array(scorerReplySchema).min(1);

/** A message of a scorer: what it has to say comes several replies at a time, because a message costs more than its content. */
export function readScorerReplies(message: unknown): readonly ScorerReply[] {
  return scorerRepliesSchema.parse(message);
}
