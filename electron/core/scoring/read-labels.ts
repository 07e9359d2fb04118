import { parse } from 'csv-parse/sync';
import type * as z from 'zod';
import type { labelFormatSchema } from '../../contract/models.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';

export type LabelFormat = z.infer<typeof labelFormatSchema>;

/** Rows that are looked at to tell a table from lines that happen to hold a comma. */
const sampleRows = 30;
const delimiters = [';', ',', '\t'];

/** Columns that name the label, the most telling first. */
const nameColumns = [
  'display_name',
  'sci_name',
  'scientific name',
  'scientific_name',
  'species',
  'primary_label',
  'label',
  'labels',
  'label_name',
  'com_name',
  'common name',
  'common_name',
  'name',
  'class_name',
  'class',
  'ebird_code',
  'species_code',
  'code',
];

/**
 * Labels of a model in output order, out of the text of its label file.
 * `lines` and `scientific-common` (`Rana draytonii_California Red-legged Frog`): one a line, kept whole.
 * `audioset`: CSV index, mid, display_name. `csv`: CSV with `,`, `;` or tab, with or without a header: the column that
 * names the species. `expectedCount` is what the model gives: it tells a header from a label where only the count can.
 */
export function readLabels(text: string, format: LabelFormat, expectedCount?: number): Outcome<string[]> {
  const clean = text.replace(/^\uFEFF/u, '');
  const isTable = format === 'audioset' || format === 'csv';
  const labels = isTable ? labelsOfTable(clean) : labelsOfLines(clean);
  if (labels.length === 0) {
    return fail('manifest-invalid', 'The label file holds no labels. Give the file that came with the model.');
  }
  return succeed(labels.length - 1 === expectedCount && isHeader(labels) ? labels.slice(1) : labels);
}

/** One label too many is as likely a mistake as a header, unless the first looks unlike the rest: one word above names of several. */
function isHeader([first = '', ...rest]: readonly string[]): boolean {
  const ofSeveralWords = rest.filter((label) => /[\s_]/u.test(label)).length;
  const isOneWord = !/\s/u.test(first);
  return nameColumns.includes(first.toLowerCase()) || (isOneWord && ofSeveralWords > 0.8 * rest.length);
}

/** Guesses the format: a table where all of the first rows have the same number of columns, at least two. */
export function guessLabelFormat(text: string): LabelFormat {
  const clean = text.replace(/^\uFEFF/u, '');
  if (/^index[,;]mid/u.test(clean)) {
    return 'audioset';
  }
  return delimiterOf(clean) === null ? 'lines' : 'csv';
}

function labelsOfLines(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function delimiterOf(text: string): string | null {
  const head = text.split(/\r\n|\n|\r/u).slice(0, sampleRows);
  const isTableWith = (delimiter: string): boolean => {
    const rows = parseRows(head.join('\n'), delimiter);
    const columns = rows[0]?.length ?? 0;
    return columns > 1 && rows.every((row) => row.length === columns);
  };
  return delimiters.find(isTableWith) ?? null;
}

function parseRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = parse(text, {
    delimiter,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
  });
  return rows;
}

function labelsOfTable(text: string): string[] {
  const first = text.split(/\r\n|\n|\r/u)[0] ?? '';
  const delimiter = delimiterOf(text) ?? delimiters.find((each) => first.includes(each)) ?? ',';
  const rows = parseRows(text, delimiter);
  const header = (rows[0] ?? []).map((cell) => cell.toLowerCase());
  const named = nameColumns.map((name) => header.indexOf(name)).find((index) => index >= 0);
  const column = named ?? unnamedColumn(rows);
  const body = named === undefined ? rows : rows.slice(1);
  return body.map((row) => row[column] ?? '').filter((label) => label !== '');
}

/** Without a header: the first column that is neither a number nor an AudioSet id; codes give way to names with blanks. */
function unnamedColumn(rows: readonly (readonly string[])[]): number {
  const columns = (rows[0] ?? []).map((_, index) => rows.map((row) => row[index] ?? ''));
  const isTelling = (cells: readonly string[]): boolean => !cells.every((cell) => /^(-?[\d.]+|\/m\/.*)?$/u.test(cell));
  const hasBlanks = (cells: readonly string[]): boolean =>
    cells.filter((cell) => /\s/u.test(cell)).length * 2 > cells.length;
  const telling = columns.flatMap((cells, index) => (isTelling(cells) ? [index] : []));
  const named = telling.find((index) => hasBlanks(columns[index] ?? []));
  return named ?? telling[0] ?? 0;
}
