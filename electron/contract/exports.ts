import * as z from 'zod';
import { faultSchema } from './outcome.ts';
import { identifierSchema } from './identifiers.ts';

export const exportRequestSchema = z.object({
  subsetIds: z.array(identifierSchema).min(1),
  /** Folder under which `bestLowQuality/…` and `hardNeg/…` are written. */
  root: z.string().min(1),
  /** `clip`: recordings longer than `clipSeconds` become the clip around their best window. */
  extent: z.enum(['clip', 'whole']).default('clip'),
  /** Length of such a clip; the model's window or 3 s, whichever is longer, where absent. */
  clipSeconds: z.number().positive().optional(),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;
export type ExportRequestInput = z.input<typeof exportRequestSchema>;

export const exportTargetSchema = z.object({
  subsetId: identifierSchema,
  subsetName: z.string(),
  path: z.string(),
  files: z.int(),
  clips: z.int(),
  bytes: z.number(),
  /** `new`: nothing there. `replace`: our own untouched export. `refuse`: not ours, or changed since. */
  state: z.enum(['new', 'replace', 'refuse']),
  problem: faultSchema.nullable(),
  /** Names of files that are not ours, at most ten, for the message. */
  foreignFiles: z.array(z.string()),
});
export type ExportTarget = z.infer<typeof exportTargetSchema>;

export const exportPreviewSchema = z.object({
  root: z.string(),
  targets: z.array(exportTargetSchema),
  totalFiles: z.int(),
  totalBytes: z.number(),
  freeBytes: z.number().nullable(),
  /** Recordings whose file name is shared and which therefore get another one. */
  renamed: z.array(z.object({ original: z.string(), exportedName: z.string() })),
  problems: z.array(faultSchema),
  warnings: z.array(z.string()),
  clipSeconds: z.number(),
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;

export const exportRecordSchema = z.object({
  id: identifierSchema,
  subsetId: identifierSchema.nullable(),
  subsetName: z.string(),
  root: z.string(),
  path: z.string(),
  files: z.int(),
  bytes: z.number(),
  at: z.string(),
});
export type ExportRecord = z.infer<typeof exportRecordSchema>;
