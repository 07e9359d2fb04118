import type { ImportPreview } from '../../electron/contract/import.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../electron/contract/operations.ts';
import { run } from './example-values.ts';

type ImportOperation = Extract<OperationName, `import/${string}`>;
type ImportExamples = {
  readonly [Name in ImportOperation]: { readonly input: OperationInput<Name>; readonly output: OperationOutput<Name> };
};

const table = 'D:\\Auswertung ü\\BirdNET_CombinedTable.csv';

const preview: ImportPreview = {
  tables: [{ path: table, dialect: 'BirdNET-Analyzer 2.4 CSV', rows: 4, badRows: 1, ignored: null }],
  tableCounts: { used: 1, leftAside: 0 },
  dialects: ['BirdNET-Analyzer 2.4 CSV'],
  rows: 4,
  badRows: 1,
  issues: [{ table, line: 3, reason: '“x” is no score.' }],
  labels: [{ name: 'Rana draytonii', otherNames: ['California Red-legged Frog'], rows: 3 }],
  models: [{ name: '', rows: 3 }],
  rounding: { decimals: 4, isHalfPrecision: false },
  scale: 'confidence',
  windowSeconds: 3,
  recordings: 20457,
  files: { named: 3, matched: 1, ambiguous: 1, unmatched: 1, withoutRow: 20454, unscored: 1, uncertain: 1 },
  matchedBy: { path: 0, relativePath: 1, fileName: 0 },
  matched: [{ reference: 'D:\\card\\x.wav', recording: 'card/x.wav', by: 'relative-path' }],
  ambiguous: [{ reference: 'y.wav', rows: 1, reason: 'Two have this name.', candidates: ['A/y.wav', 'B/y.wav'] }],
  unmatched: [{ reference: 'z.wav', rows: 1, reason: 'None has this name.', candidates: [] }],
  withoutRow: ['card/w.wav'],
  targets: [{ label: 'Rana draytonii', recordings: 1, highest: 0.9312 }],
  columns: ['Datei', 'Wert'],
  samples: [['x.wav', '0,93']],
  warnings: ['1 row cannot be read.'],
  problem: null,
};

/** A valid request and answer of every operation on scores made elsewhere. */
export const importExamples: ImportExamples = {
  'import/dialects': { input: {}, output: [{ id: 'study', label: 'Study', description: 'File,radr_max_confidence' }] },
  'import/preview': {
    input: {
      paths: [table],
      mapping: { file: 'File', score: 'p' },
      scale: 'percent',
      progressId: 'p1',
      labels: ['rana draytonii'],
    },
    output: preview,
  },
  'import/scores': {
    input: { texts: [{ fileName: 'a.csv', text: 'File,score\n' }], labels: ['RADR'], unlisted: 'left-out' },
    output: { run, preview },
  },
};
