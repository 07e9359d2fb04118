import { resolve } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import {
  columnMappingSchema,
  scoreScaleSchema,
  type ColumnMapping,
  type ImportPreview,
  type ScoreScale,
} from '../../contract/import.ts';
import { findSources, stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

const actions = ['scores', 'preview', 'dialects'] as const;
type Action = (typeof actions)[number];

export interface ImportOptions {
  readonly label: readonly string[];
  readonly source: readonly string[];
  readonly dialect?: string;
  readonly map?: string;
  readonly scale?: ScoreScale;
  readonly model: readonly string[];
  readonly unlisted: 'zero' | 'left-out';
  readonly name?: string;
  readonly listed: string;
}

export const registerImport: RegisterCommand = (program, context) => {
  program
    .command('import')
    .description('take in scores that another program made, as a run like any other')
    .addArgument(
      new Argument('<action>', 'scores: make a run; preview: look only; dialects: the kinds of tables').choices(
        actions,
      ),
    )
    .argument('[paths...]', 'tables, or folders of tables')
    .option('--label <label...>', 'target labels, by scientific or common name', [])
    .option('--source <source...>', 'names or numbers of the sources that were analysed (default: all)', [])
    .option('--dialect <id>', 'the kind of table, where it is not recognised')
    .option(
      '--map <columns>',
      'which column is what: file=…,score=…[,start=…,end=…,label=…], or labels=A|B instead of score',
    )
    .addOption(
      new Option('--scale <what>', 'what the scores are, where their values do not show it').choices(
        scoreScaleSchema.options,
      ),
    )
    .option('--model <name...>', 'whose rows count where tables hold several models; several are mixed', [])
    .addOption(
      new Option('--unlisted <what>', 'recordings without a row').choices(['zero', 'left-out']).default('zero'),
    )
    .option('--name <name>', 'what the run is called')
    .option('--listed <n>', 'how many files and rows of each kind are listed', '20')
    .action((action: Action, paths: readonly string[], options: ImportOptions, command: Command) =>
      context.run(command, (session) => importTables(session, action, { paths, options })),
    );
};

export async function importTables(
  session: Session,
  action: Action,
  { paths, options }: { readonly paths: readonly string[]; readonly options: ImportOptions },
): Promise<Report> {
  if (action === 'dialects') {
    const dialects = await session.call('import/dialects', {});
    const rows = dialects.map(({ id, label, description }) => [id, label, description]);
    return { value: dialects, lines: table(['dialect', 'table', ''], rows) };
  }
  if (paths.length === 0) {
    return stop('invalid-input', 'Name the tables: earmark import scores TABLES… --label LABEL');
  }
  const request = await requestOf(session, paths, options);
  if (action === 'preview') {
    const preview = await session.call('import/preview', request);
    return { value: preview, lines: previewLines(preview) };
  }
  if (options.label.length === 0) {
    return stop('invalid-input', 'Say which label: --label NAME. earmark import preview shows those of the tables.');
  }
  const imported = await session.call('import/scores', {
    ...request,
    ...(options.name === undefined ? {} : { name: options.name }),
  });
  const { run, preview } = imported;
  return { value: imported, lines: [`Run ${run.id}, ${run.name}: ${run.total} recordings`, ...previewLines(preview)] };
}

async function requestOf(session: Session, paths: readonly string[], options: ImportOptions) {
  const listed = Number(options.listed);
  if (!Number.isInteger(listed) || listed < 0) {
    return stop('invalid-input', '--listed takes a whole number.');
  }
  const sourceIds = (await findSources(session, options.source)).map(({ id }) => id);
  return {
    paths: paths.map((path) => resolve(path)),
    labels: [...options.label],
    unlisted: options.unlisted,
    listed,
    ...(options.source.length === 0 ? {} : { sourceIds }),
    ...(options.dialect === undefined ? {} : { dialect: options.dialect }),
    ...(options.map === undefined ? {} : { mapping: readMapping(options.map) }),
    ...(options.scale === undefined ? {} : { scale: options.scale }),
    ...(options.model.length === 0 ? {} : { models: [...options.model] }),
  };
}

/** `file=Path,score=Prob`, or `file=Path,labels=RADR|RACA`. */
export function readMapping(text: string): ColumnMapping {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()] as const;
  });
  const { labels, ...columns } = Object.fromEntries(pairs);
  const labelColumns = labels === undefined ? {} : { labelColumns: labels.split('|') };
  const parsed = columnMappingSchema.strict().safeParse({ ...columns, ...labelColumns });
  return parsed.success
    ? parsed.data
    : stop(
        'invalid-input',
        '--map takes file=COLUMN,score=COLUMN or file=COLUMN,labels=COLUMN|COLUMN and, if there are any, start, end, label.',
      );
}

function previewLines(preview: ImportPreview): string[] {
  const { tables, tableCounts, dialects, files, rounding } = preview;
  const { used, leftAside } = tableCounts;
  return [
    `${used} of ${used + leftAside} tables, ${preview.rows} rows${dialects.length === 0 ? '' : `: ${dialects.join(', ')}`}`,
    `${preview.recordings} recordings; files in the tables: ${files.named}, ${files.matched} matched, ${files.ambiguous} ambiguous, ${files.unmatched} unmatched; ${files.withoutRow} recordings without a row`,
    `scores: ${preview.scale ?? 'none'}`,
    `decimals: ${rounding.isHalfPrecision ? 'half-precision numbers' : (rounding.decimals ?? 'in full')}`,
    ...preview.targets.map(
      ({ label, recordings, highest }) => `${label}: ${recordings} recordings, highest ${highest ?? 'none'}`,
    ),
    ...(preview.targets.length === 0
      ? preview.labels.slice(0, 20).map(({ name, rows }) => `${name}: ${rows} rows`)
      : []),
    ...preview.warnings.map((warning) => `! ${warning}`),
    ...(preview.problem === null ? [] : [`! ${preview.problem}`]),
    ...tables.flatMap(({ path, ignored }) => (ignored === null ? [] : [`left aside: ${path}: ${ignored}`])),
    ...preview.issues.map(({ table: path, line, reason }) => `${path}, line ${line}: ${reason}`),
    ...[...preview.ambiguous, ...preview.unmatched].map(
      ({ reference, reason, candidates }) =>
        `not matched: ${reference}: ${reason}${candidates.length > 0 ? ` ${candidates.join(', ')}` : ''}`,
    ),
  ];
}
