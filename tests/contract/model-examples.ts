import type { OperationInput, OperationName, OperationOutput } from '../../electron/contract/operations.ts';
import { model } from './example-values.ts';

type ModelOperation = Extract<OperationName, `model/${string}`>;

type ModelExamples = {
  readonly [Name in ModelOperation]: {
    readonly input: OperationInput<Name>;
    readonly output: OperationOutput<Name>;
  };
};

/** A valid request and answer of every operation on models. */
export const modelExamples: ModelExamples = {
  'model/list': { input: {}, output: [model] },
  'model/add': { input: { path: model.path, manifest: model.manifest }, output: model },
  'model/inspect': {
    input: { path: model.path },
    output: {
      path: model.path,
      description: {
        inputs: [{ name: 'input', type: 'float32', shape: [-1, 144000] }],
        outputs: [{ name: 'output', type: 'float32', shape: [-1, 2] }],
      },
      headDescription: null,
      proposals: [
        {
          family: 'birdnet-v2.4',
          label: 'BirdNET V2.4 or a custom classifier on it',
          certainty: 'likely',
          reason: 'It takes 144,000 samples.',
          questions: ['Is “output” before its sigmoid?'],
          manifest: model.manifest,
          problems: [],
        },
      ],
      labels: { path: '/models/labels.txt', count: 2, sample: model.labels },
      needsHead: false,
      problems: [{ code: 'manifest-invalid', message: 'The model gives 2 scores a window, but there are 3 labels.' }],
    },
  },
  'model/check': {
    input: { path: model.path, manifest: model.manifest },
    output: {
      problems: [
        { code: 'manifest-invalid', message: 'A peak of 2 cannot be meant: full scale is 1.', field: 'levelTarget' },
      ],
      labelCount: 2,
      picture: [1, 64, 301],
    },
  },
  'model/try': {
    input: { path: model.path, manifest: model.manifest, recordingId: 7, labels: ['RADR'] },
    output: {
      recordingId: 7,
      windowSeconds: 3,
      fromSeconds: [0],
      scores: [{ label: 'RADR', raw: [Math.fround(-1.2)], confidence: [Math.fround(0.2315)] }],
      topLabels: [{ label: 'noise', confidence: 0.9 }],
      warnings: [
        {
          code: 'sample-rate',
          message: 'Models with this window take 48000 Hz.',
          field: 'sampleRate',
          suggestion: '48000',
        },
      ],
    },
  },
  'model/remove': { input: { modelId: 2 }, output: {} },
};
