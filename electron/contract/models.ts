import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';
import { imageFrontEndSchema } from './image-front-end.ts';

/**
 * How a raw score becomes a probability. `none`: the model's output is a probability already. `sigmoid`: it is a logit.
 * `softmax`: the labels exclude each other. One label's logit says nothing without the others', so the raw score of a
 * softmax model is its log-probability (logit − log Σ exp), taken while all labels are at hand; its exponential is the
 * confidence.
 */
export const activationSchema = z.enum(['none', 'sigmoid', 'softmax']);
export type Activation = z.infer<typeof activationSchema>;

/**
 * What is done to a window's level before the model hears it: `peak` brings its largest sample to `levelTarget`
 * (1 where absent), `rms` its root mean square to `levelTarget` dBFS (−20 where absent; 0 dBFS is an rms of 1).
 */
export const levelNormalisationSchema = z.enum(['none', 'peak', 'rms']);
export type LevelNormalisation = z.infer<typeof levelNormalisationSchema>;

/**
 * Butterworth band-pass of order 5 (scipy.signal.butter(5, …) and lfilter, from rest, as BirdNET-Analyzer trains with).
 * `lowHz` 0 leaves the lower edge open, `highHz` at or above half the sample rate the upper one.
 */
export const bandPassSchema = z.object({ lowHz: z.number().nonnegative(), highHz: z.number().positive() });
export type BandPass = z.infer<typeof bandPassSchema>;

/** A second ONNX file that turns the model's embeddings into scores. */
export const modelHeadSchema = z.object({
  /** Beside the manifest, or an absolute path. */
  path: z.string().min(1),
  input: z.string().min(1),
  output: z.string().min(1),
  /** Labels of the head's output; the manifest's own where absent. */
  labels: z.array(z.string()).min(1).optional(),
  /** Filled in when the model is added, so that a head that was replaced is noticed. */
  sha256: z.string().optional(),
});
export type ModelHead = z.infer<typeof modelHeadSchema>;

export const frameReductionSchema = z.enum(['max', 'mean']);
export type FrameReduction = z.infer<typeof frameReductionSchema>;

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
  /** By name, never by position. With a head, `embeddings` feeds it; `scores` then may name the same output. */
  outputs: z.object({ scores: z.string().min(1), embeddings: z.string().min(1).optional() }),
  activation: activationSchema,
  /** Taken before the level normalisation, in this order: mean removal, band-pass, level. */
  removeMean: z.boolean().optional(),
  bandPass: bandPassSchema.optional(),
  levelNormalisation: levelNormalisationSchema.default('none'),
  levelTarget: z.number().optional(),
  /** For models that take a picture of the sound (family `image`). */
  image: imageFrontEndSchema.optional(),
  head: modelHeadSchema.optional(),
  /** For models that score every frame of a window, [windows, frames, labels]; without it they are refused. */
  frames: frameReductionSchema.optional(),
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
      /** Time in ISO 8601: the recorder's wall clock, or with an offset. */
      recordings: z.array(z.object({ recorder: z.string(), time: z.string() })).optional(),
      /** Absolute, or a part of a path such as `splits/train`. */
      folders: z.array(z.string()).optional(),
    })
    .optional(),
});
export type ModelManifest = z.infer<typeof modelManifestSchema>;
/** Family of the rows that stand for models whose scores were imported: there is no file, and nothing can be scored with them. */
export const importedFamily = 'imported-scores';
/** A manifest as it may be written: defaults not yet filled in. */
export type ManifestDraft = z.input<typeof modelManifestSchema>;

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
