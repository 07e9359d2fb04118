import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imageFrontEndSchema } from '../../../electron/contract/image-front-end.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { createOnnxBackend, type OnnxBackendOptions } from '../../../native-models/runtime/onnx-backend.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { level, tinyModel, type TinyModel } from '../../support/tiny-models.ts';

const folder = temporaryFolder();
const samples = 8000;
let written = 0;

function write(model: TinyModel): string {
  written += 1;
  const path = join(folder, `model-${written}.onnx`);
  writeFileSync(path, tinyModel(model));
  return path;
}

function open(model: TinyModel, options: Partial<OnnxBackendOptions> = {}) {
  return createOnnxBackend({
    modelPath: write(model),
    family: 'waveform',
    inputName: model.input,
    scoresName: 'scores',
    windowSamples: samples,
    sampleRate: 16_000,
    inferenceThreads: 1,
    ...options,
  });
}

/** Three windows, louder and louder: mean squares 0, 0.01, 0.04 give logits −1, 0, 3. */
const windows = new Float32Array([...level(samples, 0), ...level(samples, 0.1), ...level(samples, 0.2)]);
const expected = [-1, 0, 3];

const scores = { name: 'scores', width: 2 };

test.each<[string, TinyModel['inputShape'], Partial<OnnxBackendOptions>]>([
  ['[N, samples]', ['N', samples], {}],
  ['[N, any length]', ['N', 'T'], {}],
  ['[N, 1, samples]', ['N', 1, samples], { family: 'waveform-channel' }],
])('a model that takes %s gives one row a window', async (_, inputShape, options) => {
  const backend = unwrap(await open({ input: 'x', inputShape, outputs: [scores] }, options));
  const rows = await backend.run(windows.slice(), 3);
  await backend.release();
  expect(rows).toHaveLength(6);
  [0, 1, 2].forEach((window) => expect(rows[2 * window]).toBeCloseTo(expected[window] ?? 0, 3));
});

test('a batch that the graph fixes at 8 is filled with silence, and the filling is thrown away', async () => {
  const backend = unwrap(await open({ input: 'x', inputShape: [8, samples], outputs: [scores] }));
  expect(backend.maximumBatch).toBe(8);
  const rows = await backend.run(windows.slice(), 3);
  await backend.release();
  expect(Array.from(rows, (value) => Math.round(value))).toEqual([-1, -1, 0, -1, 3, -1]);
});

test.each([
  ['[labels]', [2]],
  ['[1, labels]', [1, 2]],
])('a model without a batch that answers %s is fed one window at a time', async (_, shape) => {
  const model: TinyModel = { input: 'x', inputShape: ['T'], outputs: [{ ...scores, shape }] };
  const backend = unwrap(await open(model, { family: 'waveform-single' }));
  expect(backend.maximumBatch).toBe(1);
  const rows = await backend.run(windows.slice(2 * samples), 1);
  await backend.release();
  expect(rows).toHaveLength(2);
  expect(rows[0]).toBeCloseTo(3, 3);
});

test('dimensions of one around the labels do not matter', async () => {
  const model: TinyModel = { input: 'x', inputShape: ['N', samples], outputs: [{ ...scores, shape: [2, 1, 1] }] };
  const backend = unwrap(await open(model));
  expect(await backend.run(windows.slice(), 3)).toHaveLength(6);
  await backend.release();
});

test('frames are refused unless the manifest says how to sum them up', async () => {
  const model: TinyModel = { input: 'x', inputShape: ['N', samples], outputs: [{ ...scores, shape: [5, 2] }] };
  expect(await open(model)).toMatchObject({ ok: false, fault: { code: 'model-unsupported' } });
  for (const frames of ['max', 'mean'] as const) {
    const backend = unwrap(await open(model, { frames }));
    const rows = await backend.run(windows.slice(), 3);
    await backend.release();
    expect(Array.from(rows, (value) => Math.round(value))).toEqual([-1, -1, 0, -1, 3, -1]);
  }
});

test.each([
  [1, 'first', ['N', 1, 32, 15]],
  [3, 'first', ['N', 3, 32, 15]],
  [3, 'last', ['N', 32, 15, 3]],
  [1, 'none', ['N', 32, 15]],
] as const)(
  'a picture of %i channels, channel axis %s, is made in front of the model',
  async (channels, channelAxis, inputShape) => {
    const image = imageFrontEndSchema.parse({
      kind: 'log-mel',
      fftSize: 1024,
      windowLength: 1024,
      hopLength: 480,
      melBands: 32,
      lowHz: 200,
      scale: 'linear',
      channels,
      channelAxis,
    });
    const backend = unwrap(await open({ input: 'x', inputShape, outputs: [scores] }, { family: 'image', image }));
    const tone = Float32Array.from({ length: 2 * samples }, (_, index) =>
      index < samples ? 0 : 0.1 * Math.sin(index),
    );
    const rows = await backend.run(tone, 2);
    await backend.release();
    expect(rows[0]).toBe(-1);
    expect(rows[2]).toBeGreaterThan(1);
  },
);

test('a separate head turns embeddings into scores, and one of another width says so', async () => {
  const model: TinyModel = {
    input: 'x',
    inputShape: ['N', samples],
    outputs: [
      { name: 'wrong', width: 7 },
      { name: 'embeddings', width: 16 },
    ],
  };
  const path = write({ input: 'e', inputShape: ['N', 16], outputs: [{ name: 'logits', width: 3, bias: -5 }] });
  const head = { path, input: 'e', output: 'logits' };
  const backend = unwrap(await open(model, { scoresName: 'wrong', embeddingsName: 'embeddings', head }));
  const rows = await backend.run(windows.slice(), 3);
  await backend.release();
  expect(rows).toHaveLength(9);
  expect(rows[1]).toBe(-5);

  const unfit = unwrap(await open(model, { scoresName: 'wrong', embeddingsName: 'wrong', head }));
  await expect(unfit.run(windows.slice(), 3)).rejects.toThrow(/7 numbers a window, its head takes 16/u);
  await unfit.release();
});

test.each<[string, TinyModel, Partial<OnnxBackendOptions>, RegExp]>([
  [
    'several inputs',
    { input: 'x', inputShape: ['N', samples], outputs: [scores], extraInputs: ['h'] },
    {},
    /further inputs \("h"\)/u,
  ],
  ['another window', { input: 'x', inputShape: ['N', 144_000], outputs: [scores] }, {}, /\[\?, 144000\].*\[1, 8000\]/u],
  ['another rank', { input: 'x', inputShape: ['N', 1, samples], outputs: [scores] }, {}, /feeds 2 dimensions/u],
  [
    'an output it lacks',
    { input: 'x', inputShape: ['N', samples], outputs: [scores] },
    { scoresName: 'y' },
    /no output "y"/u,
  ],
  [
    'no front end',
    { input: 'x', inputShape: ['N', 1, 32, 15], outputs: [scores] },
    { family: 'image' },
    /does not say how/u,
  ],
])('a manifest with %s is refused in words', async (_, model, options, words) => {
  const refused = await open(model, options);
  expect(refused).toMatchObject({ ok: false, fault: { code: 'model-unsupported' } });
  expect(refused.ok ? '' : refused.fault.message).toMatch(words);
});
