import { secondsOf, type Dialect, type TableHead } from '../dialect.ts';
import { recoverPath } from '../recover-cells.ts';

/** A dialect that is nothing but the names of its columns, in lower case. */
export interface NamedColumns {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly file: string;
  readonly start: string;
  readonly end: string;
  readonly names: readonly string[];
  readonly score: string;
  readonly model?: string;
  readonly isLogit?: boolean;
}

export function namedColumnsDialect(words: NamedColumns): Dialect {
  const { id, label, description, file, start, end, names, score } = words;
  const needed = [file, start, end, score, ...names];
  return {
    id,
    label,
    description,
    recognises: ({ columns }) => needed.every((name) => columns.has(name)),
    reader: ({ columns, cells: header }: TableHead) => {
      const [fileAt = 0, startAt = 0, endAt = 0, scoreAt = 0, ...namesAt] = needed.map((name) => columns.get(name));
      const modelAt = columns.get(words.model ?? '');
      return (written) => {
        const cells = recoverPath(written, fileAt, header.length);
        return {
          file: cells[fileAt] ?? '',
          start: secondsOf(cells[startAt]),
          end: secondsOf(cells[endAt]),
          names: namesAt.map((place) => cells[place ?? -1] ?? ''),
          score: cells[scoreAt] ?? '',
          model: cells[modelAt ?? -1] ?? '',
        };
      };
    },
    isLogit: () => words.isLogit ?? false,
  };
}
