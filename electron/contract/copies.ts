import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';

/** One place at which a content lies. */
export const copyPlaceSchema = z.object({
  recordingId: identifierSchema,
  sourceId: identifierSchema,
  sourceName: z.string(),
  relativePath: z.string(),
  absolutePath: z.string(),
  /** It was there at an earlier scan and is gone. */
  missing: z.boolean(),
});
export type CopyPlace = z.infer<typeof copyPlaceSchema>;

/** A content that several recordings share, the first of them in source order first. */
export const copiedContentSchema = z.object({
  sha256: z.string(),
  sizeBytes: z.number(),
  places: z.array(copyPlaceSchema).min(2),
});
export type CopiedContent = z.infer<typeof copiedContentSchema>;

export const copySummarySchema = z.object({
  /** Recordings that can be read and whose content is not known yet: copies among them are not found yet. */
  unknown: z.int(),
  /** Contents that lie at more than one place. */
  contents: z.int(),
  /** The recordings that share them. */
  recordings: z.int(),
  /** For each source, how many of its recordings lie in another source too, or (the same source) more than once in itself. */
  shared: z.array(z.object({ sourceId: identifierSchema, otherSourceId: identifierSchema, count: z.int() })),
});
export type CopySummary = z.infer<typeof copySummarySchema>;

/** How many other recordings have a recording's content, counted to 100, and how many of those are missing now. */
export const copyCountsSchema = z.object({ count: z.int(), missing: z.int() });
export type CopyCounts = z.infer<typeof copyCountsSchema>;

/** Where else a recording's content lies. */
export const recordingCopiesSchema = z.object({
  /** null: its content is not known yet. */
  counts: copyCountsSchema.nullable(),
  /** The first of them. */
  places: z.array(copyPlaceSchema),
});
export type RecordingCopies = z.infer<typeof recordingCopiesSchema>;
