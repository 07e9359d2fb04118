import { Option, type Command } from 'commander';
import { roleSchema } from '../../contract/identifiers.ts';
import {
  copiesFilterSchema,
  qualityFilterSchema,
  type RankedRecording,
  type RankingFacets,
  type RankingFilter,
} from '../../contract/ranking.ts';
import type { Run } from '../../contract/runs.ts';
import { findLabel, findRun, findSources } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';
import { listRecordings } from './list-recordings.ts';

interface ListOptions {
  readonly run?: string;
  readonly label?: string;
  readonly source: readonly string[];
  readonly limit: string;
  readonly offset: string;
  readonly failed?: boolean;
  readonly unreviewed?: boolean;
  readonly text?: string;
  readonly min?: string;
  readonly leaks?: boolean;
  readonly role: readonly string[];
  readonly quality: readonly string[];
  readonly copies?: string;
  readonly copiesOf?: string;
  readonly kinds?: boolean;
  readonly sources?: boolean;
  readonly recordings?: boolean;
  readonly runs?: boolean;
  readonly subsets?: boolean;
}

const largestPage = 1000;

export const registerList: RegisterCommand = (program, context) => {
  program
    .command('ls')
    .description('list the ranking of a run, best first')
    .option('--run <run>', 'name or number (default: the newest)')
    .option('--label <label>')
    .option('--source <source...>', 'only these', [])
    .option('--limit <n>', 'rows; 0 for all', '50')
    .option('--offset <n>', 'rows to leave out first', '0')
    .option('--failed', 'only what could not be scored')
    .option('--unreviewed', 'only what nobody decided on yet')
    .option('--min <confidence>', 'at least this confidence')
    .option('--text <text>', 'part of a path or recorder')
    .option('--leaks', 'only what the model may have been trained on')
    .addOption(
      new Option('--role <role...>', 'only these; what a name or manifest says goes before the source')
        .choices(roleSchema.options)
        .default([]),
    )
    .addOption(new Option('--quality <quality...>', 'only these').choices(qualityFilterSchema.options).default([]))
    .addOption(
      new Option('--copies <which>', 'only: what lies elsewhere too; one-of-each: the best-ranked of each').choices(
        copiesFilterSchema.options,
      ),
    )
    .option('--copies-of <recording>', 'only this recording, by its number, and its copies')
    .option('--kinds', 'count roles, qualities and copies instead')
    .option('--sources', 'list the sources instead')
    .option('--recordings', 'list the recordings and what their recorders say instead')
    .option('--runs', 'list the runs instead')
    .option('--subsets', 'list the subsets instead')
    .action((options: ListOptions, command: Command) => context.run(command, (session) => list(session, options)));
};

function list(session: Session, options: ListOptions): Promise<Report> {
  if (options.sources === true) {
    return listSources(session);
  }
  if (options.recordings === true) {
    return listRecordings(session, options);
  }
  if (options.runs === true) {
    return listRuns(session);
  }
  return options.subsets === true ? listSubsets(session) : listRanking(session, options);
}

async function listSources(session: Session): Promise<Report> {
  const sources = await session.call('source/list', {});
  const rows = sources.map((source) => [
    String(source.id),
    source.name,
    source.role,
    source.quality ?? '',
    source.channel === null ? 'mix' : String(source.channel),
    String(source.recordingCount),
    String(source.failedCount),
    source.online ? 'there' : 'offline',
    source.path,
  ]);
  const header = ['id', 'name', 'role', 'quality', 'channel', 'recordings', 'failed', 'state', 'folder'];
  return { value: sources, lines: table(header, rows) };
}

async function listRuns(session: Session): Promise<Report> {
  const runs = await session.call('run/list', {});
  const rows = runs.map((run) => [
    String(run.id),
    run.name,
    run.labels.join(', '),
    String(run.total),
    String(run.scored),
    String(run.failed),
    String(run.pending),
  ]);
  return { value: runs, lines: table(['id', 'run', 'labels', 'recordings', 'scored', 'failed', 'pending'], rows) };
}

