/** `npm run bench`: the numbers of DESIGN §7 as a report. Nothing here passes or fails by a time. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { endWithSetup } from '../../build/start/end-with-setup.ts';
import type { BenchCase } from './bench-case.ts';
import { benchCases } from './cases.ts';
import { mergeResults, readResults, writeText, type CaseResult } from './results.ts';
import { runCase } from './run-case.ts';
import { markdownReport, plainTable } from './table.ts';

const usage = `npm run bench -- [--only <id>…] [--quick]
  --only   measures these cases and keeps the last results of the others
  --quick  small sizes, few rounds; the results go to the temporary folder, not to the committed ones
  cases:   ${benchCases.map(({ id }) => id).join(', ')}
`;

const committedFolder = join(import.meta.dirname, 'results');
const quickFolder = join(tmpdir(), 'earmark-bench-cache', 'quick-results');

/** `--only a b`, `--only a,b` and `--only a --only b` all mean the same. */
function readArguments() {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string', multiple: true, default: [] }, quick: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const only = [...values.only, ...positionals].flatMap((text) => text.split(',')).filter((text) => text !== '');
  const unknown = only.filter((id) => !benchCases.some((each) => each.id === id));
  if (unknown.length > 0) {
    throw new Error(`there is no case ${unknown.join(', ')}`);
  }
  return { quick: values.quick, chosen: benchCases.filter(({ id }) => only.length === 0 || only.includes(id)) };
}

async function measure(chosen: readonly BenchCase[], quick: boolean): Promise<boolean> {
  const folder = quick ? quickFolder : committedFolder;
  const path = join(folder, 'latest.json');
  const ids = benchCases.map(({ id }) => id);
  const fresh: CaseResult[] = [];
  for (const benchCase of chosen) {
    process.stderr.write(`${benchCase.id}: ${benchCase.label}\n`);
    fresh.push(await runCase(benchCase, quick));
    // Written after each case, so that an interrupted run keeps what it has.
    const results = mergeResults(readResults(path), fresh, ids);
    await writeFormatted(path, JSON.stringify(results, null, 2));
    await writeFormatted(join(folder, 'RESULTS.md'), markdownReport(results));
  }
  process.stdout.write(`\n${plainTable({ cases: fresh })}\nWritten to ${folder}\n`);
  return fresh.every((result) => result.failure === null);
}

/** As the repository's formatter wants it: both files are committed. */
async function writeFormatted(path: string, text: string): Promise<void> {
  const config = await resolveConfig(import.meta.filename);
  writeText(path, await format(text, { ...config, filepath: path }));
}

endWithSetup();
try {
  const { chosen, quick } = readArguments();
  process.exitCode = (await measure(chosen, quick)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
