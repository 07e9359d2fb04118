import { open } from 'node:fs/promises';
import { fail, type Outcome } from '../../contract/outcome.ts';
import type { SweepSpecification } from '../../contract/sweeps.ts';
import { readSpecification } from './read-specification.ts';

/** The study's own have some hundred lines; what is far larger is another file. */
const mostBytes = 1 << 20;

/** Reads a specification from a file. Faults: file-missing, file-unreadable, sweep-invalid. */
export async function openSpecification(path: string): Promise<Outcome<SweepSpecification>> {
  const text = await readText(path);
  return text.ok ? readSpecification(text.value) : text;
}

async function readText(path: string): Promise<Outcome<string>> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      return size > mostBytes
        ? fail('sweep-invalid', `${path} is too large for a sweep specification. Choose another file.`)
        : { ok: true, value: await handle.readFile('utf8') };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isGone
      ? fail('file-missing', `There is no file ${path}.`, detail)
      : fail('file-unreadable', `${path} cannot be read. Check its permissions.`, detail);
  }
}
