import type { ResultsDuplicate, ResultsIssue } from '../../contract/results.ts';
import { isBrokenList, readCell } from './cell-value.ts';
import { metricColumns, nameColumn, subsetColumns, timestampColumn } from './columns.ts';
import type { RawResults, RawRow } from './read-results-csv.ts';

export interface CleanResults {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly rowsRead: number;
  readonly duplicates: readonly ResultsDuplicate[];
  readonly issues: readonly ResultsIssue[];
}

type Cell = (row: RawRow, column: string) => string;

/** One row for each experiment, the newest where a name stands several times; every row that is left out has its reason. */
export function cleanResults({ columns, rows, issues }: RawResults): CleanResults {
  const placeOf = new Map(columns.map((column, index) => [column, index]));
  const cell: Cell = (row, column) => row.cells[placeOf.get(column) ?? -1] ?? '';
  const found: ResultsIssue[] = [...issues];
  const byName = new Map<string, RawRow[]>();
  for (const row of rows) {
    const own = rowIssues(row, columns, cell);
    found.push(...own);
    if (own.every(({ kept }) => kept)) {
      const name = cell(row, nameColumn).trim();
      byName.set(name, [...(byName.get(name) ?? []), row]);
    }
  }
  const chosen = [...byName].map(([experiment, same]) => ({ experiment, same, newest: newestOf(same, cell) }));
  return {
    columns,
    rows: chosen.map(({ newest }) => newest.cells),
    rowsRead: rows.length,
    duplicates: chosen
      .filter(({ same }) => same.length > 1)
      .map(({ experiment, same, newest }) => ({
        experiment,
        keptTimestamp: cell(newest, timestampColumn).trim() || null,
        droppedPlaces: same.filter((row) => row !== newest).map(({ place }) => place),
      })),
    issues: found,
  };
}

/** The newest by its timestamp; the last one in the file where they state none or the same. */
function newestOf(rows: readonly RawRow[], cell: Cell): RawRow {
  const time = (row: RawRow): number => Date.parse(cell(row, timestampColumn).trim()) || 0;
  return rows.reduce((newest, row) => (time(row) >= time(newest) ? row : newest));
}

function rowIssues(row: RawRow, columns: readonly string[], cell: Cell): ResultsIssue[] {
  const experiment = cell(row, nameColumn).trim() || null;
  const issue = (reason: string, kept: boolean, column: string | null = null): ResultsIssue => ({
    place: row.place,
    experiment,
    column,
    reason,
    kept,
  });
  if (experiment === null) {
    return [issue('It has no name of an experiment, and is left out.', false, nameColumn)];
  }
  const lists = columns
    .filter((column) => subsetColumns.has(column) && isBrokenList(cell(row, column)))
    .map((column) => issue(`“${short(cell(row, column))}” is not a list; it is read as one folder.`, true, column));
  const known = [...metricColumns.values()].filter((column) => columns.includes(column));
  const wrong = known
    .filter((column) => !isMissing(cell(row, column)) && !isShare(cell(row, column)))
    .map((column) => issue(`“${short(cell(row, column))}” is not between 0 and 1; it is not counted.`, true, column));
  const hasNone = !known.some((column) => isShare(cell(row, column)));
  return [
    ...lists,
    ...wrong,
    ...(hasNone ? [issue('It states no metric: it did not finish. It is left out.', false)] : []),
  ];
}

function isMissing(cell: string): boolean {
  return readCell(cell) === null;
}

function isShare(cell: string): boolean {
  const value = readCell(cell);
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
