import * as z from 'zod';

/** A float without a fraction: the trainer's files tell 2.0 from 2, JSON does not. */
export const sweepFloatSchema = z.strictObject({ float: z.number() });
export type SweepFloat = z.infer<typeof sweepFloatSchema>;

/** A number with a fraction is a float, one without is a whole number unless it says that it is a float. */
export const sweepValueSchema: z.ZodType<SweepValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), sweepFloatSchema, z.array(sweepValueSchema)]),
);
export type SweepValue = string | number | boolean | null | SweepFloat | readonly SweepValue[];

/** Whether a value is a float without a fraction. */
export function isSweepFloat(value: SweepValue): value is SweepFloat {
  return typeof value === 'object' && value !== null && 'float' in value;
}

/** The study's sweep specification. Key order matters: it numbers the experiments, the last axis varying fastest. */
export const sweepSpecificationSchema = z.object({
  stage: z.int().nonnegative(),
  out_dir: z.string().min(1),
  axes: z.record(z.string(), z.array(sweepValueSchema).min(1)),
  base_params: z.record(z.string(), sweepValueSchema),
});
export type SweepSpecification = z.infer<typeof sweepSpecificationSchema>;

export const pathStyleSchema = z.enum(['forward', 'windows', 'as-written']);
export type PathStyle = z.infer<typeof pathStyleSchema>;

/** The study spells one folder `hardnet_conf_min_85`: put right, as published, or left as the specification has it. */
export const folderSpellingSchema = z.enum(['as-written', 'corrected', 'published']);
export type FolderSpelling = z.infer<typeof folderSpellingSchema>;

export const sweepRequestSchema = z.object({
  specification: sweepSpecificationSchema,
  pathStyle: pathStyleSchema.default('forward'),
  spelling: folderSpellingSchema.default('as-written'),
  /** Folder in which `out_dir` is created; a spec `sweep.yaml` is written there too. */
  root: z.string().min(1).optional(),
});
export type SweepRequest = z.infer<typeof sweepRequestSchema>;

/** A setting that a specification may hold, as the form describes it. */
export const sweepKeySchema = z.object({
  key: z.string(),
  kind: z.enum(['whole', 'number', 'truth', 'choice', 'texts', 'folders']),
  /** As written where nobody sets it; null where it is absent then. */
  standard: z.string().nullable(),
  /** Sections of the experiment's file that it goes to; null where this is no place for it. */
  asAxis: z.string().nullable(),
  asBase: z.string().nullable(),
  choices: z.array(z.string()),
  help: z.string(),
});
export type SweepKey = z.infer<typeof sweepKeySchema>;

/** A trap, and the field that steps into it; null where it is the whole specification. */
export const sweepWarningSchema = z.object({
  place: z.enum(['axes', 'base_params']).nullable(),
  key: z.string(),
  message: z.string(),
});
export type SweepWarning = z.infer<typeof sweepWarningSchema>;

export const sweepPreviewSchema = z.object({
  specificationYaml: z.string(),
  baseYaml: z.string(),
  experimentCount: z.int(),
  /** One row an experiment: its name and its value on each axis, as shown. */
  experiments: z.array(z.object({ name: z.string(), values: z.array(z.string()), yaml: z.string() })),
  axisNames: z.array(z.string()),
  /** What stops the sweep from being written, as far as the specification alone shows it. */
  problems: z.array(z.string()),
  warnings: z.array(sweepWarningSchema),
});
export type SweepPreview = z.infer<typeof sweepPreviewSchema>;

/** A specification over the folders just exported, and where the trainer has to look for them. */
export const exportedSweepSchema = z.object({
  specification: sweepSpecificationSchema,
  audioRoot: z.string(),
  /** What the person has to know about the folders' names, null where nothing. */
  note: z.string().nullable(),
});
export type ExportedSweep = z.infer<typeof exportedSweepSchema>;

export const sweepWrittenSchema = z.object({
  specificationPath: z.string(),
  folder: z.string(),
  experimentCount: z.int(),
  files: z.array(z.string()),
  /** What could not be checked, or was written in spite of a problem. */
  warnings: z.array(z.string()),
});
export type SweepWritten = z.infer<typeof sweepWrittenSchema>;

export const sweepPresetSchema = z.object({
  id: z.string(),
  label: z.string(),
  specification: sweepSpecificationSchema,
});
export type SweepPreset = z.infer<typeof sweepPresetSchema>;
