import type { ModelManifest } from '../../electron/contract/models.ts';
import { frontEnd } from './front-end.ts';

export const bundledModelId = 'earmark-sample-frog';

/** The manifest that is committed beside the bundled model. */
export const bundledManifest: ModelManifest = {
  manifestVersion: 1,
  id: bundledModelId,
  name: 'Sample frog (for trying Earmark)',
  family: 'waveform',
  description:
    'A small model for trying the app, not for science. It knows synthesised grunts and growls in the manner of the ' +
    'California red-legged frog, and is wrong often enough to be worth listening to.',
  licence: 'MIT',
  sampleRate: frontEnd.sampleRate,
  windowSamples: frontEnd.windowSamples,
  hopSamples: frontEnd.windowSamples / 2,
  input: { name: 'waveform' },
  outputs: { scores: 'logits', embeddings: 'embeddings' },
  activation: 'sigmoid',
  levelNormalisation: 'none',
  labels: ['frog'],
  suggestedTargets: ['frog'],
  displayBands: { frog: [100, 1500] },
  trainedOn: {
    note:
      'Sounds synthesised by Earmark (native-models/builder, stream training/1). No field recording, ' +
      'and none of the sample recordings.',
    fileNames: [],
    sha256: [],
  },
};
