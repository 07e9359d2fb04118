import * as z from 'zod';
import { identifierSchema, purposeSchema, roleSchema } from './identifiers.ts';
import { operation } from './operation.ts';
import { rankingFacetsSchema, rankingKeySchema } from './ranking.ts';
import { familyScopeSchema } from './subsets.ts';

/** What there is in a ranking to filter by and to select from. */
export const reviewOperations = {
  /** How many recordings there are of each role and quality, and how many are copies; of these sources, else of all. */
  'ranking/facets': operation(
    rankingKeySchema.extend({ sourceIds: z.array(identifierSchema).optional() }),
    rankingFacetsSchema,
  ),
  /** Which recordings a family of a purpose ranks; of the named sources, else of those whose recordings fit. */
  'subset/scope': operation(
    rankingKeySchema.extend({
      purpose: purposeSchema,
      sourceIds: z.array(identifierSchema).min(1).optional(),
      /** Of these roles, null: of any; absent: as the purpose suggests. */
      roles: z.array(roleSchema).min(1).nullable().optional(),
    }),
    familyScopeSchema,
  ),
} as const;
