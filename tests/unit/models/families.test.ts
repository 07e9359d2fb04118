import { describe, expect, test } from 'vitest';
import {
  modelManifestSchema,
  type ModelDescription,
  type TensorDescription,
} from '../../../electron/contract/models.ts';
import { manifestProblems } from '../../../electron/core/models/manifest-problems.ts';
import { unrecognisedFault } from '../../../electron/core/models/unrecognised.ts';
import { plausibleRates } from '../../../native-models/adapters/families/guess-window.ts';
import { recogniseModel } from '../../../native-models/adapters/families/index.ts';
import { refusalOf } from '../../../native-models/adapters/families/refusal.ts';
import { knownManifests } from '../../../native-models/manifests/index.ts';

type Shape = readonly number[];

const tensor = (name: string, shape: Shape, type = 'float32'): TensorDescription => ({ name, type, shape: [...shape] });

function model(input: [string, Shape], ...outputs: [string, Shape][]): ModelDescription {
  return { inputs: [tensor(...input)], outputs: outputs.map((output) => tensor(...output)) };
}

function best(description: ModelDescription, labelCount: number | null = null, head: ModelDescription | null = null) {
  const context = {
    fileName: 'my model',
    labelCount,
    head: head === null ? null : { path: '/models/head.onnx', description: head },
  };
  expect(refusalOf(description)).toBeNull();
  const [first] = recogniseModel(description, context);
  return first === undefined ? null : { ...first, manifest: modelManifestSchema.parse(first.manifest) };
}

describe('a model is recognised', () => {
  test.each<[string, ModelDescription, string, object]>([
    ['BirdNET V2.4', model(['input', [-1, 144_000]], ['output', [-1, 6522]]), 'known', { activation: 'sigmoid' }],
    [
      'BirdNET V2.4 by another name, embeddings first',
      model(['INPUT', [1, 144_000]], ['embeddings', [1, 1024]], ['logits', [1, 6522]]),
      'birdnet-v2.4',
      { name: 'BirdNET V2.4', outputs: { scores: 'logits', embeddings: 'embeddings' }, activation: 'sigmoid' },
    ],
    [
      'BirdNET+ V3.0',
      model(['input', [-1, -1]], ['embeddings', [-1, 1280]], ['predictions', [-1, 11_560]]),
      'birdnet-v3',
      {
        sampleRate: 32_000,
        windowSamples: 96_000,
        activation: 'none',
        outputs: { scores: 'predictions', embeddings: 'embeddings' },
      },
    ],
    [
      'Perch v2',
      model(
        ['inputs', [-1, 160_000]],
        ['embedding', [-1, 1536]],
        ['spatial_embedding', [-1, 16, 4, 1536]],
        ['spectrogram', [-1, 500, 128]],
        ['label', [-1, 14_795]],
      ),
      'perch-v2',
      { sampleRate: 32_000, activation: 'softmax', removeMean: true, levelNormalisation: 'peak', levelTarget: 0.25 },
    ],
    [
      'YAMNet of TensorFlow Hub',
      model(['waveform', [-1]], ['output_0', [-1, 521]], ['output_1', [-1, 1024]], ['output_2', [-1, 64]]),
      'yamnet',
      {
        family: 'waveform-single',
        windowSamples: 15_600,
        hopSamples: 7680,
        outputs: { scores: 'output_0', embeddings: 'output_1' },
      },
    ],
    [
      'silero, whose frames are no scores',
      model(['audio', [-1, 144_000]], ['frame_logits', [-1, 94]], ['embeddings', [-1, 128]], ['logits', [-1, 1]]),
      'known',
      { outputs: { scores: 'logits', embeddings: 'embeddings' } },
    ],
    [
      'a channel axis',
      model(['x', [-1, 1, 66_150]], ['y', [-1, 5]]),
      'waveform',
      { family: 'waveform-channel', sampleRate: 22_050 },
    ],
    [
      'the channel axis last, as Keras has it',
      model(['x', [-1, 96_000, 1]], ['y', [-1, 5]]),
      'waveform',
      { family: 'waveform-last', sampleRate: 32_000, windowSamples: 96_000 },
    ],
    [
      'the rows of a transform',
      model(['x', [-1, 1, 513, 300]], ['y', [-1, 5]]),
      'image',
      { image: expect.objectContaining({ kind: 'spectrogram', fftSize: 1024 }) },
    ],
    ['no batch', model(['x', [48_000]], ['prob', [5]]), 'waveform', { family: 'waveform-single', activation: 'none' }],
    [
      'a log-mel picture',
      model(['mel', [-1, 1, 64, 301]], ['logits', [-1, 3]]),
      'image',
      {
        family: 'image',
        image: expect.objectContaining({ kind: 'log-mel', melBands: 64, channels: 1, layout: 'bands-frames' }),
      },
    ],
    [
      'a photograph',
      model(['x', [-1, 3, 224, 224]], ['y', [-1, 3]]),
      'image',
      { image: expect.objectContaining({ kind: 'spectrogram', channels: 3, size: { height: 224, width: 224 } }) },
    ],
    ['a picture of any size', model(['x', [-1, 1, -1, -1]], ['y', [-1, 3]]), 'image', { family: 'image' }],
    [
      'channels last',
      model(['x', [-1, 96, 128, 1]], ['y', [-1, 3]]),
      'image',
      { image: expect.objectContaining({ channelAxis: 'last', layout: 'frames-bands' }) },
    ],
  ])('%s', (_, description, family, manifest) => {
    const found = best(description);
    expect(found).toMatchObject({ family, manifest });
    const width = description.outputs.find(({ name }) => name === found?.manifest.outputs.scores)?.shape.at(-1) ?? 1;
    const labels = Array.from({ length: width }, (_each, index) => `label ${index}`);
    const parts = { description, headDescription: null, labels };
    expect(found === null ? [] : manifestProblems(found.manifest, parts)).toEqual([]);
  });

  test('an embedding model with a separate head', () => {
    const backbone = model(['inputs', [-1, 160_000]], ['spectrogram', [-1, 500, 128]], ['embedding', [-1, 1536]]);
    const head = model(['x', [-1, 1536]], ['logits', [-1, 4]]);
    expect(best(backbone, 4, head)).toMatchObject({
      family: 'embedding-head',
      certainty: 'likely',
      manifest: {
        sampleRate: 32_000,
        activation: 'sigmoid',
        outputs: { embeddings: 'embedding' },
        head: { path: '/models/head.onnx', input: 'x', output: 'logits' },
      },
    });
  });

  test('a head on Perch keeps how Perch is fed', () => {
    const perch = model(['inputs', [-1, 160_000]], ['label', [-1, 14_795]], ['embedding', [-1, 1536]]);
    const head = model(['x', [-1, 1536]], ['logits', [-1, 4]]);
    expect(best(perch, 4, head)?.manifest).toMatchObject({
      removeMean: true,
      levelTarget: 0.25,
      activation: 'sigmoid',
    });
  });
});

