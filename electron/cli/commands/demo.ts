import type { Command } from 'commander';
import { join, resolve } from 'node:path';
import type { Run } from '../../contract/runs.ts';
import type { Subset } from '../../contract/subsets.ts';
import { createProgressLine, table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';
import { exportSubsets } from './export.ts';
import { scoreSources } from './score.ts';
import { makeFamily } from '../subsets/make-family.ts';
import { writeSweep } from './sweep.ts';

interface DemoOptions {
  readonly out: string;
}

export const registerDemo: RegisterCommand = (program, context) => {
  program
    .command('demo')
    .description('the whole job on the sample recordings: score, tiers, export, sweep')
    .requiredOption('--out <folder>', 'where library, exports and sweep are written')
    .action((options: DemoOptions, command: Command) => {
      const out = resolve(options.out);
      command.setOptionValue('library', join(out, 'library'));
      return context.run(command, (session) => runDemo(session, out));
    });
};

async function runDemo(session: Session, out: string): Promise<Report> {
  const started = performance.now();
  const samples = await session.call('source/add-samples', {});
  await session.finish(samples.jobId, createProgressLine());
  await scoreSources(session, { label: [], source: [] });
  const everyTier = { source: [], percent: [], threshold: [], policy: 'all-but-rejected' };
  await makeFamily(session, 'percent', everyTier);
  await makeFamily(session, 'threshold', everyTier);
  const root = join(out, 'AudioData', 'curated');
  await exportSubsets(session, { root, subset: [] });
  const sweep = await writeSweep(session, { root: out, exports: root, preset: 'stage5', pathStyle: 'forward' });
  return describe(session, sweep, (performance.now() - started) / 1000);
}

async function describe(session: Session, sweep: Report, seconds: number): Promise<Report> {
  const summary = await session.call('library/summary', {});
  const run: Run | undefined = (await session.call('run/list', {}))[0];
  const subsets = await session.call('subset/list', {});
  const exported = await session.call('export/list', {});
  const value = {
    files: summary.recordingCount,
    failed: run?.failed ?? 0,
    scored: run?.scored ?? 0,
    tiers: subsets.map(tierValue),
    exported: exported.reduce((sum, each) => sum + each.files, 0),
    sweep: sweep.value,
    seconds: Number(seconds.toFixed(1)),
  };
  const rows = [
    ['files', String(value.files)],
    ['failed', String(value.failed)],
    ['scored', String(value.scored)],
    ...value.tiers.map((tier) => [tier.folder, `${tier.selected} of ${tier.denominator}`]),
    ['exported', `${value.exported} files in ${exported.length} folders below ${exported[0]?.root ?? ''}`],
    ['sweep', sweep.lines[0] ?? ''],
    ['YAML', sweep.lines[1]?.replace('Specification: ', '') ?? ''],
    ['seconds', String(value.seconds)],
  ];
  return { value, lines: table(['what', 'result'], rows) };
}

function tierValue(subset: Subset) {
  const { selected, denominator, tiesAtCut } = subset.counts;
  return { folder: subset.folder, selected, denominator, tiesAtCut };
}
