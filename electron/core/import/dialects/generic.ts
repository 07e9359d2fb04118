import type { ColumnMapping } from '../../../contract/import.ts';
import { secondsOf, type Dialect, type TableHead } from '../dialect.ts';
import { recoverPath } from '../recover-cells.ts';

/** Names that say plainly what a column holds; anything else a person must map. */
const usualNames: Readonly<Record<'file' | 'score' | 'start' | 'end' | 'label', readonly string[]>> = {
  file: ['file', 'filename', 'file_name', 'filepath', 'file_path', 'path', 'recording'],
  score: ['score', 'confidence', 'probability', 'prob', 'logit', 'logits'],
  start: ['start', 'start_time', 'start (s)', 'start_s', 'begin', 'offset'],
  end: ['end', 'end_time', 'end (s)', 'end_s'],
  label: ['label', 'species', 'class', 'name', 'common name', 'common_name', 'scientific name', 'scientific_name'],
};

/** The mapping a person gave, or that the names of the columns make plain; null where they do not. */
export function mappingOf({ mapping, columns, cells }: TableHead): ColumnMapping | null {
  if (mapping !== null) {
    return [mapping.file, mapping.score].every((name) => columns.has(name.toLowerCase())) ? mapping : null;
  }
  const called = (kind: keyof typeof usualNames): string | undefined => {
    const name = usualNames[kind].find((usual) => columns.has(usual));
    return name === undefined ? undefined : cells[columns.get(name) ?? 0];
  };
  const [file, score, start, end, label] = [
    called('file'),
    called('score'),
    called('start'),
    called('end'),
    called('label'),
  ];
  if (file === undefined || score === undefined) {
    return null;
  }
  return {
    file,
    score,
    isLogit: score.toLowerCase().startsWith('logit'),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(label === undefined ? {} : { label }),
  };
}

/** Any other table: which column is what is said by a person, or plain from the columns' names. */
export const genericDialect: Dialect = {
  id: 'generic',
  label: 'Table with mapped columns',
  description: 'Any table with a column for the file and one for the score',
  recognises: (head) => mappingOf(head) !== null,
  reader: (head) => {
    const mapping = mappingOf(head);
    if (mapping === null) {
      return null;
    }
    const place = (name: string | undefined): number => head.columns.get(name?.trim().toLowerCase() ?? '') ?? -1;
    const [file, score, start, end] = [mapping.file, mapping.score, mapping.start, mapping.end].map(place);
    const label = mapping.label === undefined ? null : place(mapping.label);
    const model = place('model');
    return (written) => {
      const cells = recoverPath(written, file ?? 0, head.cells.length);
      return {
        file: cells[file ?? -1] ?? '',
        start: secondsOf(cells[start ?? -1]),
        end: secondsOf(cells[end ?? -1]),
        names: label === null ? [] : [cells[label] ?? ''],
        score: cells[score ?? -1] ?? '',
        model: cells[model] ?? '',
      };
    };
  },
  isLogit: (head) => mappingOf(head)?.isLogit ?? false,
};
