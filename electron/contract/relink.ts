import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';

/** What a source would be in another folder. */
export const relinkPreviewSchema = z.object({
  sourceId: identifierSchema,
  /** The folder as it really lies. */
  path: z.string(),
  /** Recordings of the source. */
  total: z.int(),
  /** The same relative path and size. */
  matched: z.int(),
  /** Another path with the same content. */
  renamed: z.int(),
  /** The same path with another content or size: their scores are dropped. */
  changed: z.int(),
  /** Not there: they become missing, with all that is known of them. */
  unmatched: z.int(),
  /** There and not known: they are taken in. */
  added: z.int(),
  /** The first of each kind. */
  renamedExamples: z.array(z.object({ from: z.string(), to: z.string() })),
  changedExamples: z.array(z.string()),
  unmatchedExamples: z.array(z.string()),
});
export type RelinkPreview = z.infer<typeof relinkPreviewSchema>;
