import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const sweeps = join(resolve(process.env['EARMARK_SHARED'] ?? '../shared'), 'reference', 'sweeps');

/** Whether the study's sweeps are here; says so where they are not, because those tests are skipped then. */
export const hasReference = existsSync(sweeps);
if (!hasReference) {
  process.stdout.write(`Skipped: the study's sweeps are not at ${sweeps}; set EARMARK_SHARED.\n`);
}

/** Text of one reference file. */
export function referenceText(name: string): Promise<string> {
  return readFile(join(sweeps, name), 'utf8');
}

/** A document with its floats as plain numbers, as JSON and a YAML reader give them. */
export function withPlainFloats(content: unknown): unknown {
  return JSON.parse(
    JSON.stringify(content, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'float' in value ? value.float : value,
    ),
  );
}
