import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import {
  baselineKindSchema,
  resultMetricSchema,
  resultSplitSchema,
  type BaselineKind,
  type ResultAxis,
  type ResultsImport,
} from '../../contract/results.ts';
import { stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import { differenceText, importLines, meanText, settingsText } from '../results-text.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

const actions = ['import', 'list', 'table', 'leaderboard', 'picture', 'export', 'remove'] as const;
type Action = (typeof actions)[number];

export interface ResultsOptions {
  readonly results?: string;
  readonly stage: readonly string[];
  readonly where: readonly string[];
  readonly by?: readonly string[];
  readonly baseline?: string;
  readonly split: string;
  readonly metric: string;
  readonly limit?: string;
}

export const registerResults: RegisterCommand = (program, context) => {
  program
    .command('results')
    .description('the trainer’s results: means over seeds, differences to a baseline, leaderboard, picture')
    .addArgument(new Argument('<action>', 'what to do').choices(actions))
    .argument('[path]', 'import: all_experiments.csv or the folder “experiments”; export: the CSV or SVG to write')
    .option('--results <import>', 'number or file name of the import (default: the newest)')
    .option('--stage <stage...>', 'only these stages: stage6, 6', [])
    .option('--where <condition...>', 'only experiments with this value: validation_package.used=True', [])
    .option('--by <column...>', 'columns to group by (default: every setting that varies)')
    .addOption(new Option('--baseline <kind>', 'what groups are compared with').choices(baselineKindSchema.options))
    .addOption(new Option('--split <split>', 'test split').choices(resultSplitSchema.options).default('ood'))
    .addOption(new Option('--metric <metric>', 'metric').choices(resultMetricSchema.options).default('f1'))
    .option('--limit <n>', 'rows to print')
    .action((action: Action, path: string | undefined, options: ResultsOptions, command: Command) =>
      context.run(command, (session) => results(session, action, path, options)),
    );
};

export async function results(
  session: Session,
  action: Action,
  path: string | undefined,
  options: ResultsOptions,
): Promise<Report> {
  switch (action) {
    case 'import':
      return importFrom(session, path);
    case 'list': {
      const imports = await session.call('results/list', {});
      return { value: imports, lines: imports.flatMap(importLines) };
    }
    case 'remove': {
      const { importId, origin } = await findImport(session, options.results ?? path);
      await session.call('results/remove', { importId });
      return { value: { importId, origin }, lines: [`The results of ${origin} are no longer in the library.`] };
    }
    case 'table':
      return printTable(session, options);
    case 'leaderboard':
      return printLeaderboard(session, options);
    case 'picture':
      return printPicture(session, options);
    case 'export':
      return exportTo(session, path, options);
  }
}

async function importFrom(session: Session, path: string | undefined): Promise<Report> {
  if (path === undefined) {
    return stop('invalid-input', 'Say what to import: earmark results import all_experiments.csv');
  }
  const imported = await session.call('results/import', { path: resolve(path) });
  return { value: imported, lines: importLines(imported) };
}

async function findImport(session: Session, wanted: string | undefined): Promise<ResultsImport> {
  const imports = await session.call('results/list', {});
  if (wanted === undefined) {
    return imports[0] ?? stop('not-found', 'No results yet. Take some in: earmark results import all_experiments.csv');
  }
  const found = imports.find(
    ({ importId, origin }) => [String(importId), origin].includes(wanted) || origin.endsWith(`/${wanted}`),
  );
  return found ?? stop('not-found', `There are no results “${wanted}”. See them with: earmark results list`);
}

/** The selection that the options describe. */
async function selectionOf(session: Session, options: ResultsOptions) {
  const { importId, stages } = await findImport(session, options.results);
  const wanted = options.stage.map((name) => {
    const found = stages.find(({ stage }) => stage === name || stage === `stage${name}`);
    return (
      found?.stage ??
      stop('not-found', `There is no stage “${name}”. There are: ${stages.map(({ stage }) => stage).join(', ')}`)
    );
  });
  return { importId, stages: wanted, where: await conditionsOf(session, importId, options.where) };
}

async function conditionsOf(
  session: Session,
  importId: number,
  conditions: readonly string[],
): Promise<Record<string, string[]>> {
  if (conditions.length === 0) {
    return {};
  }
  const { axes } = await session.call('results/table', { importId });
  const where: Record<string, string[]> = {};
  for (const condition of conditions) {
    const [, name = '', wanted = ''] = /^([^=]+)=(.*)$/su.exec(condition) ?? [];
    const axis = axisCalled(axes, name);
    const value = axis.values.find(({ key, label }) => key === wanted || label === wanted);
    if (value === undefined) {
      return stop(
        'not-found',
        `${axis.column} is never “${wanted}”. It is: ${axis.values.map(({ label }) => label).join(', ')}`,
      );
    }
    where[axis.column] = [...(where[axis.column] ?? []), value.key];
  }
  return where;
}

function axisCalled(axes: readonly ResultAxis[], name: string): ResultAxis {
  const found = axes.find(
    ({ column, label, together }) =>
      column === name || label === name || column.endsWith(`.${name}`) || together.includes(name),
  );
  return (
    found ?? stop('not-found', `No column “${name}” varies. These do: ${axes.map(({ column }) => column).join(', ')}`)
  );
}

async function tableRequest(session: Session, options: ResultsOptions) {
  const selection = await selectionOf(session, options);
  const baseline = options.baseline === undefined ? {} : { baseline: baselineKindSchema.parse(options.baseline) };
  if (options.by === undefined) {
    return { ...selection, ...baseline };
  }
  const { axes } = await session.call('results/table', { importId: selection.importId });
  return { ...selection, ...baseline, axes: options.by.map((name) => axisCalled(axes, name).column) };
}

async function printTable(session: Session, options: ResultsOptions): Promise<Report> {
  const answer = await session.call('results/table', await tableRequest(session, options));
  const chosen = answer.axes.filter((axis) => axis.chosen);
  const key = `${resultSplitSchema.parse(options.split)}.${resultMetricSchema.parse(options.metric)}`;
  const shown = answer.groups.slice(0, limitOf(options, answer.groups.length));
  const rows = shown.map((group) => [
    ...group.values.map(({ label }) => label),
    String(group.metrics[key]?.n ?? 0),
    meanText(group.metrics[key]),
    group.isBaseline ? 'baseline' : differenceText(group.differences[key]),
    group.warnings.join('; '),
  ]);
  return {
    value: answer,
    lines: [
      `${answer.experiments} experiments in ${answer.groups.length} groups; ${key}`,
      ...table([...chosen.map(({ label }) => label), 'n', 'mean ± sd', 'difference [95 %]', ''], rows),
      '',
      ...answer.notes,
      answer.caveat,
    ],
  };
}

function limitOf(options: ResultsOptions, otherwise: number): number {
  const limit = options.limit === undefined ? otherwise : Number(options.limit);
  return Number.isInteger(limit) && limit >= 0 ? limit : stop('invalid-input', '--limit takes a whole number.');
}

async function printLeaderboard(session: Session, options: ResultsOptions): Promise<Report> {
  const split = resultSplitSchema.parse(options.split);
  const metric = resultMetricSchema.parse(options.metric);
  const answer = await session.call('results/leaderboard', { ...(await selectionOf(session, options)), split, metric });
  const shown = answer.entries.slice(0, limitOf(options, 20));
  const rows = shown.map(({ rank, score, group }) => [
    String(rank),
    score?.toFixed(4) ?? '',
    meanText(group.metrics[`${split}.${metric}`]),
    String(group.experiments.length),
    group.signatures.join(' '),
    settingsText(group, answer.axes),
    group.experiments.join(', '),
  ]);
  return {
    value: answer,
    lines: [
      ...table(['#', 'score', `${split}.${metric}`, 'n', 'signature', 'settings', 'experiments'], rows),
      '',
      ...answer.notes,
    ],
  };
}

async function pictureRequest(session: Session, options: ResultsOptions) {
  const baseline: { baseline?: BaselineKind } =
    options.baseline === undefined ? {} : { baseline: baselineKindSchema.parse(options.baseline) };
  return {
    ...(await selectionOf(session, options)),
    ...baseline,
    split: resultSplitSchema.parse(options.split),
    metric: resultMetricSchema.parse(options.metric),
  };
}

async function printPicture(session: Session, options: ResultsOptions): Promise<Report> {
  const answer = await session.call('results/picture', await pictureRequest(session, options));
  const lines = answer.panels.flatMap(({ label, cells }) => [
    `${answer.title} · ${label}`,
    ...table(
      ['positive \\ negative', ...answer.columns.map((column) => column.label)],
      answer.rows.map((row, place) => [
        row.label,
        ...answer.columns.map((_, across) => {
          const cell = cells.find((each) => each.row === place && each.column === across);
          return cell === undefined
            ? ''
            : `${meanText(cell.summary ?? undefined)} (${cell.experiments.length})${cell.warnings.length > 0 ? ' !' : ''}`;
        }),
      ]),
    ),
    '',
  ]);
  return { value: answer, lines: [...lines, ...answer.warnings.map((warning) => `! ${warning}`), answer.caveat] };
}

/** A table as CSV or the picture as SVG, by the ending of the file's name. */
async function exportTo(session: Session, path: string | undefined, options: ResultsOptions): Promise<Report> {
  const kind = /\.(csv|svg)$/iu.exec(path ?? '')?.[1]?.toLowerCase();
  if (path === undefined || kind === undefined) {
    return stop('invalid-input', 'Name the file to write: earmark results export means.csv, or picture.svg');
  }
  const answer =
    kind === 'csv'
      ? await session.call('results/export', { what: 'table', ...(await tableRequest(session, options)) })
      : await session.call('results/export', { what: 'picture', ...(await pictureRequest(session, options)) });
  const target = resolve(path);
  await writeFile(target, answer.text, { flag: 'wx' }).catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    return isThere
      ? stop('already-exists', `${target} is there already. Choose another name, or remove it first.`)
      : stop('permission-denied', `${target} cannot be written: ${String(error)}`);
  });
  return { value: { path: target, bytes: Buffer.byteLength(answer.text) }, lines: [`Wrote ${target}`] };
}
