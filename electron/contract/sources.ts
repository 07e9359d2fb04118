import * as z from 'zod';
import { faultSchema } from './outcome.ts';
import { identifierSchema, qualitySchema, roleSchema } from './identifiers.ts';
import { recordingFactsSchema } from './recording-facts.ts';
import { attributeOriginSchema, recordingAttributesSchema } from './source-names.ts';

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
  /** Templates by which names say role, quality, call type, site and recorder; tried in this order. */
  nameRules: z.array(z.string()),
  /** The table that attributes were last taken from. */
  attributeManifest: z.string().nullable(),
  /** Recordings whose header, comment and name disagree about the time. */
  timeRemarkCount: z.int(),
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
  /** All that the recorder says, with the names of the places where it was found; null where it was not read yet. */
  facts: recordingFactsSchema.nullable(),
  /** One sentence where header, comment and name disagree about the time: which was taken, and what the others say. */
  timeRemark: z.string().nullable(),
  /** What its name or a manifest says of it. */
  attributes: recordingAttributesSchema.extend({ origin: attributeOriginSchema }).nullable(),
  /** Non-fatal remark, for example "data ends early, the whole part was recovered". */
  warning: z.string().nullable(),
  /** Why the recording cannot be read, null where it can. */
  fault: faultSchema.nullable(),
});
export type Recording = z.infer<typeof recordingSchema>;
