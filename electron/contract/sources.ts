import * as z from 'zod';
import { faultSchema } from './outcome.ts';
import { identifierSchema, qualitySchema, roleSchema } from './identifiers.ts';

export const sourceSchema = z.object({
  id: identifierSchema,
  path: z.string(),
  name: z.string(),
  role: roleSchema,
  quality: qualitySchema.nullable(),
  site: z.string().nullable(),
  recorder: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** Source order of DESIGN §2.2: sources rank in the order in which they were added. */
  position: z.int(),
  addedAt: z.string(),
  recordingCount: z.int(),
  failedCount: z.int(),
  durationSeconds: z.number(),
  /** False when the folder is not there now (card taken out, drive unplugged). */
  online: z.boolean(),
});
export type Source = z.infer<typeof sourceSchema>;

export const sourceAttributesSchema = z.object({
  role: roleSchema,
  quality: qualitySchema.nullable().default(null),
  site: z.string().nullable().default(null),
  recorder: z.string().nullable().default(null),
  timeZone: z.string().nullable().default(null),
});
export type SourceAttributes = z.infer<typeof sourceAttributesSchema>;

/** A quick look at a dropped folder, before it is added. */
export const folderInspectionSchema = z.object({
  path: z.string(),
  name: z.string(),
  audioFileCount: z.int(),
  otherFileCount: z.int(),
  totalBytes: z.number(),
  /** True when the look stopped early; the counts are then "at least". */
  truncated: z.boolean(),
  exampleNames: z.array(z.string()),
  alreadyAdded: z.boolean(),
  suggestedRole: roleSchema,
  suggestedQuality: qualitySchema.nullable(),
  suggestedRecorder: z.string().nullable(),
});
export type FolderInspection = z.infer<typeof folderInspectionSchema>;

export const recordingSchema = z.object({
  id: identifierSchema,
  sourceId: identifierSchema,
  relativePath: z.string(),
  fileName: z.string(),
  sizeBytes: z.number(),
  modifiedAt: z.string(),
  format: z.string().nullable(),
  sampleRate: z.int().nullable(),
  channels: z.int().nullable(),
  bitsPerSample: z.int().nullable(),
  durationSeconds: z.number().nullable(),
  recordedAt: z.string().nullable(),
  recorder: z.string().nullable(),
  /** Non-fatal remark, for example "data ends early, the whole part was recovered". */
  warning: z.string().nullable(),
  /** Why the recording cannot be read, null where it can. */
  fault: faultSchema.nullable(),
});
export type Recording = z.infer<typeof recordingSchema>;
