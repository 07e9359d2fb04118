import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { loadSchema, machineSchema } from './machine.ts';
import { measurementSchema } from './measurement.ts';

export const caseResultSchema = z.object({
  id: z.string(),
  label: z.string(),
  reach: z.string(),
  quick: z.boolean(),
  measuredAt: z.string(),
  seconds: z.number(),
  machine: machineSchema,
  loadBefore: loadSchema,
  loadAfter: loadSchema,
  measurements: z.array(measurementSchema),
  /** Why the case ended early, null where it did not. */
  failure: z.string().nullable(),
});
export type CaseResult = z.infer<typeof caseResultSchema>;

export const resultsSchema = z.object({ cases: z.array(caseResultSchema) });
export type Results = z.infer<typeof resultsSchema>;

/** Results of earlier runs, so that `--only` replaces what it measured and keeps the rest; those of another shape are given up. */
export function readResults(path: string): Results {
  const parsed = existsSync(path) ? resultsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))) : null;
  return parsed?.success === true ? parsed.data : { cases: [] };
}

export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** `fresh` in place of what is there by the same ids, all in the order of `ids`; what is no case any more goes. */
export function mergeResults(old: Results, fresh: readonly CaseResult[], ids: readonly string[]): Results {
  const byId = new Map([...old.cases, ...fresh].map((result) => [result.id, result]));
  return { cases: ids.flatMap((id) => byId.get(id) ?? []) };
}
