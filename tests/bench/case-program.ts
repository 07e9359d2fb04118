/** Runs one case and sends its measurements to the parent: a case cannot disturb the next one, whatever it leaves behind. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchContext } from './bench-case.ts';
import { benchCases } from './cases.ts';
import type { Measurement } from './measurement.ts';

/** Child → parent. */
export type CaseReply =
  | { readonly kind: 'measurements'; readonly measurements: readonly Measurement[] }
  | { readonly kind: 'failed'; readonly reason: string };

const rounds = { full: 5, quick: 2 } as const;

async function runCase(id: string, quick: boolean): Promise<CaseReply> {
  const wanted = benchCases.find((each) => each.id === id);
  if (wanted === undefined) {
    return { kind: 'failed', reason: `there is no case ${id}` };
  }
  const cacheFolder = join(tmpdir(), 'earmark-bench-cache');
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), `earmark-bench-${id}-`));
  // Whoever asked for the case is gone: nobody reads its numbers, and they would disturb others.
  process.once('disconnect', () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  });
  const context: BenchContext = {
    quick,
    rounds: quick ? rounds.quick : rounds.full,
    folder,
    cacheFolder,
    say: (line) => process.stderr.write(`  ${line}\n`),
  };
  try {
    return { kind: 'measurements', measurements: await wanted.run(context) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [id = '', mode = ''] = process.argv.slice(2);
const reply = await runCase(id, mode === 'quick');
process.send?.(reply, () => process.exit(0));
