import type { DialectRow, RowReader, TableHead } from '../dialect.ts';
import { secondsOf } from '../dialect.ts';
import { recoverPath } from '../recover-cells.ts';

/** Where a wide table holds what; its labels are columns. */
export interface WideColumns {
  readonly file: number;
  readonly start: number;
  readonly end: number;
  readonly labels: readonly { readonly name: string; readonly place: number }[];
}

/** Columns to read: those a person looks for, or one, to see what the scores are like. */
function readColumns(head: TableHead, { labels }: WideColumns): WideColumns['labels'] {
  const wanted = labels.filter(({ name }) => head.isWanted([name]));
  return wanted.length > 0 ? wanted : labels.slice(0, 1);
}

/** A row for each column that is read. */
export function wideReader(head: TableHead, columns: WideColumns): RowReader {
  const read = readColumns(head, columns);
  const width = head.cells.length;
  return (written) => {
    const cells = recoverPath(written, columns.file, width);
    const place = {
      file: cells[columns.file] ?? '',
      start: secondsOf(cells[columns.start]),
      end: secondsOf(cells[columns.end]),
      model: '',
    };
    return read.map(({ name, place: at }): DialectRow => ({ ...place, names: [name], score: cells[at] ?? '' }));
  };
}

/** Labels of the columns that are passed over. */
export function passedOver(head: TableHead, columns: WideColumns): readonly string[] {
  const read = new Set(readColumns(head, columns).map(({ name }) => name));
  return columns.labels.map(({ name }) => name).filter((name) => !read.has(name));
}
