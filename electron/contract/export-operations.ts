import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';
import {
  exportOptionsSchema,
  exportPreviewSchema,
  exportRecordSchema,
  exportRequestSchema,
  exportVerificationSchema,
} from './exports.ts';
import { nothing, operation } from './operation.ts';

/** Subsets written to disk, looked at before and after. */
export const exportOperations = {
  'export/preview': operation(exportRequestSchema, exportPreviewSchema),
  'export/write': operation(exportRequestSchema, z.object({ jobId: identifierSchema })),
  'export/list': operation(nothing, z.array(exportRecordSchema)),
  /** The layouts, methods and tables there are, each described by itself. */
  'export/options': operation(nothing, exportOptionsSchema),
  /** Reads every file of an exported folder, or of all below it, and compares it with what was written. */
  'export/verify': operation(z.object({ path: z.string().min(1) }), exportVerificationSchema),
} as const;
