import { parse } from 'csv-parse/sync';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ResultsIssue } from '../../contract/results.ts';
import { metricColumns, nameColumn } from './columns.ts';

export interface RawRow {
  /** Line of the file, or the summary's path below its folder. */
  readonly place: string;
  readonly cells: readonly string[];
}

/** A table as it was found, nothing left out. */
export interface RawResults {
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
  readonly issues: readonly ResultsIssue[];
}

const delimiters = [',', ';', '\t'] as const;

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads the text of an `all_experiments.csv`: columns by name in any order, commas, semicolons or tabs.
 * @returns `invalid-input` where it is another kind of file, saying what was found
 */
export function readResultsCsv(text: string, fileName: string): Outcome<RawResults> {
  if (text.includes('\0')) {
    return fail('invalid-input', `${fileName} is not a text file. Choose the CSV of the experiments, saved as UTF-8.`);
  }
  const header = text.replace(/^\uFEFF/u, '').split(/\r?\n|\r/u, 1)[0] ?? '';
  const delimiter = delimiters.find((each) => header.split(each).some((name) => unquoted(name) === nameColumn));
  if (delimiter === undefined) {
    return notResults(fileName, header);
  }
  let records: ParsedRecord[];
  try {
    records = parse(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    return fail('invalid-input', `${fileName} cannot be read as a table. Save it as CSV in UTF-8.`, String(error));
  }
  return readRecords(records, fileName, delimiter === ';');
}

function readRecords(records: readonly ParsedRecord[], fileName: string, commas: boolean): Outcome<RawResults> {
  const [head, ...body] = records;
  const names = (head?.record ?? []).map((name) => name.trim());
  const kept = names.map((name, index) => name !== '' && names.indexOf(name) === index);
  const columns = names.filter((_, index) => kept[index]);
  if (![...metricColumns.values()].some((column) => columns.includes(column))) {
    return fail(
      'invalid-input',
      `${fileName} names experiments but has none of their metrics, such as metrics.ood.best_f1.f1. Choose the all_experiments.csv that the trainer’s evaluation writes.`,
    );
  }
  const issues: ResultsIssue[] = names
    .filter((name, index) => kept[index] !== true && name !== '')
    .map((column) => ({
      place: 'line 1',
      experiment: null,
      column,
      reason: 'This column stands twice; the first one is read.',
      kept: true,
    }));
  const rows = body.map(({ record, info }): RawRow => {
    const place = `line ${info.lines}`;
    if (record.length !== names.length) {
      const experiment = record[names.indexOf(nameColumn)] ?? null;
      const reason = `It has ${record.length} cells where the header has ${names.length}; what is missing is read as empty.`;
      issues.push({ place, experiment, column: null, reason, kept: true });
    }
    const cells = names.map((_, index) => record[index] ?? '').filter((_, index) => kept[index]);
    return { place, cells: commas ? cells.map(pointInsteadOfComma) : cells };
  });
  return succeed({ columns, rows, issues });
}

/** A spreadsheet that separates cells by semicolons writes numbers with a comma. */
function pointInsteadOfComma(cell: string): string {
  return /^-?\d+,\d+$/u.test(cell) ? cell.replace(',', '.') : cell;
}

function unquoted(name: string): string {
  return name.trim().replace(/^"(.*)"$/u, '$1');
}

function notResults(fileName: string, header: string): Outcome<never> {
  const names = header.split(/[,;\t]/u).map(unquoted);
  if (names.includes('Signature') && names.includes('Experiments')) {
    return fail(
      'invalid-input',
      `${fileName} is a leaderboard, which holds means only. Choose the table of the single experiments, all_experiments.csv.`,
    );
  }
  const found = names.filter((name) => name !== '').slice(0, 5);
  return fail(
    'invalid-input',
    `${fileName} is not a table of experiments: it has no column ${nameColumn}. ${found.length === 0 ? 'It is empty.' : `Its first columns are ${found.map((name) => name.slice(0, 40)).join(', ')}.`} Choose all_experiments.csv, or the folder “experiments” of the trainer.`,
  );
}
