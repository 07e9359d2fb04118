import type { OperationInput, OperationName, OperationOutput } from '../../electron/contract/operations.ts';
import type { SweepSpecification } from '../../electron/contract/sweeps.ts';

type SweepExamples = {
  readonly [Name in Extract<OperationName, `sweep/${string}`>]: {
    readonly input: OperationInput<Name>;
    readonly output: OperationOutput<Name>;
  };
};

const specification: SweepSpecification = {
  stage: 5,
  out_dir: 'stage5',
  axes: { seed: [1, 2, 3], balance: [true, false], lowQualityFolder: [[], ['exports/bestLowQuality/small']] },
  base_params: { learning_rate: 0.0003, notes: null },
};

/** A valid request and answer of every operation of the sweep. */
export const sweepExamples: SweepExamples = {
  'sweep/presets': { input: {}, output: [{ id: 'stage5', label: 'Stage 5', specification }] },
  'sweep/open': { input: { path: '/home/anna/stage5.yaml' }, output: specification },
  'sweep/keys': {
    input: {},
    output: [
      {
        key: 'balance',
        kind: 'truth',
        standard: 'true',
        asAxis: 'training_package',
        asBase: 'training_package',
        choices: [],
        help: 'Cuts the larger class down to the smaller one.',
      },
    ],
  },
  'sweep/from-exports': {
    input: { presetId: 'stage5', exportRoot: '/home/anna/exports' },
    output: { specification, audioRoot: '/home/anna/exports', note: 'Link AudioData to /home/anna/exports.' },
  },
  'sweep/preview': {
    input: { specification },
    output: {
      specificationYaml: 'stage: 5\n',
      baseYaml: 'learning_rate: 0.0003\n',
      experimentCount: 12,
      experiments: [{ name: 'stage5_001', values: ['1', 'true', '[]'], yaml: 'seed: 1\n' }],
      axisNames: ['seed', 'balance', 'lowQualityFolder'],
      problems: [],
      warnings: [{ place: 'base_params', key: 'seed', message: 'Make it an axis.' }],
    },
  },
  'sweep/compose': {
    input: {
      specification,
      audioRoot: '/home/anna/AudioData',
      base: { kind: 'manifest', path: '/home/anna/manifest.csv' },
    },
    output: {
      folders: [
        {
          folder: 'AudioData/curated/hardNeg/hardneg_conf_min_85',
          axis: 'negative_subsets',
          path: '/home/anna/AudioData/curated/hardNeg/hardneg_conf_min_85',
          files: 981,
          problem: null,
        },
      ],
      base: { rows: 21887, inSplits: 12110, missing: 3, positives: 3584, negatives: 8523 },
      problems: [],
      warnings: ['3 rows of 12,110 in the manifest point to a file that is not there.'],
      experiments: [
        {
          name: 'stage5_001',
          positives: { base: 2017, subset: 309, selected: 2326, copied: 2326 },
          negatives: { base: 8525, subset: 981, selected: 2326, copied: 2325.4 },
          hardNegatives: { available: 981, expected: 240.04, low: 219, high: 262 },
          tiers: [{ folder: 'AudioData/curated/hardNeg/hardneg_conf_min_85', files: 981, expected: 240.04 }],
        },
      ],
    },
  },
  'sweep/write': {
    input: { specification, root: '/home/anna' },
    output: {
      warnings: [],
      specificationPath: '/home/anna/sweep.yaml',
      folder: '/home/anna/stage5',
      experimentCount: 12,
      files: ['base.yaml'],
    },
  },
};
