/** `npm run fuzz`: mutated recordings through the readers. Minutes; a small part of it is in `npm test`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithSetup } from '../../build/start/end-with-setup.ts';
import { runFuzz, type FuzzPlan } from './run-fuzz.ts';

const usage = `npm run fuzz -- [--seed <n>] [--count <n>] [--from <n>] [--only <part of an input's name>]
  A finding is read again with the seed that it names, --from <its number> --count 1.
`;
const pieceCount = 10_000;

function readArguments(): Omit<FuzzPlan, 'folder'> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '20261126' },
      count: { type: 'string', default: '100000' },
      from: { type: 'string', default: '0' },
      only: { type: 'string', default: '' },
    },
  });
  const [seed = NaN, count = NaN, from = NaN] = [values.seed, values.count, values.from].map(Number);
  if (![seed, count, from].every(Number.isInteger)) {
    throw new Error('give whole numbers');
  }
  return { seed, count, from, only: values.only };
}

async function main(plan: FuzzPlan): Promise<boolean> {
  let found = 0;
  let late = 0;
  let readable = 0;
  let peakMegabytes = 0;
  const end = plan.from + plan.count;
  for (let from = plan.from; from < end; from += pieceCount) {
    const count = Math.min(pieceCount, end - from);
    const report = await runFuzz({ ...plan, from, count });
    for (const { index, input, what } of report.findings) {
      process.stdout.write(`seed ${plan.seed}, file ${index} (${input}): ${what}\n`);
    }
    for (const { index, input } of report.excused) {
      process.stdout.write(
        `seed ${plan.seed}, file ${index} (${input}): late once, in time alone and after the same files\n`,
      );
    }
    found += report.findings.length;
    late += report.excused.length;
    readable += report.readable;
    peakMegabytes = Math.max(peakMegabytes, report.peakMegabytes);
    process.stderr.write(`  ${from + count - plan.from} files, ${found} findings\n`);
  }
  process.stdout.write(
    `${plan.count} mutated files, seed ${plan.seed}: ${readable} readable, ${found} findings, ${late} late once, at most ${peakMegabytes.toFixed(0)} MB\n`,
  );
  return found === 0;
}

endWithSetup();
const folder = mkdtempSync(join(tmpdir(), 'earmark-fuzz-'));
try {
  process.exitCode = (await main({ ...readArguments(), folder })) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
