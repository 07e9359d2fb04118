import type { ImportPreview, ImportPreviewRequest, UnmatchedReference } from '../../contract/import.ts';
import type { MatchedScores, UnmatchedFile } from './matched-scores.ts';
import type { Matchable } from './match-recordings.ts';
import type { ReadTable } from './read-table.ts';
import type { ScoreCollector } from './score-collector.ts';

/** Everything that tables gave, and what became of it. */
export interface ReadImport {
  readonly request: ImportPreviewRequest;
  readonly tables: readonly ReadTable[];
  readonly collector: ScoreCollector;
  readonly scores: MatchedScores;
  readonly recordings: number;
  /** How a recording is shown. */
  readonly nameOf: (recording: Matchable) => string;
}

const mostLabels = 500;
/** A lowest confidence at or above this is a program's own floor rather than chance. */
const likelyFloor = 0.01;

/** What a person sees before scores are taken in. */
export function describeImport(read: ReadImport): ImportPreview {
  const { request, tables, collector, scores, nameOf } = read;
  const first = <Item>(items: readonly Item[]): readonly Item[] => items.slice(0, request.listed);
  const by = (how: string): number => scores.matched.filter((match) => match.by === how).length;
  const unmatched = (files: readonly UnmatchedFile[]): UnmatchedReference[] =>
    first(files).map(({ file, reason, candidates }) => ({
      reference: file.reference,
      rows: file.rows,
      reason,
      candidates: candidates.slice(0, 20).map(nameOf),
    }));
  return {
    tables: tables.map(({ path, dialect, rows, badRows, ignored }) => ({ path, dialect, rows, badRows, ignored })),
    rows: sum(tables.map(({ rows }) => rows)),
    badRows: sum(tables.map(({ badRows }) => badRows)),
    issues: [...first(collector.issues)],
    labels: labelsOf(collector),
    models: [...collector.models].map(([name, rows]) => ({ name, rows })),
    rounding: collector.rounding(),
    isLogit: isLogit(tables),
    windowSeconds: collector.windowSeconds(),
    recordings: read.recordings,
    files: {
      named: collector.files.size,
      matched: scores.matched.length,
      ambiguous: scores.ambiguous.length,
      unmatched: scores.unmatched.length,
      withoutRow: scores.withoutRow.length,
    },
    matchedBy: { path: by('path'), relativePath: by('relative-path'), fileName: by('file-name') },
    matched: first(scores.matched).map((match) => ({
      reference: match.file.reference,
      recording: nameOf(match.recording),
      by: match.by,
    })),
    ambiguous: unmatched(scores.ambiguous),
    unmatched: unmatched(scores.unmatched),
    withoutRow: first(scores.withoutRow).map(nameOf),
    targets: targetsOf(read),
    columns: columnsOf(read),
    warnings: warningsOf(read),
    problem: problemOf(read),
  };
}

/** Whether the tables that hold scores state logits. */
export function isLogit(tables: readonly ReadTable[]): boolean {
  return tables.some((table) => table.ignored === null && table.isLogit);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function labelsOf({ labels }: ScoreCollector): ImportPreview['labels'] {
  return [...labels.values()]
    .sort((left, right) => right.rows - left.rows)
    .slice(0, mostLabels)
    .map(({ name, others, rows }) => ({ name, otherNames: [...others], rows }));
}

/** For a mapping: of the first table that needs one, or that was given one. */
function columnsOf({ request, tables }: ReadImport): string[] {
  const isMapped = request.mapping !== undefined;
  const table = tables.find(({ ignored, columns }) => (ignored !== null || isMapped) && columns.length > 1);
  return [...(table?.columns ?? [])];
}

function targetsOf({ request, collector, scores }: ReadImport): ImportPreview['targets'] {
  return request.labels.map((label, target) => {
    let recordings = 0;
    let highest: number | null = null;
    for (const { best } of scores.recordings.values()) {
      const score = best[target]?.score;
      if (score !== undefined) {
        recordings += 1;
        highest = highest === null ? score : Math.max(highest, score);
      }
    }
    return { label: collector.spelling(label) ?? label, recordings, highest };
  });
}

function warningsOf({ request, tables, collector, scores }: ReadImport): string[] {
  const { lowest } = collector;
  const bad = sum(tables.map(({ badRows }) => badRows));
  const { withoutRow } = scores;
  const warnings = [
    bad > 0 ? `${counted(bad, 'row')} cannot be read and left out.` : null,
    lowest !== null && lowest >= likelyFloor && !isLogit(tables)
      ? `No score is below ${lowest}: the program was told to write none, and recordings below it count as zero.`
      : null,
    scores.matched.length > scores.recordings.size
      ? `${counted(scores.matched.length - scores.recordings.size, 'name')} of files in the tables lead to a recording that another one leads to as well; its highest score counts.`
      : null,
    withoutRow.length > 0 && request.unlisted === 'zero'
      ? `${counted(withoutRow.length, 'recording')} of the sources without a row: zero scores. Leave them out if they were not analysed.`
      : null,
    (request.models?.length ?? 0) > 1 ? 'Scores of several models are mixed: the highest of them counts.' : null,
  ];
  return warnings.filter((warning) => warning !== null);
}

/** Why this cannot become a run. */
function problemOf(read: ReadImport): string | null {
  const { request, tables, collector, scores } = read;
  const usable = tables.filter(({ ignored }) => ignored === null);
  if (usable.length === 0) {
    return tables[0]?.ignored ?? 'There is no table of scores.';
  }
  if (new Set(usable.filter(({ rows }) => rows > 0).map((table) => table.isLogit)).size > 1) {
    return 'Some tables hold logits and some confidences. Import them as runs of their own.';
  }
  return modelsProblem(request, collector) ?? scoresProblem(scores) ?? labelsProblem(request, collector);
}

function modelsProblem({ models }: ImportPreviewRequest, collector: ScoreCollector): string | null {
  const names = [...collector.models.keys()].map((name) => (name === '' ? 'not named' : name));
  return models === undefined && names.length > 1
    ? `The tables hold scores of ${names.length} models or runs (${names.join(', ')}). Choose one, or several if they are to be mixed.`
    : null;
}

function scoresProblem({ recordings }: MatchedScores): string | null {
  return recordings.size === 0
    ? 'No file that the tables name is a recording of the chosen sources. Add the folder that was analysed first.'
    : null;
}

function labelsProblem({ labels }: ImportPreviewRequest, collector: ScoreCollector): string | null {
  const hasNames = collector.labels.size > 0;
  if (!hasNames && labels.length > 1) {
    return 'The rows name no species, so they can be about one label only.';
  }
  const unknown = hasNames ? labels.filter((label) => collector.spelling(label) === null) : [];
  return unknown.length === 0 ? null : `No row is about “${unknown.join('”, “')}”. Choose a name that the tables hold.`;
}
