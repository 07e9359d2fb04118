import * as z from 'zod';

export const librarySummarySchema = z.object({
  path: z.string(),
  name: z.string(),
  applicationVersion: z.string(),
  reviewer: z.string(),
  recordingCount: z.int(),
  failedCount: z.int(),
  sourceCount: z.int(),
  runCount: z.int(),
  findingCount: z.int(),
  /** Where exports go when the person has not chosen another root yet. */
  suggestedExportRoot: z.string(),
});
export type LibrarySummary = z.infer<typeof librarySummarySchema>;
