import { unwrap } from '../../../electron/contract/outcome.ts';
import { cleanResults } from '../../../electron/core/results/clean-results.ts';
import { readExperiments, type Experiment } from '../../../electron/core/results/experiment.ts';
import { readResultsCsv } from '../../../electron/core/results/read-results-csv.ts';

export const positive = 'dataset.filters.positive_subsets';
export const negative = 'dataset.filters.negative_subsets';
export const balance = 'dataset.filters.balance';
export const dropout = 'training_args.dropout';
export const f1 = 'metrics.ood.best_f1.f1';

/** A row by column; what is not stated is as in the study. */
export type Row = Readonly<Record<string, string>>;

const study: Row = {
  'experiment.seed': '123',
  [balance]: 'True',
  [positive]: '[]',
  [negative]: '[]',
  [dropout]: '0.25',
  [f1]: '0.8',
};

/** CSV text of rows, quoted as Python's csv module does where it must. */
export function csvOf(rows: readonly Row[], delimiter = ','): string {
  const all = rows.map((row) => ({ ...study, ...row }));
  const columns = [...new Set(all.flatMap((row) => Object.keys(row)))];
  const quoted = (cell: string): string => (/[",;\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const cells = all.map((row: Record<string, string>) => columns.map((column) => row[column] ?? ''));
  return [columns, ...cells].map((line) => `${line.map(quoted).join(delimiter)}\r\n`).join('');
}

export function subset(folder: string, slash: '/' | '\\\\' = '/'): string {
  return `['${['AudioData', 'curated', ...folder.split('/')].join(slash)}']`;
}

export function experimentsOf(rows: readonly Row[]): { columns: readonly string[]; experiments: Experiment[] } {
  const clean = cleanResults(unwrap(readResultsCsv(csvOf(rows), 'test.csv')));
  return { columns: clean.columns, experiments: readExperiments(clean) };
}

/** One experiment a seed, with these values of OOD F1. */
export function seeds(name: string, values: readonly number[], settings: Row = {}): Row[] {
  return values.map((value, index) => ({
    'experiment.name': `${name}_${String(index + 1).padStart(3, '0')}`,
    'experiment.seed': String(111 * (index + 1)),
    [f1]: String(value),
    ...settings,
  }));
}
