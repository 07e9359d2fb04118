import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';
import { operation } from './operation.ts';
import { rankingFacetsSchema, rankingKeySchema } from './ranking.ts';

/** What there is to filter a ranking by. */
export const reviewOperations = {
  /** How many recordings there are of each role and quality, and how many are copies; of these sources, else of all. */
  'ranking/facets': operation(
    rankingKeySchema.extend({ sourceIds: z.array(identifierSchema).optional() }),
    rankingFacetsSchema,
  ),
} as const;
