import { parseDocument } from 'yaml';
import * as z from 'zod';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { sweepSpecificationSchema, type SweepSpecification } from '../../contract/sweeps.ts';

/**
 * Reads a sweep specification from YAML text (JSON is YAML too), by YAML 1.1 as the study's generator does.
 * @returns `sweep-invalid` with the place that is wrong
 */
export function readSpecification(text: string): Outcome<SweepSpecification> {
  const document = parseDocument(text, { version: '1.1', schema: 'yaml-1.1' });
  const [error] = document.errors;
  if (error !== undefined) {
    return fail('sweep-invalid', 'This file is not valid YAML. Check its indentation and quotes.', error.message);
  }
  const parsed = sweepSpecificationSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  return parsed.success
    ? succeed(parsed.data)
    : fail(
        'sweep-invalid',
        'This is not a sweep specification: it needs stage, out_dir, axes (lists of values) and base_params.',
        z.prettifyError(parsed.error),
      );
}
