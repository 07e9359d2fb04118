import { resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import type { LeakageCheck, LeakageImported } from '../../contract/leakage.ts';
import { findModel, findRun, stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

const actions = ['import', 'check', 'splits'] as const;
type Action = (typeof actions)[number];

export interface LeakageOptions {
  readonly model?: string;
  readonly split: readonly string[];
  readonly run?: string;
  readonly subset?: string;
}

export const registerLeakage: RegisterCommand = (program, context) => {
  program
    .command('leakage')
    .description('what models were trained on, and which recordings they may have seen before')
    .addArgument(
      new Argument('<action>', 'import: training data of a model; splits: held-out splits; check: look').choices(
        actions,
      ),
    )
    .argument('[path]', 'a manifest, a list of names or paths, or a folder')
    .option('--model <model>', 'name or number of the model whose training data is imported')
    .option('--split <split...>', 'splits of the manifest that were trained on (default: train)', [])
    .option('--run <run>', 'name or number of the run to check (default: the newest)')
    .option('--subset <subset>', 'name, folder or number of the subset to check instead')
    .action((action: Action, path: string | undefined, options: LeakageOptions, command: Command) =>
      context.run(command, (session) => leakage(session, action, path, options)),
    );
};

export function leakage(
  session: Session,
  action: Action,
  path: string | undefined,
  options: LeakageOptions,
): Promise<Report> {
  switch (action) {
    case 'import':
      return importTraining(session, path, options);
    case 'splits':
      return importSplits(session, path);
    case 'check':
      return check(session, options);
  }
}

async function importTraining(session: Session, path: string | undefined, options: LeakageOptions): Promise<Report> {
  if (path === undefined || options.model === undefined) {
    return stop('invalid-input', 'Say what and for which model: earmark leakage import --model MODEL FILE-OR-FOLDER');
  }
  const model = await findModel(session, options.model);
  const imported = await session.call('leakage/import', {
    modelId: model.id,
    path: resolve(path),
    ...(options.split.length === 0 ? {} : { splits: [...options.split] }),
  });
  return { value: imported, lines: [`Training data of ${model.name}:`, ...importLines(imported)] };
}

async function importSplits(session: Session, path: string | undefined): Promise<Report> {
  if (path === undefined) {
    const splits = await session.call('leakage/splits', {});
    const rows = splits.flatMap((each) =>
      each.splits.map(({ split, rows: count, heldOut }) => [
        split,
        heldOut ? 'held out' : '',
        String(count),
        each.path,
      ]),
    );
    return { value: splits, lines: table(['split', '', 'rows', 'file'], rows) };
  }
  const imported = await session.call('leakage/import-splits', { path: resolve(path) });
  return { value: imported, lines: importLines(imported) };
}

function importLines({ path, rows, skipped, entries, splits, warnings }: LeakageImported): string[] {
  return [
    `${rows} rows of ${path}${skipped > 0 ? `, ${skipped} left out` : ''}`,
    `${entries.fileNames} names, ${entries.recordings} with recorder and time, ${entries.sha256} hashes, ${entries.folders} folders`,
    ...splits.map(({ split, rows: count, heldOut }) => `split ${split}: ${count}${heldOut ? ' (held out)' : ''}`),
    ...warnings.map((warning) => `! ${warning}`),
  ];
}

async function check(session: Session, options: LeakageOptions): Promise<Report> {
  const checked =
    options.subset === undefined
      ? await session.call('leakage/check-run', { runId: (await findRun(session, options.run)).id })
      : await session.call('leakage/check-subset', { subsetId: await findSubset(session, options.subset) });
  return { value: checked, lines: checkLines(checked) };
}

async function findSubset(session: Session, name: string): Promise<number> {
  const subsets = await session.call('subset/list', {});
  const found = subsets.find(({ id, name: own, folder }) => [String(id), own, folder].includes(name));
  return found?.id ?? stop('not-found', `There is no subset “${name}”. See them with: earmark ls --subsets`);
}

function checkLines({ messages, examples, heldOut }: LeakageCheck): string[] {
  const found = [...examples, ...heldOut.examples].map(({ grade, split, sourceName, relativePath, why }) => [
    grade,
    split ?? 'training',
    `${sourceName}/${relativePath}`,
    why,
  ]);
  return found.length === 0 ? messages : [...messages, '', ...table(['grade', 'with', 'recording', 'why'], found)];
}
