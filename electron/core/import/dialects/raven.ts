import { firstColumn, secondsOf, type Dialect } from '../dialect.ts';

const nameColumns = ['common name', 'scientific name', 'species code', 'species', 'label'];
const scoreColumns = ['confidence', 'score'];

/**
 * Raven selection tables. Where a row names its file and the offset in it, those count: begin and end then lie on the
 * files of the whole table laid end to end.
 */
export const ravenDialect: Dialect = {
  id: 'raven',
  label: 'Raven selection table',
  description: 'Of one file or several (Begin Path, File Offset), with a column Confidence or Score',
  recognises: (head) =>
    head.columns.has('begin time (s)') &&
    head.columns.has('end time (s)') &&
    firstColumn(head, scoreColumns) !== undefined,
  reader: (head) => {
    const { columns } = head;
    const names = nameColumns.flatMap((name) => columns.get(name) ?? []);
    const score = firstColumn(head, scoreColumns) ?? -1;
    const file = firstColumn(head, ['begin path', 'begin file']);
    const [begin, end, offset] = ['begin time (s)', 'end time (s)', 'file offset (s)'].map((name) => columns.get(name));
    return (cells) => {
      const from = secondsOf(cells[begin ?? -1]);
      const to = secondsOf(cells[end ?? -1]);
      const start = secondsOf(cells[offset ?? -1]) ?? from;
      const called = names.map((place) => cells[place]?.trim() ?? '');
      return {
        file: file === undefined ? null : (cells[file] ?? null),
        start,
        end: start === null || from === null || to === null ? null : start + (to - from),
        names: called,
        // What version 2.4 writes for a file in which it found nothing.
        score: called.some((name) => name.toLowerCase() === 'nocall') ? null : (cells[score] ?? ''),
        model: '',
      };
    };
  },
  scale: () => 'confidence',
};
