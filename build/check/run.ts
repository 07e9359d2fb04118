/** `npm test` and `npm run check`: every stage runs, whatever the ones before it found; the last line is the total. */
import { join } from 'node:path';
import { endWithSetup } from '../start/end-with-setup.ts';
import { browser, build, format, lint, tests, types, type Stage } from './stages.ts';
import { add, closingLine, NOTHING, type Tally } from './tally.ts';

const root = join(import.meta.dirname, '../..');

const SUITES: Readonly<Record<string, readonly Stage[]>> = {
  check: [types, lint, format, tests('unit and contract tests', ['unit', 'renderer', 'contract'])],
  test: [
    types,
    lint,
    format,
    tests('unit, contract, integration and Electron stand-in tests', [
      'unit',
      'renderer',
      'contract',
      'electron',
      'integration',
    ]),
    build,
    browser,
  ],
};

async function runStage(stage: Stage): Promise<Tally> {
  process.stdout.write(`\n── ${stage.title} ${'─'.repeat(Math.max(4, 76 - stage.title.length))}\n`);
  const started = performance.now();
  const tally = await stage.run(root);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`── ${stage.title}: ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s\n`);
  return tally;
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}
endWithSetup();

const stages = SUITES[process.argv[2] ?? 'test'] ?? [];
let total = NOTHING;
for (const stage of stages) {
  total = add(total, await runStage(stage));
  if (interrupted) break;
}
process.stdout.write(`\n${interrupted ? 'Interrupted.\n' : ''}${closingLine(total)}\n`);
process.exitCode = interrupted ? 130 : Number(total.failed > 0);
