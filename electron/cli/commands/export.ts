import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { ExportPreview } from '../../contract/exports.ts';
import type { Subset } from '../../contract/subsets.ts';
import { stop } from '../lookup.ts';
import { createProgressLine, table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

export interface ExportOptions {
  readonly root: string;
  readonly subset: readonly string[];
  readonly whole?: boolean;
  readonly clipSeconds?: string;
  readonly dryRun?: boolean;
}

export const registerExport: RegisterCommand = (program, context) => {
  program
    .command('export')
    .description('write subsets below a folder, for example …/AudioData/curated')
    .requiredOption('--root <folder>', 'where bestLowQuality/… and hardNeg/… are written')
    .option('--subset <subset...>', 'names, folders or numbers (default: all that hold files)', [])
    .option('--whole', 'whole recordings, also those longer than the model’s window')
    .option('--clip-seconds <seconds>', 'length of a clip around the best window')
    .option('--dry-run', 'show what would be written')
    .action((options: ExportOptions, command: Command) =>
      context.run(command, (session) => exportSubsets(session, options)),
    );
};

export async function exportSubsets(session: Session, options: ExportOptions): Promise<Report> {
  const subsets = await findSubsets(session, options.subset);
  const request = {
    subsetIds: subsets.map((subset) => subset.id),
    root: resolve(options.root),
    extent: options.whole === true ? ('whole' as const) : ('clip' as const),
    ...(options.clipSeconds === undefined ? {} : { clipSeconds: Number(options.clipSeconds) }),
  };
  const preview = await session.call('export/preview', request);
  if (options.dryRun === true) {
    return { value: { preview, written: false }, lines: previewLines(preview) };
  }
  const { jobId } = await session.call('export/write', request);
  await session.finish(jobId, createProgressLine());
  return { value: { preview, written: true }, lines: [...previewLines(preview), `Written below ${preview.root}`] };
}

async function findSubsets(session: Session, names: readonly string[]): Promise<Subset[]> {
  const subsets = await session.call('subset/list', {});
  if (subsets.length === 0) {
    stop('subset-empty', 'There are no subsets yet. Make them first: earmark subset percent');
  }
  const filled = subsets.filter((subset) => subset.counts.selected > 0);
  if (names.length === 0 && filled.length === 0) {
    stop('subset-empty', 'Every subset is empty. Lower a threshold, or choose other sources.');
  }
  return names.length === 0
    ? filled
    : names.map(
        (name) =>
          subsets.find((subset) => [String(subset.id), subset.name, subset.folder].includes(name)) ??
          stop('not-found', `There is no subset “${name}”.`),
      );
}

function previewLines(preview: ExportPreview): string[] {
  const rows = preview.targets.map((target) => [
    target.path,
    String(target.files),
    String(target.clips),
    (target.bytes / 1e6).toFixed(1),
    target.problem?.message ?? (target.state === 'replace' ? 'replaces the earlier export' : ''),
  ]);
  return [
    ...table(['folder', 'files', 'of them clips', 'MB', 'remark'], rows),
    ...preview.renamed.map(({ original, exportedName }) => `renamed: ${original} → ${exportedName}`),
    ...preview.problems.map((problem) => `! ${problem.message}`),
    ...preview.warnings.map((warning) => `! ${warning}`),
  ];
}