describe('the score output', () => {
  const several = model(
    ['x', [-1, 96_000]],
    ['a', [-1, 12]],
    ['features', [-1, 512]],
    ['b', [-1, 30]],
    ['frames', [-1, 50, 30]],
  );

  test('is the one with as many numbers as labels', () => {
    expect(best(several, 30)?.manifest.outputs.scores).toBe('b');
    expect(best(several, 12)?.manifest.outputs.scores).toBe('a');
  });

  test('is the one named like scores where nobody counted', () => {
    const named = model(['x', [-1, 96_000]], ['a', [-1, 12]], ['class_scores', [-1, 12]]);
    expect(best(named)?.manifest.outputs.scores).toBe('class_scores');
  });

  test('is one of those with as many numbers as labels, where several have', () => {
    const twice = model(['x', [-1, 96_000]], ['a', [-1, 12]], ['b', [-1, 30]], ['c', [-1, 30]]);
    expect(best(twice, 30)).toMatchObject({
      certainty: 'guess',
      questions: expect.arrayContaining(['Are the scores in “b”?']),
      manifest: { outputs: { scores: 'b' } },
    });
  });

  test('does not depend on the order of the outputs', () => {
    const turned = { ...several, outputs: [...several.outputs].reverse() };
    expect(best(turned, 30)?.manifest.outputs.scores).toBe('b');
  });

  test('of frames only is proposed with the problem named', () => {
    const frames = model(['x', [-1, 96_000]], ['y', [-1, 50, 3]]);
    const found = best(frames);
    const problems = manifestProblems(found?.manifest ?? ({} as never), {
      description: frames,
      headDescription: null,
      labels: ['a', 'b', 'c'],
    });
    expect(problems.map(({ message }) => message).join()).toMatch(/several frames in every window/u);
  });
});

