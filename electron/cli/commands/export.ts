import { InvalidArgumentError, type Command } from 'commander';
import { resolve } from 'node:path';
import type { ExportPreview, ExportRequestInput } from '../../contract/exports.ts';
import type { Subset } from '../../contract/subsets.ts';
import { layouts } from '../../core/export/layouts/index.ts';
import { methods } from '../../core/export/methods.ts';
import { optionalTables } from '../../core/export/tables/index.ts';
import { stop } from '../lookup.ts';
import { createProgressLine, printNotice, table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

export interface ExportOptions {
  readonly root: string;
  readonly subset: readonly string[];
  readonly layout?: string;
  readonly negativeClass?: string;
  readonly method?: string;
  readonly whole?: boolean;
  readonly clipSeconds?: number;
  readonly clips?: number;
  readonly clipConfidence?: number;
  readonly pad?: boolean;
  readonly sampleRate?: number;
  readonly mono16?: boolean;
  readonly tables?: readonly string[];
  readonly leaveOutMissing?: boolean;
  readonly keepCopies?: boolean;
  readonly heardPositives?: boolean;
  readonly rejects?: boolean;
  readonly dryRun?: boolean;
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new InvalidArgumentError('It must be a number.');
  }
  return value;
}

function ids(choices: readonly { readonly id: string }[]): string {
  return choices.map(({ id }) => id).join(' | ');
}

export const registerExport: RegisterCommand = (program, context) => {
  program
    .command('export')
    .description('write subsets below a folder, for example …/AudioData/curated')
    .requiredOption('--root <folder>', 'where bestLowQuality/… and hardNeg/… are written')
    .option('--subset <subset...>', 'names, folders or numbers (default: all that hold files)', [])
    .option('--layout <layout>', `${ids(layouts)} (default: ${layouts[0]?.id ?? ''})`)
    .option('--negative-class <name>', 'folder of the negatives in the birdnet layout (default: Negative)')
    .option('--method <method>', `${ids(methods)} (default: copy); links share or point to the original`)
    .option('--whole', 'whole recordings, also those longer than the model’s window')
    .option('--clip-seconds <seconds>', 'length of a clip around the best window', number)
    .option('--clips <count>', 'at most so many clips of one recording, not overlapping (default: 1)', number)
    .option('--clip-confidence <confidence>', 'what a window after the best one needs (default: 0.5)', number)
    .option('--pad', 'fill shorter recordings with silence to the clip length')
    .option('--sample-rate <hertz>', 'resample everything (default: each keeps its own)', number)
    .option('--mono16', 'rewrite whole files that are not mono with 16 bits')
    .option('--tables <table...>', `${ids(optionalTables)} | none (default: all)`)
    .option('--leave-out-missing', 'leave out recordings that are gone or changed, and record which')
    .option('--keep-copies', 'write a recording also where the folder holds the same bytes already')
    .option('--heard-positives', 'write what was heard as positive in negative subsets to positive_heard')
    .option('--rejects', 'write what was rejected to not_for_training, for inspection')
    .option('--dry-run', 'show what would be written')
    .action((options: ExportOptions, command: Command) =>
      context.run(command, (session) => exportSubsets(session, options)),
    );
};

export async function exportSubsets(session: Session, options: ExportOptions): Promise<Report> {
  const subsets = await findSubsets(session, options.subset);
  const request = requestOf(options, subsets);
  const preview = await session.call('export/preview', request);
  if (options.dryRun === true) {
    return { value: { preview, written: false }, lines: previewLines(preview) };
  }
  const danger = methods.find(({ id }) => id === request.method)?.danger ?? null;
  if (danger !== null) {
    printNotice(danger);
  }
  const { jobId } = await session.call('export/write', request);
  await session.finish(jobId, createProgressLine());
  return { value: { preview, written: true }, lines: [...previewLines(preview), `Written below ${preview.root}`] };
}

/** What is absent is the contract's default. */
function requestOf(options: ExportOptions, subsets: readonly Subset[]): ExportRequestInput {
  const method = methods.find(({ id }) => id === options.method)?.id;
  if (options.method !== undefined && method === undefined) {
    stop('invalid-input', `There is no method “${options.method}”. Choose one of ${ids(methods)}.`);
  }
  return {
    subsetIds: subsets.map((subset) => subset.id),
    root: resolve(options.root),
    layout: options.layout,
    negativeClass: options.negativeClass,
    method,
    extent: options.whole === true ? 'whole' : 'clip',
    clipSeconds: options.clipSeconds,
    clipsPerRecording: options.clips,
    clipConfidence: options.clipConfidence,
    padClips: options.pad,
    sampleRate: options.sampleRate,
    mono16: options.mono16,
    tables: options.tables?.filter((id) => id !== 'none'),
    missingFiles: options.leaveOutMissing === true ? 'leave-out' : 'refuse',
    dropCopies: options.keepCopies !== true,
    heardPositives: options.heardPositives,
    rejects: options.rejects,
  };
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
    `${target.trainer.files}: ${target.trainer.text}`,
    target.problem?.message ?? (target.state === 'replace' ? 'replaces the earlier export' : ''),
  ]);
  const more = (list: { readonly count: number; readonly first: readonly unknown[] }, what: string): string[] =>
    list.count > list.first.length ? [`… and ${list.count - list.first.length} more ${what}`] : [];
  const { renamed, copiesDropped, missing } = preview;
  return [
    ...table(['folder', 'files', 'of them clips', 'MB', 'the trainer finds', 'remark'], rows),
    ...renamed.map(({ original, exportedName }) => `renamed: ${original} → ${exportedName}`),
    ...copiesDropped.first.map(({ original, copyOf }) => `copy left out: ${original} = ${copyOf}`),
    ...more(copiesDropped, 'copies'),
    ...missing.first.map(({ path, why }) => `${why}: ${path}`),
    ...more(missing, 'that are not as they were'),
    ...preview.problems.map((problem) => `! ${problem.message}`),
    ...preview.warnings.map((warning) => `! ${warning}`),
  ];
}
