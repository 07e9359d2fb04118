import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';
import { modelDescriptionSchema, modelManifestSchema } from './models.ts';
import { faultSchema } from './outcome.ts';

/** `certain`: known by its shape and names. `likely`: one number was inferred. `guess`: fill in the form, then try it. */
export const certaintySchema = z.enum(['certain', 'likely', 'guess']);
export type Certainty = z.infer<typeof certaintySchema>;

/** What keeps a model from being scored by a manifest. */
export const manifestProblemSchema = faultSchema.extend({
  /** The manifest's field that it is about, with dots (`image.fftSize`); null where it is none in particular. */
  field: z.string().nullable(),
});
export type ManifestProblem = z.infer<typeof manifestProblemSchema>;

export const manifestProposalSchema = z.object({
  /** The family that recognised the model: an id of native-models/adapters/families. */
  family: z.string(),
  label: z.string(),
  certainty: certaintySchema,
  /** Why this family, in a sentence. */
  reason: z.string(),
  /** What the file does not say and the person should check. */
  questions: z.array(z.string()),
  manifest: modelManifestSchema,
  /** What stands between this manifest and a working model. */
  problems: z.array(manifestProblemSchema),
});
export type ManifestProposal = z.infer<typeof manifestProposalSchema>;

export const labelsFoundSchema = z.object({
  /** The label file; null where the manifest itself names the labels. */
  path: z.string().nullable(),
  count: z.int(),
  /** The first ones, in the order of the model's output. */
  sample: z.array(z.string()),
});

export const modelInspectionSchema = z.object({
  path: z.string(),
  description: modelDescriptionSchema,
  headDescription: modelDescriptionSchema.nullable(),
  /** Best first; empty where the model cannot be run. */
  proposals: z.array(manifestProposalSchema),
  labels: labelsFoundSchema.nullable(),
  /** It gives embeddings and no scores: with a head it could be run. */
  needsHead: z.boolean(),
  /** Why it cannot be run, or what is wrong with its labels. */
  problems: z.array(faultSchema),
});
export type ModelInspection = z.infer<typeof modelInspectionSchema>;

/** What a manifest makes of a model, without scoring anything. */
export const manifestCheckSchema = z.object({
  problems: z.array(manifestProblemSchema),
  /** Null where no labels are known. */
  labelCount: z.int().nullable(),
  /** The picture that is made of a window, as the model's input will see it, without the batch; null where it takes samples. */
  picture: z.array(z.int()).nullable(),
});
export type ManifestCheck = z.infer<typeof manifestCheckSchema>;

export const tryWarningSchema = z.object({
  code: z.enum([
    'not-scored',
    'logits-not-probabilities',
    'activation-inside',
    'softmax-inside',
    'label-count',
    'sample-rate',
    'not-a-number',
    'constant',
    'label-unknown',
  ]),
  message: z.string(),
  /** The technical cause, never needed to act. */
  detail: z.string().optional(),
  /** The manifest's field that is probably wrong, and what it should say. */
  field: z.string().nullable(),
  suggestion: z.string().nullable(),
});
export type TryWarning = z.infer<typeof tryWarningSchema>;

export const modelTrialSchema = z.object({
  recordingId: identifierSchema,
  windowSeconds: z.number(),
  /** Start of every window in the recording. */
  fromSeconds: z.array(z.number()),
  /** Raw scores and confidences by label, one a window; empty where it could not be scored. */
  scores: z.array(z.object({ label: z.string(), raw: z.array(z.number()), confidence: z.array(z.number()) })),
  /** The labels with the highest confidence in the recording, best first. */
  topLabels: z.array(z.object({ label: z.string(), confidence: z.number() })),
  warnings: z.array(tryWarningSchema),
});
export type ModelTrial = z.infer<typeof modelTrialSchema>;
