import type { OperationInput, OperationName, OperationOutput } from '../../electron/contract/operations.ts';
import type { ResultGroup, ResultsImport, ResultsTable } from '../../electron/contract/results.ts';

type ResultsOperation = Extract<OperationName, `results/${string}`>;
type ResultsExamples = {
  readonly [Name in ResultsOperation]: { readonly input: OperationInput<Name>; readonly output: OperationOutput<Name> };
};

const resultsImport: ResultsImport = {
  importId: 9,
  origin: '/home/anna/Ergebnisse ü/all_experiments.csv',
  kind: 'csv',
  importedAt: '2026-11-22T10:00:00.000Z',
  rowsRead: 6,
  experiments: 4,
  columns: 57,
  otherColumns: ['notes'],
  duplicates: [{ experiment: 'stage9_001', keptTimestamp: null, droppedPlaces: ['line 3'] }],
  issues: [{ place: 'line 7', experiment: null, column: 'experiment.name', reason: 'It has no name.', kept: false }],
  stages: [{ stage: 'stage9', experiments: 4, combinations: 2 }],
  suggestedStage: null,
};

const resultGroup: ResultGroup = {
  key: '["curated/hardNeg/hardneg_conf_min_85"]',
  values: [
    {
      key: 'curated/hardNeg/hardneg_conf_min_85',
      label: 'hardneg_conf_min_85',
      originals: ['hardnet_conf_min_85'],
    },
  ],
  experiments: ['stage9_001', 'stage9_025'],
  seeds: ['123', '456'],
  signatures: ['25f1950d'],
  metrics: { 'ood.f1': { n: 2, mean: 0.82133, sd: null, min: 0.78, max: 0.886 } },
  baselineKey: '["none"]',
  isBaseline: false,
  differences: {
    'ood.f1': { mean: -0.05, low: null, high: null, degreesOfFreedom: 3.7214, n: 2, baselineN: 1 },
  },
  mixes: [{ column: 'training_args.dropout', label: 'dropout', values: ['0.25', '0.5'] }],
  warnings: ['mixes dropout 0.25 and 0.5'],
};

const resultsTable: ResultsTable = {
  experiments: 4,
  axes: [
    {
      column: 'dataset.filters.negative_subsets',
      label: 'negative subset',
      chosen: true,
      values: resultGroup.values.map((value) => ({ ...value, experiments: 4 })),
      together: ['notes'],
    },
  ],
  groups: [resultGroup],
  baseline: 'no-subsets',
  baselines: [{ kind: 'no-subsets', label: 'no subsets at all', groups: 1 }],
  notes: ['Mean ± sd.'],
  caveat: 'Differences are about as large as their spread.',
};

/** A valid request and answer of every operation on results. */
export const resultsExamples: ResultsExamples = {
  'results/import': { input: { path: resultsImport.origin }, output: resultsImport },
  'results/list': { input: {}, output: [resultsImport] },
  'results/remove': { input: { importId: 9 }, output: {} },
  'results/table': {
    input: { importId: 9, stages: ['stage9'], axes: ['training_args.dropout'] },
    output: resultsTable,
  },
  'results/leaderboard': {
    input: { importId: 9, where: { 'training_args.dropout': ['0.25'] } },
    output: {
      experiments: 4,
      axes: resultsTable.axes,
      entries: [{ rank: 1, score: null, stages: ['stage9'], group: resultGroup }],
      notes: resultsTable.notes,
    },
  },
  'results/picture': {
    input: { importId: 9, split: 'iid', metric: 'auroc', baseline: 'tier-50' },
    output: {
      title: 'IID AUROC',
      experiments: 4,
      rows: [{ key: 'none', label: 'none', originals: [] }],
      columns: resultGroup.values,
      panels: [
        {
          label: 'Balanced classes',
          cells: [
            {
              row: 0,
              column: 0,
              summary: null,
              difference: null,
              isBaseline: false,
              experiments: resultGroup.experiments,
              mixes: resultGroup.mixes,
              warnings: resultGroup.warnings,
              colour: '#00224e',
              ink: '#ffffff',
            },
          ],
        },
      ],
      scale: null,
      baseline: 'tier-50',
      warnings: resultGroup.warnings,
      caveat: resultsTable.caveat,
    },
  },
  'results/export': {
    input: { what: 'picture', importId: 9 },
    output: { fileName: 'stage9_ood_f1.svg', mediaType: 'image/svg+xml', text: '<svg/>' },
  },
};
