import * as z from 'zod';
import { copiedContentSchema, copySummarySchema } from './copies.ts';
import { identifierSchema } from './identifiers.ts';
import { nothing, operation } from './operation.ts';
import { relinkPreviewSchema } from './relink.ts';
import { sourceSchema } from './sources.ts';

/** Which folder is which source, and which recordings are the same bytes. */
export const identityOperations = {
  /** What a source would be in another folder; nothing is changed. */
  'source/relink-preview': operation(
    z.object({ sourceId: identifierSchema, path: z.string().min(1) }),
    relinkPreviewSchema,
  ),
  /** Moves a source to another folder with all that is known of its recordings, and scans that. */
  'source/relink': operation(
    z.object({ sourceId: identifierSchema, path: z.string().min(1) }),
    z.object({ source: sourceSchema, preview: relinkPreviewSchema, jobId: identifierSchema }),
  ),

  /** Reads the contents that are not known yet; null where all are. */
  'copies/find': operation(nothing, z.object({ jobId: identifierSchema.nullable() })),
  'copies/summary': operation(nothing, copySummarySchema),
  'copies/list': operation(
    z.object({ offset: z.int().nonnegative(), limit: z.int().positive().max(1000) }),
    z.object({ total: z.int(), rows: z.array(copiedContentSchema) }),
  ),
} as const;
