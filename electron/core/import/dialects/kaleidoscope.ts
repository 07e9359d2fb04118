import { firstColumn, secondsOf, type Dialect, type DialectRow, type TableHead } from '../dialect.ts';

const nameColumns = ['scientific_name', 'common_name', 'species', 'auto id*', 'auto id', 'manual id', 'top1match'];
const scoreColumns = ['confidence', 'match ratio'];

/** INDIR, FOLDER and IN FILE make the path; OFFSET and DURATION the time. */
export function placeOfRow({
  columns,
}: TableHead): (cells: readonly string[]) => Pick<DialectRow, 'file' | 'start' | 'end'> {
  const path = ['indir', 'folder', 'in file'].flatMap((name) => columns.get(name) ?? []);
  const [offset, duration] = [columns.get('offset') ?? -1, columns.get('duration') ?? -1];
  return (cells) => {
    const start = secondsOf(cells[offset]);
    const seconds = secondsOf(cells[duration]);
    const parts = path.map((place) => cells[place]?.trim() ?? '').filter((part) => part !== '');
    return { file: parts.join('/'), start, end: start === null || seconds === null ? null : start + seconds };
  };
}

/** What Kaleidoscope identified, or BirdNET-Analyzer for it. */
export const kaleidoscopeDialect: Dialect = {
  id: 'kaleidoscope',
  label: 'Kaleidoscope CSV',
  description: 'id.csv (MATCH RATIO) and what BirdNET-Analyzer writes for Kaleidoscope (confidence)',
  recognises: (head) => head.columns.has('in file') && firstColumn(head, scoreColumns) !== undefined,
  reader: (head) => {
    const place = placeOfRow(head);
    const names = nameColumns.flatMap((name) => head.columns.get(name) ?? []);
    const score = firstColumn(head, scoreColumns) ?? -1;
    return (cells) => {
      const called = names.map((name) => cells[name]?.trim() ?? '');
      const isNothing = called.length > 0 && called.every((name) => /^(no ?id|noise|)$/iu.test(name));
      return { ...place(cells), names: called, score: isNothing ? null : (cells[score] ?? ''), model: '' };
    };
  },
  scale: () => 'confidence',
};
