import type { ImportPreview } from '../../../electron/contract/import.ts';

/** What can be saved as a list. */
export type ImportList = 'matched' | 'ambiguous' | 'unmatched' | 'withoutRow' | 'issues';

/** As many as an answer may list. */
export const mostListed = 100_000;

type Cells = readonly (string | number)[];

const tables: Readonly<Record<ImportList, (preview: ImportPreview) => readonly Cells[]>> = {
  matched: ({ matched }) => [
    ['file', 'recording', 'matched_by'],
    ...matched.map(({ reference, recording, by }) => [reference, recording, by]),
  ],
  ambiguous: ({ ambiguous }) => [
    ['file', 'rows', 'reason', 'candidates'],
    ...ambiguous.map(({ reference, rows, reason, candidates }) => [reference, rows, reason, candidates.join(' | ')]),
  ],
  unmatched: ({ unmatched }) => [
    ['file', 'rows', 'reason'],
    ...unmatched.map(({ reference, rows, reason }) => [reference, rows, reason]),
  ],
  withoutRow: ({ withoutRow }) => [['recording'], ...withoutRow.map((recording) => [recording])],
  issues: ({ issues }) => [
    ['table', 'line', 'reason'],
    ...issues.map(({ table, line, reason }) => [table, line, reason]),
  ],
};

/** One of the lists of a preview as CSV (RFC 4180), with a mark so that Excel reads accents. */
export function listCsv(list: ImportList, preview: ImportPreview): string {
  const lines = tables[list](preview).map((cells) => cells.map(quoted).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string | number): string {
  const text = String(cell);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
