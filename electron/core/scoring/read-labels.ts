import { parse } from 'csv-parse/sync';
import type { labelFormatSchema } from '../../contract/models.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type * as z from 'zod';

export type LabelFormat = z.infer<typeof labelFormatSchema>;

/**
 * Labels of a model in output order, out of the text of its label file.
 * `lines` and `scientific-common` (`Rana draytonii_California Red-legged Frog`): one a line, kept whole.
 * `audioset`: CSV index, mid, display_name. `csv`: CSV with `,` or `;`, the column that names the species.
 */
export function readLabels(text: string, format: LabelFormat): Outcome<string[]> {
  const clean = text.replace(/^\uFEFF/u, '');
  const labels = format === 'audioset' || format === 'csv' ? labelsOfTable(clean) : labelsOfLines(clean);
  return labels.length > 0
    ? succeed(labels)
    : fail('manifest-invalid', 'The label file holds no labels. Give the file that came with the model.');
}

/** Guesses the format from the first line. */
export function guessLabelFormat(text: string): LabelFormat {
  const first = text.split(/\r?\n/u)[0] ?? '';
  if (/^index[,;]mid/u.test(first)) {
    return 'audioset';
  }
  return /[;,].*[;,]/u.test(first) ? 'csv' : 'lines';
}

function labelsOfLines(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const nameColumns = ['display_name', 'sci_name', 'scientific name', 'scientific_name', 'label', 'com_name', 'name'];

function labelsOfTable(text: string): string[] {
  const delimiter = (text.split(/\r?\n/u)[0] ?? '').includes(';') ? ';' : ',';
  const rows: string[][] = parse(text, {
    delimiter,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
  });
  const header = (rows[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const named = nameColumns.map((name) => header.indexOf(name)).find((index) => index >= 0);
  const body = named === undefined ? rows : rows.slice(1);
  return body.map((row) => (row[named ?? 0] ?? '').trim()).filter((label) => label !== '');
}