async function listSubsets(session: Session): Promise<Report> {
  const subsets = await session.call('subset/list', {});
  const rows = subsets.map((subset) => [
    String(subset.id),
    subset.folder,
    `${subset.counts.selected} of ${subset.counts.denominator}`,
    String(subset.counts.approved),
    String(subset.counts.rejected),
    String(subset.counts.tiesAtCut),
  ]);
  return { value: subsets, lines: table(['id', 'subset', 'selected', 'approved', 'rejected', 'ties'], rows) };
}

async function listRanking(session: Session, options: ListOptions): Promise<Report> {
  const run = await findRun(session, options.run);
  const label = findLabel(run, options.label);
  const filter = await filterOf(session, options);
  if (options.kinds === true) {
    return kindsReport(
      run,
      label,
      await session.call('ranking/facets', { runId: run.id, label, ...sourcesIn(filter) }),
    );
  }
  const wanted = Number(options.limit) === 0 ? Number.POSITIVE_INFINITY : Number(options.limit);
  const recordings: RankedRecording[] = [];
  const nextPage = () =>
    session.call('ranking/page', {
      runId: run.id,
      label,
      filter,
      offset: Number(options.offset) + recordings.length,
      limit: Math.min(largestPage, wanted - recordings.length),
    });
  let { total, rows } = await nextPage();
  while (rows.length > 0) {
    recordings.push(...rows);
    ({ total, rows } = recordings.length < wanted ? await nextPage() : { total, rows: [] });
  }
  return {
    value: { run: run.id, label, total, recordings },
    lines: [
      `Run ${run.id} · ${run.name} · ${label}: ${recordings.length} of ${total}`,
      ...table(['rank', 'confidence', 'id', 'source', 'file', 'finding', 'remark'], recordings.map(rankingCells)),
    ],
  };
}

async function filterOf(session: Session, options: ListOptions): Promise<RankingFilter> {
  const sources = options.source.length === 0 ? null : await findSources(session, options.source);
  return {
    ...(sources === null ? {} : { sourceIds: sources.map((source) => source.id) }),
    ...(options.failed === true ? { states: ['failed' as const] } : {}),
    ...(options.unreviewed === true ? { verdicts: ['unreviewed' as const] } : {}),
    ...(options.min === undefined ? {} : { minimumConfidence: Number(options.min) }),
    ...(options.text === undefined ? {} : { text: options.text }),
    ...(options.leaks === true ? { leak: true } : {}),
    ...kindsIn(options),
  };
}

function kindsIn({ role, quality, copies, copiesOf }: ListOptions): RankingFilter {
  return {
    ...(role.length === 0 ? {} : { roles: role.map((each) => roleSchema.parse(each)) }),
    ...(quality.length === 0 ? {} : { qualities: quality.map((each) => qualityFilterSchema.parse(each)) }),
    ...(copies === undefined ? {} : { copies: copiesFilterSchema.parse(copies) }),
    ...(copiesOf === undefined ? {} : { copiesOf: Number(copiesOf) }),
  };
}

function sourcesIn({ sourceIds }: RankingFilter): Pick<RankingFilter, 'sourceIds'> {
  return sourceIds === undefined ? {} : { sourceIds };
}

function kindsReport(run: Run, label: string, facets: RankingFacets): Report {
  const { roles, qualities, copies, total } = facets;
  const counts = (kind: string, of: Readonly<Record<string, number>>): string[][] =>
    Object.entries(of).map(([name, count]) => [kind, name, String(count)]);
  return {
    value: { run: run.id, label, ...facets },
    lines: [
      `Run ${run.id} · ${run.name} · ${label}: ${total} recordings`,
      ...table(
        ['kind', 'value', 'recordings'],
        [
          ...counts('role', roles),
          ...counts('quality', qualities),
          ['copies', 'only', String(copies.withCopies)],
          ['copies', 'one-of-each', String(copies.distinct)],
          ['copies', 'not known yet', String(copies.unknown)],
        ],
      ),
    ],
  };
}

function rankingCells(row: RankedRecording): string[] {
  return [
    String(row.rank),
    row.confidence === null ? '–' : row.confidence.toFixed(4),
    String(row.recordingId),
    row.sourceName,
    row.relativePath,
    row.verdict ?? '',
    row.fault?.message ?? (row.state === 'pending' ? 'not scored yet' : ''),
  ];
}
