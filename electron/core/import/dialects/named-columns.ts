import type { ScoreScale } from '../../../contract/import.ts';
import { secondsOf, type Dialect, type TableHead } from '../dialect.ts';
import { recoverPath } from '../recover-cells.ts';

/** A dialect that is nothing but the names of its columns, in lower case. */
export interface NamedColumns {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Absent where each table is about the recording of its name. */
  readonly file?: string;
  /** Absent where the rows do not say when in its file a call is. */
  readonly start?: string;
  readonly end?: string;
  readonly names: readonly string[];
  readonly score: string;
  readonly model?: string;
  /** Confidences where nothing is said. */
  readonly scale?: ScoreScale;
}

export function namedColumnsDialect(words: NamedColumns): Dialect {
  const { id, label, description, file, start, end, names, score } = words;
  const needed = [file, start, end, score, ...names].filter((name) => name !== undefined);
  return {
    id,
    label,
    description,
    isPerFile: file === undefined,
    recognises: ({ columns }) => needed.every((name) => columns.has(name)),
    reader: ({ columns, cells: header }: TableHead) => {
      const place = (name: string | undefined): number => columns.get(name ?? '') ?? -1;
      const [fileAt, startAt, endAt, scoreAt, modelAt] = [
        place(file),
        place(start),
        place(end),
        place(score),
        place(words.model),
      ];
      const namesAt = names.map(place);
      return (written) => {
        const cells = file === undefined ? written : recoverPath(written, fileAt, header.length);
        return {
          file: file === undefined ? null : (cells[fileAt] ?? ''),
          start: secondsOf(cells[startAt]),
          end: secondsOf(cells[endAt]),
          names: namesAt.map((at) => cells[at] ?? ''),
          score: cells[scoreAt] ?? '',
          model: cells[modelAt] ?? '',
        };
      };
    },
    scale: () => words.scale ?? 'confidence',
  };
}
