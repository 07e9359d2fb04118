import type { ImportPreview, ImportPreviewRequest, ScoreScale, UnmatchedReference } from '../../contract/import.ts';
import type { MatchedScores, UnmatchedFile } from './matched-scores.ts';
import type { Matchable } from './match-recordings.ts';
import { problemOf } from './import-problem.ts';
import type { ReadTable } from './read-table.ts';
import type { ScoreCollector } from './score-collector.ts';
import type { TargetBest } from './target-bests.ts';

/** Everything that tables gave, and what became of it. */
export interface ReadImport {
  readonly request: ImportPreviewRequest;
  readonly tables: readonly ReadTable[];
  readonly collector: ScoreCollector;
  readonly scores: MatchedScores;
  /** By target. */
  readonly bests: readonly TargetBest[];
  /** How a recording is shown. */
  readonly nameOf: (recording: Matchable) => string;
}

const mostLabels = 500;
const mostCandidates = 20;
const mostSamples = 5;
/** A lowest confidence at or above this is a program's own floor rather than chance. */
const likelyFloor = 0.01;
/** So few scores may all be high by chance; where there are more, few is still no proof. */
const leastForFloor = 20;
const enoughForFloor = 1_000;

/** What a person sees before scores are taken in. */
export function describeImport(read: ReadImport): ImportPreview {
  const { request, tables, collector, scores } = read;
  const { states, matchedBy } = scores;
  const { path, 'relative-path': relativePath, 'file-name': fileName } = matchedBy;
  return {
    ...tablesOf(read),
    rows: sum(tables.map(({ rows }) => rows)),
    badRows: sum(tables.map(({ badRows }) => badRows)),
    issues: collector.issues.slice(0, request.listed),
    labels: labelsOf(collector),
    models: [...collector.models].map(([name, rows]) => ({ name, rows })),
    rounding: collector.rounding(),
    scale: scaleOf(tables),
    windowSeconds: collector.windowSeconds(),
    recordings: scores.recordings.length,
    files: {
      named: collector.size,
      matched: path + relativePath + fileName,
      ambiguous: scores.ambiguousCount,
      unmatched: scores.unmatchedCount,
      withoutRow: states['no-row'],
      unscored: states.unscored,
      uncertain: states.uncertain,
    },
    matchedBy: { path, relativePath, fileName },
    ...listsOf(read),
    targets: read.bests.map(({ label, recordings, highest }) => ({ label, recordings, highest })),
    ...columnsOf(read),
    warnings: warningsOf(read),
    problem: problemOf(read),
  };
}

/** What the scores of the tables are; null where there are none. */
export function scaleOf(tables: readonly ReadTable[]): ScoreScale | null {
  return tables.find((table) => table.scale !== null)?.scale ?? null;
}

function tablesOf({ request, tables }: ReadImport): Pick<ImportPreview, 'tables' | 'tableCounts' | 'dialects'> {
  const used = tables.filter(({ ignored }) => ignored === null);
  const leftAside = tables.filter(({ ignored }) => ignored !== null);
  return {
    tables: [...leftAside, ...used]
      .slice(0, request.listed)
      .map(({ path, dialect, rows, badRows, ignored }) => ({ path, dialect, rows, badRows, ignored })),
    tableCounts: { used: used.length, leftAside: leftAside.length },
    dialects: [...new Set(used.flatMap(({ dialect }) => dialect ?? []))],
  };
}

function listsOf({
  collector,
  scores,
  nameOf,
}: ReadImport): Pick<ImportPreview, 'matched' | 'ambiguous' | 'unmatched' | 'withoutRow'> {
  const shown = (place: number): string => {
    const recording = scores.recordings[place];
    return recording === undefined ? '' : nameOf(recording);
  };
  const unmatched = (files: readonly UnmatchedFile[]): UnmatchedReference[] =>
    files.map(({ place, reason, candidates }) => ({
      reference: collector.fileAt(place).reference,
      rows: collector.rowsAt(place),
      reason,
      candidates: candidates.slice(0, mostCandidates).map(shown),
    }));
  return {
    matched: scores.matched.map(({ place, recording, by }) => ({
      reference: collector.fileAt(place).reference,
      recording: shown(recording),
      by,
    })),
    ambiguous: unmatched(scores.ambiguous),
    unmatched: unmatched(scores.unmatched),
    withoutRow: scores.withoutRow.map(shown),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function labelsOf({ labels }: ScoreCollector): ImportPreview['labels'] {
  return [...labels.list()]
    .sort((left, right) => right.rows - left.rows)
    .slice(0, mostLabels)
    .map(({ name, others, rows }) => ({ name, otherNames: [...others].slice(0, mostCandidates), rows }));
}

/** For a mapping: of the first table that was given one, or that needs one where no other table can be read without. */
function columnsOf({ request, tables }: ReadImport): Pick<ImportPreview, 'columns' | 'samples'> {
  const isMapped = request.mapping !== undefined;
  const isNeeded = isMapped || tables.every(({ ignored }) => ignored !== null);
  const table = tables.find(
    ({ ignored, isKnown, columns }) => isNeeded && (ignored === null || !isKnown) && columns.length > 1,
  );
  const columns = table?.columns ?? [];
  const samples = table?.samples ?? [];
  return {
    columns: [...columns],
    samples: samples.slice(0, mostSamples).map((cells) => columns.map((_, index) => cells[index] ?? '')),
  };
}

function warningsOf(read: ReadImport): string[] {
  const { request, tables, collector, scores } = read;
  const { states, matchedBy } = scores;
  const bad = sum(tables.map(({ badRows }) => badRows));
  const several = sum(Object.values(matchedBy)) - states.scored - states.unscored;
  const warnings = [
    bad > 0 ? `${counted(bad, 'row')} cannot be read and left out.` : null,
    floorWarning(read),
    nothingWarning(read),
    several > 0
      ? `${counted(several, 'name')} of files in the tables lead to a recording that another one leads to as well; its highest score counts.`
      : null,
    states['no-row'] > 0 && request.unlisted === 'zero'
      ? `${counted(states['no-row'], 'recording')} of the sources without a row: zero scores. Leave them out if they were not analysed.`
      : null,
    states.unscored > 0
      ? `${counted(states.unscored, 'recording')} without any number in the tables: the other program could not read them. They count as failed.`
      : null,
    states.uncertain > 0
      ? `${counted(states.uncertain, 'recording')} may be what an ambiguous name means. They count as failed, not as zero.`
      : null,
    collector.marks > 0 ? `${counted(collector.marks, 'label')} state no confidence and count as 1.` : null,
    (request.models?.length ?? 0) > 1 ? 'Scores of several models are mixed: the highest of them counts.' : null,
  ];
  return warnings.filter((warning) => warning !== null);
}

function nothingWarning({ tables, collector: { size } }: ReadImport): string | null {
  return size === 0 && tables.some(({ ignored }) => ignored === null)
    ? 'The tables hold no row: nothing was found in any recording.'
    : null;
}

function floorWarning({ tables, collector: { lowest } }: ReadImport): string | null {
  const rows = sum(tables.map((table) => table.rows));
  if (rows < leastForFloor || lowest === null || lowest < likelyFloor || lowest >= 1 || scaleOf(tables) === 'logit') {
    return null;
  }
  const why = rows < enoughForFloor ? 'it may be that the program' : 'it seems that the program';
  return `No score is below ${lowest}: ${why} was told to write none. Recordings below it count as zero.`;
}
