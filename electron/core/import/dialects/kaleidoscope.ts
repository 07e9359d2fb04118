import { secondsOf, type Dialect, type TableHead } from '../dialect.ts';

const nameColumns = ['scientific_name', 'common_name', 'auto id*', 'auto id', 'top1match'];
const scoreColumns = ['confidence', 'match ratio'];

function scoreColumn({ columns }: TableHead): number | undefined {
  return scoreColumns.map((name) => columns.get(name)).find((place) => place !== undefined);
}

/** INDIR, FOLDER and IN FILE make the path; OFFSET and DURATION the time. TOP1DIST is a distance and no score. */
export const kaleidoscopeDialect: Dialect = {
  id: 'kaleidoscope',
  label: 'Kaleidoscope CSV',
  description: 'id.csv (MATCH RATIO) and what BirdNET-Analyzer writes for Kaleidoscope (confidence)',
  recognises: (head) => head.columns.has('in file') && scoreColumn(head) !== undefined,
  reader: (head) => {
    const { columns } = head;
    const path = ['indir', 'folder', 'in file'].flatMap((name) => columns.get(name) ?? []);
    const names = nameColumns.flatMap((name) => columns.get(name) ?? []);
    const score = scoreColumn(head) ?? -1;
    const [offset, duration] = [columns.get('offset') ?? -1, columns.get('duration') ?? -1];
    return (cells) => {
      const start = secondsOf(cells[offset]);
      const seconds = secondsOf(cells[duration]);
      const called = names.map((place) => cells[place]?.trim() ?? '');
      return {
        file: path
          .map((place) => cells[place]?.trim() ?? '')
          .filter((part) => part !== '')
          .join('/'),
        start,
        end: start === null || seconds === null ? null : start + seconds,
        names: called,
        score: called.every((name) => /^(no ?id|noise|)$/iu.test(name)) ? null : (cells[score] ?? ''),
        model: '',
      };
    };
  },
  isLogit: () => false,
};
