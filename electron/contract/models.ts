import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';

/** How a raw score becomes a probability. `none`: the model's output is a probability already. */
export const activationSchema = z.enum(['none', 'sigmoid']);
export type Activation = z.infer<typeof activationSchema>;

/** What is done to a window's level before the model hears it; `peak` brings its largest sample to full scale. */
export const levelNormalisationSchema = z.enum(['none', 'peak']);
export type LevelNormalisation = z.infer<typeof levelNormalisationSchema>;

export const labelFormatSchema = z.enum(['lines', 'scientific-common', 'csv', 'audioset']);

/** What a model's maker, or the person who adds it, says about an ONNX file. Shareable JSON. */
export const modelManifestSchema = z.object({
  manifestVersion: z.literal(1),
  id: z.string().min(1),
  name: z.string().min(1),
  /** The adapter that knows how to feed it: one of native-models/adapters. */
  family: z.string().min(1),
  description: z.string().default(''),
  licence: z.string().default(''),
  sampleRate: z.int().positive(),
  windowSamples: z.int().positive(),
  hopSamples: z.int().positive(),
  input: z.object({ name: z.string().min(1) }),
  outputs: z.object({ scores: z.string().min(1), embeddings: z.string().min(1).optional() }),
  activation: activationSchema,
  levelNormalisation: levelNormalisationSchema.default('none'),
  /** In label order of the score output. Either given here or read from `labelsFile` beside the manifest. */
  labels: z.array(z.string()).optional(),
  labelsFile: z.object({ path: z.string(), format: labelFormatSchema }).optional(),
  /** Labels that are offered first; the rest stay searchable. */
  suggestedTargets: z.array(z.string()).default([]),
  /** Frequency band worth looking at, by label, in Hz. */
  displayBands: z.record(z.string(), z.tuple([z.number(), z.number()])).default({}),
  /** What it was trained on, as far as known. Absent means "not known", never "clean". */
  trainedOn: z
    .object({
      note: z.string().default(''),
      fileNames: z.array(z.string()).default([]),
      sha256: z.array(z.string()).default([]),
    })
    .optional(),
});
export type ModelManifest = z.infer<typeof modelManifestSchema>;

export const modelSchema = z.object({
  id: identifierSchema,
  name: z.string(),
  path: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  addedAt: z.string(),
  /** True for the small model that comes with Earmark. */
  bundled: z.boolean(),
  manifest: modelManifestSchema,
  labels: z.array(z.string()),
});
export type Model = z.infer<typeof modelSchema>;

/** A model's inputs and outputs as the runtime reports them; -1 stands for a free dimension. */
export const tensorDescriptionSchema = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(z.int()),
});
export type TensorDescription = z.infer<typeof tensorDescriptionSchema>;

export const modelDescriptionSchema = z.object({
  inputs: z.array(tensorDescriptionSchema),
  outputs: z.array(tensorDescriptionSchema),
});
export type ModelDescription = z.infer<typeof modelDescriptionSchema>;
