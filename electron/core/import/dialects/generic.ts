import type { ColumnMapping } from '../../../contract/import.ts';
import { secondsOf, type Dialect, type RowReader, type TableHead } from '../dialect.ts';
import { recoverPath } from '../recover-cells.ts';
import { passedOver, wideReader, type WideColumns } from './wide.ts';

/** Names that say plainly what a column holds; anything else a person must map. */
const usualNames = {
  file: ['file', 'filename', 'file_name', 'file name', 'filepath', 'file_path', 'path', 'recording', 'input'],
  score: ['score', 'confidence', 'probability', 'prob', 'logit', 'logits'],
  start: ['start', 'start_time', 'start (s)', 'start_s', 'begin', 'offset'],
  end: ['end', 'end_time', 'end (s)', 'end_s'],
  label: 'label,species,species_name,class,name,common name,common_name,scientific name,scientific_name'.split(','),
} as const;

/** The mapping a person gave, or that the names of the columns make plain; null where they do not. */
export function mappingOf({ mapping, columns, cells }: TableHead): ColumnMapping | null {
  if (mapping !== null) {
    const needed = [mapping.file, ...(mapping.score === undefined ? (mapping.labelColumns ?? []) : [mapping.score])];
    return needed.every((name) => columns.has(key(name))) ? mapping : null;
  }
  const called = (kind: keyof typeof usualNames): string | undefined => {
    const name = usualNames[kind].find((usual) => columns.has(usual));
    return name === undefined ? undefined : cells[columns.get(name) ?? 0];
  };
  const [file, score] = [called('file'), called('score')];
  if (file === undefined || score === undefined) {
    return null;
  }
  const optional = Object.entries({ start: called('start'), end: called('end'), label: called('label') });
  return { file, score, ...Object.fromEntries(optional.filter(([, name]) => name !== undefined)) };
}

/** As columns are kept: names are compared in lower case. */
function key(name: string): string {
  return name.trim().toLowerCase();
}

function placeOf({ columns }: TableHead, name: string | undefined): number {
  return name === undefined ? -1 : (columns.get(key(name)) ?? -1);
}

function wideColumns(head: TableHead, mapping: ColumnMapping): WideColumns | null {
  const labels = mapping.labelColumns?.map((name) => ({ name: name.trim(), place: placeOf(head, name) }));
  const [file, start, end] = [mapping.file, mapping.start, mapping.end].map((name) => placeOf(head, name));
  return labels === undefined ? null : { file: file ?? -1, start: start ?? -1, end: end ?? -1, labels };
}

function singleReader(head: TableHead, mapping: ColumnMapping): RowReader {
  const [file = -1, score = -1, start = -1, end = -1] = [mapping.file, mapping.score, mapping.start, mapping.end].map(
    (name) => placeOf(head, name),
  );
  const label = mapping.label === undefined ? null : placeOf(head, mapping.label);
  const model = placeOf(head, 'model');
  return (written) => {
    const cells = recoverPath(written, file, head.cells.length);
    return {
      file: cells[file] ?? '',
      start: secondsOf(cells[start]),
      end: secondsOf(cells[end]),
      names: label === null ? [] : [cells[label] ?? ''],
      score: cells[score] ?? '',
      model: cells[model] ?? '',
    };
  };
}

/** Any other table: which column is what is said by a person, or plain from the columns' names. */
export const genericDialect: Dialect = {
  id: 'generic',
  label: 'Table with mapped columns',
  description: 'Any table with a column for the file, and one for the score or one for each label',
  recognises: (head) => mappingOf(head) !== null,
  reader: (head) => {
    const mapping = mappingOf(head);
    if (mapping === null) {
      return null;
    }
    const columns = wideColumns(head, mapping);
    return columns === null ? singleReader(head, mapping) : wideReader(head, columns);
  },
  otherLabels: (head) => {
    const mapping = mappingOf(head);
    const columns = mapping === null ? null : wideColumns(head, mapping);
    return columns === null ? [] : passedOver(head, columns);
  },
  scale: (head) => (mappingOf(head)?.score?.toLowerCase().startsWith('logit') === true ? 'logit' : null),
};
