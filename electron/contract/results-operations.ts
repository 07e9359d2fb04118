import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';
import {
  resultsExportRequestSchema,
  resultsExportSchema,
  resultsImportRequestSchema,
  resultsImportSchema,
  resultsLeaderboardRequestSchema,
  resultsLeaderboardSchema,
  resultsPictureRequestSchema,
  resultsPictureSchema,
  resultsTableRequestSchema,
  resultsTableSchema,
} from './results.ts';
import { nothing, operation } from './operation.ts';

/** What the trainer made of them. */
export const resultsOperations = {
  /** Takes in the trainer's results, in place of what the same file or folder gave before. */
  'results/import': operation(resultsImportRequestSchema, resultsImportSchema),
  'results/list': operation(nothing, z.array(resultsImportSchema)),
  'results/remove': operation(z.object({ importId: identifierSchema }), nothing),
  /** Mean and spread over seeds, by settings. */
  'results/table': operation(resultsTableRequestSchema, resultsTableSchema),
  'results/leaderboard': operation(resultsLeaderboardRequestSchema, resultsLeaderboardSchema),
  'results/picture': operation(resultsPictureRequestSchema, resultsPictureSchema),
  /** The table as CSV, the picture as SVG. */
  'results/export': operation(resultsExportRequestSchema, resultsExportSchema),
} as const;