describe('a model that cannot be run is refused in words', () => {
  const audio = tensor('input', [-1, 512]);
  const out = [tensor('output', [-1, 1])];
  test.each<[ModelDescription, RegExp]>([
    [{ inputs: [audio, tensor('state', [2, -1, 128]), tensor('sr', [], 'int64')], outputs: out }, /keeps a state/u],
    [{ inputs: [tensor('audio', [-1, 48_000]), tensor('latitude', [-1, 1])], outputs: out }, /needs 2 inputs/u],
    [{ inputs: [tensor('audio', [-1, 48_000], 'float16')], outputs: out }, /takes float16 numbers/u],
    [{ inputs: [tensor('audio', [-1, 48_000], 'int16')], outputs: out }, /takes int16 numbers/u],
    [{ inputs: [tensor('audio', [])], outputs: out }, /how many dimensions/u],
    [{ inputs: [tensor('audio', [-1, 2, 48_000])], outputs: out }, /two channels/u],
    [{ inputs: [tensor('audio', [-1, 48_000, 4])], outputs: out }, /4 channels of sound/u],
    [{ inputs: [tensor('audio', [-1, 1, 48_000, 1])], outputs: out }, /waveform in four dimensions/u],
    [{ inputs: [tensor('x', [-1, 4, 64, 300])], outputs: out }, /pictures of 4 channels/u],
    [{ inputs: [tensor('audio', [-1, 1, 1, 1, 48_000])], outputs: out }, /5 dimensions/u],
    [
      { inputs: [tensor('audio', [-1, 48_000])], outputs: [tensor('ids', [-1], 'int64')] },
      /outputs of this model are int64/u,
    ],
    [{ inputs: [], outputs: out }, /no input/u],
    [{ inputs: [tensor('embedding', [-1, 1024])], outputs: [tensor('logits', [-1, 3])] }, /probably a head/u],
    [
      { inputs: [tensor('audio', [-1, 160_000])], outputs: [tensor('embedding', [-1, 1536])] },
      /embeddings and no scores/u,
    ],
  ])('%#', (description, words) => {
    expect(unrecognisedFault(description)).toMatchObject({
      code: 'model-unsupported',
      message: expect.stringMatching(words) as string,
    });
  });
});

test('the manifests of known models are valid', () => {
  expect(knownManifests.length).toBeGreaterThan(0);
  knownManifests.forEach(({ manifest }) => modelManifestSchema.parse(manifest));
});

test.each([
  [144_000, 48_000],
  [160_000, 32_000],
  [15_600, 16_000],
  [66_150, 22_050],
])('%i samples speak for %i Hz', (samples, rate) => {
  expect(plausibleRates(samples)[0]).toBe(rate);
});

test.each([
  [{ levelNormalisation: 'peak', levelTarget: 2 }, /full scale is 1/u],
  [{ levelNormalisation: 'rms', levelTarget: 3 }, /above full scale/u],
  [{ bandPass: { lowHz: 30_000, highHz: 40_000 } }, /lets nothing through/u],
  [{ family: 'guitar' }, /family “guitar”/u],
  [{ input: { name: 'wave' } }, /no input "wave"/u],
  [{ windowSamples: 48_000 }, /\[\?, 144000\]/u],
  [{ head: { path: 'h.onnx', input: 'x', output: 'y' } }, /names no embeddings/u],
])('a manifest with %o is explained', (change, words) => {
  const manifest = modelManifestSchema.parse({
    manifestVersion: 1,
    id: 'm',
    name: 'm',
    family: 'waveform',
    sampleRate: 48_000,
    windowSamples: 144_000,
    hopSamples: 144_000,
    input: { name: 'input' },
    outputs: { scores: 'output' },
    activation: 'sigmoid',
    ...change,
  });
  const description = model(['input', [-1, 144_000]], ['output', [-1, 2]]);
  const problems = manifestProblems(manifest, { description, headDescription: null, labels: ['a', 'b'] });
  expect(problems.map(({ message }) => message).join()).toMatch(words);
});
