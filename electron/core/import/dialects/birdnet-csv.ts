import { numberOf, secondsOf, type Dialect, type RowReader, type TableHead } from '../dialect.ts';
import { recoverPath } from '../recover-cells.ts';

const fixedColumns = ['start (s)', 'end (s)', 'scientific name', 'common name', 'confidence'] as const;

function isBirdnetTable({ columns }: TableHead): boolean {
  return fixedColumns.every((column) => columns.has(column));
}

/** Version 2.4 writes four decimals, whatever their value. */
function hasFourDecimals({ columns, samples }: TableHead): boolean {
  const place = columns.get('confidence') ?? 0;
  // A row that is damaged tells nothing of the version.
  const scores = samples.map((cells) => cells[place]?.trim() ?? '').filter((text) => Number.isFinite(numberOf(text)));
  return scores.every((text) => /^\d[.,]\d{4}$/u.test(text));
}

function reader({ cells: { length: width }, columns }: TableHead): RowReader {
  const [start, end, scientific, common, confidence] = fixedColumns.map((column) => columns.get(column) ?? 0);
  const file = columns.get('file');
  const model = columns.get('model');
  const at = (cells: readonly string[], place: number | undefined): string => cells[place ?? -1] ?? '';
  return (written) => {
    const cells = file === undefined ? written : recoverPath(written, file, width);
    return {
      file: file === undefined ? null : at(cells, file),
      start: secondsOf(at(cells, start)),
      end: secondsOf(at(cells, end)),
      names: [at(cells, scientific), at(cells, common)],
      score: at(cells, confidence),
      model: at(cells, model),
    };
  };
}

/** `Start (s),End (s),Scientific name,Common name,Confidence,File`, paths unquoted, four decimals. */
export const birdnetCsv24Dialect: Dialect = {
  id: 'birdnet-csv-2.4',
  label: 'BirdNET-Analyzer 2.4 CSV',
  description: 'Per file (.BirdNET.results.csv) or combined (BirdNET_CombinedTable.csv), four decimals',
  recognises: (head) => isBirdnetTable(head) && hasFourDecimals(head),
  reader,
  scale: () => 'confidence',
};

/** The same columns as pandas writes them: quoted where needed, half-precision numbers in full. */
export const birdnetCsvDialect: Dialect = {
  id: 'birdnet-csv',
  label: 'BirdNET-Analyzer CSV',
  description: 'Per file or combined, of the versions after 2.4',
  recognises: isBirdnetTable,
  reader,
  scale: () => 'confidence',
};
