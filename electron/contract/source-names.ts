import * as z from 'zod';
import { identifierSchema, qualitySchema, roleSchema } from './identifiers.ts';

/** What a recording's name or a manifest says of it; null where it says nothing and the source's own value holds. */
export const recordingAttributesSchema = z.object({
  role: roleSchema.nullable(),
  quality: qualitySchema.nullable(),
  callType: z.string().nullable(),
  site: z.string().nullable(),
  recorder: z.string().nullable(),
});
export type RecordingAttributes = z.infer<typeof recordingAttributesSchema>;

export const attributeOriginSchema = z.enum(['rule', 'manifest']);
export type AttributeOrigin = z.infer<typeof attributeOriginSchema>;

/** All rules of a source, in the order in which they are tried, and the manifest that goes before them. */
export const sourceNamesRequestSchema = z.object({
  sourceId: identifierSchema,
  /** Templates such as `{label}_{quality}_{calltype}_{recorder}_{site}_{timestamp}.wav`; none: what was applied is taken back. */
  rules: z.array(z.string().trim().min(1).max(300)).max(20),
  /** A table of the study's columns; null: none, and what one gave is taken back. */
  manifestPath: z.string().min(1).nullable().default(null),
});
export type SourceNamesRequest = z.infer<typeof sourceNamesRequestSchema>;

/** What a scan applied of a source's rules and its manifest, which is read anew. */
export const scannedNamesSchema = z.object({
  /** Recordings of which something is said. */
  named: z.int(),
  /** Of how many something else is said than before, or for the first time. */
  changed: z.int(),
  /** Why the manifest could not be read; what it said before stays then. */
  manifestFault: z.string().nullable(),
});
export type ScannedNames = z.infer<typeof scannedNamesSchema>;

const listedRowsSchema = z.object({
  count: z.int(),
  first: z.array(z.object({ line: z.int(), path: z.string(), reason: z.string() })),
});

export const manifestMatchSchema = z.object({
  path: z.string(),
  rows: z.int(),
  matchedByPath: z.int(),
  matchedByName: z.int(),
  /** Several recordings or rows share the name: never guessed. */
  ambiguous: listedRowsSchema,
  unmatched: listedRowsSchema,
  /** Labels and qualities that are no words for them; nothing is said by these. */
  unknownValues: listedRowsSchema,
});
export type ManifestMatch = z.infer<typeof manifestMatchSchema>;

export const sourceNamesPreviewSchema = z.object({
  total: z.int(),
  matched: z.int(),
  unmatched: z.int(),
  /** Recordings of which anything would be said that is not said now. */
  changed: z.int(),
  positive: z.int(),
  negative: z.int(),
  /** How many recordings each rule decided on. */
  matchedByRule: z.array(z.int()),
  manifest: manifestMatchSchema.nullable(),
  /** Why files are not matched: the most frequent reasons first, each with its first files. */
  reasons: z.array(z.object({ reason: z.string(), count: z.int(), first: z.array(z.string()) })),
  /** Some of every kind: of each rule, of the manifest, and of those that nothing matches. */
  examples: z.array(
    z.object({
      recordingId: identifierSchema,
      relativePath: z.string(),
      origin: attributeOriginSchema.nullable(),
      /** Index of the rule that matched. */
      rule: z.int().nullable(),
      values: recordingAttributesSchema,
      changed: z.boolean(),
      /** Why nothing matches it; null where something does. */
      reason: z.string().nullable(),
    }),
  ),
});
export type SourceNamesPreview = z.infer<typeof sourceNamesPreviewSchema>;
