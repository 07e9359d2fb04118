import { numberOf, type Dialect, type TableHead } from '../dialect.ts';
import { passedOver, wideReader, type WideColumns } from './wide.ts';

const index = ['file', 'start_time', 'end_time'];
/** What pandas calls a column of row numbers, and what a table of single scores has. */
const noLabel = new Set(['', 'unnamed: 0', 'index', 'label', 'labels', 'score', 'confidence', 'annotation']);

function columnsOf({ cells, columns }: TableHead): WideColumns | null {
  const [file, start, end] = index.map((name) => columns.get(name));
  if (file === undefined || start === undefined || end === undefined) {
    return null;
  }
  const labels = cells
    .map((name, place) => ({ name, place }))
    .filter(({ name }) => !index.includes(name.toLowerCase()) && !noLabel.has(name.toLowerCase()));
  return labels.length === 0 ? null : { file, start, end, labels };
}

function isNumberOrNothing(cell: string | undefined): boolean {
  return cell === undefined || /^\s*(nan)?\s*$/iu.test(cell) || Number.isFinite(numberOf(cell));
}

/** The data frame of `predict`, saved with its index of file and times: a column a class, logits unless they were activated. */
export const opensoundscapeDialect: Dialect = {
  id: 'opensoundscape',
  label: 'OpenSoundscape scores',
  description: 'file,start_time,end_time and a column for each class, as predict(…).to_csv writes it',
  recognises: (head) => {
    const columns = columnsOf(head);
    const isSingle = ['label', 'labels', 'score', 'confidence'].some((name) => head.columns.has(name));
    return (
      columns !== null &&
      !isSingle &&
      head.samples.every((cells) => columns.labels.every(({ place }) => isNumberOrNothing(cells.at(place))))
    );
  },
  reader: (head) => {
    const columns = columnsOf(head);
    return columns === null ? null : wideReader(head, columns);
  },
  otherLabels: (head) => {
    const columns = columnsOf(head);
    return columns === null ? [] : passedOver(head, columns);
  },
  scale: () => null,
};
