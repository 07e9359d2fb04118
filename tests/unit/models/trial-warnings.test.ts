import { expect, test } from 'vitest';
import { modelManifestSchema, type ManifestDraft } from '../../../electron/contract/models.ts';
import { trialWarnings } from '../../../electron/core/models/trial-warnings.ts';

function warn(change: Partial<ManifestDraft>, values: readonly (readonly number[])[]) {
  const manifest = modelManifestSchema.parse({
    manifestVersion: 1,
    id: 'm',
    name: 'm',
    family: 'waveform',
    sampleRate: 48_000,
    windowSamples: 144_000,
    hopSamples: 144_000,
    input: { name: 'x' },
    outputs: { scores: 'y' },
    activation: 'sigmoid',
    ...change,
  });
  const labelCount = values.length;
  const windowCount = values[0]?.length ?? 0;
  return trialWarnings({ block: Float32Array.from(values.flat()), labelCount, windowCount }, manifest).map(
    ({ code, suggestion }) => [code, suggestion],
  );
}

test.each<[string, Partial<ManifestDraft>, number[][], [string, string | null][]]>([
  [
    'logits under a sigmoid',
    {},
    [
      [-3, 2],
      [1, -8],
    ],
    [],
  ],
  [
    'probabilities as they are',
    { activation: 'none' },
    [
      [0, 0.2],
      [1, 0.4],
    ],
    [],
  ],
  [
    'logits under softmax',
    { activation: 'softmax' },
    [
      [-3, 2],
      [1, -8],
    ],
    [],
  ],
  [
    'logits taken for probabilities',
    { activation: 'none' },
    [
      [-3, 0.2],
      [1, 0.4],
    ],
    [['logits-not-probabilities', 'sigmoid']],
  ],
  [
    'probabilities under a sigmoid',
    {},
    [
      [0.1, 0.2],
      [0.9, 0.4],
    ],
    [['activation-inside', 'none']],
  ],
  [
    'a softmax under a sigmoid',
    {},
    [
      [0.1, 0.6],
      [0.9, 0.4],
    ],
    [['softmax-inside', 'none']],
  ],
  [
    'a softmax under softmax',
    { activation: 'softmax' },
    [
      [0.1, 0.6],
      [0.9, 0.4],
    ],
    [['softmax-inside', 'none']],
  ],
  [
    'the same everywhere',
    {},
    [
      [-3, -3, -3],
      [4, 4, 4],
    ],
    [['constant', null]],
  ],
  [
    'no number',
    {},
    [
      [-3, Number.NaN],
      [4, 4],
    ],
    [['not-a-number', null]],
  ],
  [
    'a rate nobody uses for this window',
    { sampleRate: 22_050 },
    [
      [-3, 2],
      [1, -8],
    ],
    [['sample-rate', '48000']],
  ],
  [
    'a less usual rate',
    { sampleRate: 16_000, windowSamples: 48_000 },
    [
      [-3, 2],
      [1, -8],
    ],
    [],
  ],
  ['one window of one label says nothing', {}, [[0.3]], []],
])('%s', (_, change, values, expected) => {
  expect(warn(change, values)).toEqual(expected);
});
