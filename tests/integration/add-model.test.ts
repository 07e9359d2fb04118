import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import type { ModelInspection, ModelTrial } from '../../electron/contract/model-inspection.ts';
import type { ModelManifest } from '../../electron/contract/models.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tinyModel, type TinyModel } from '../support/tiny-models.ts';
import { writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const rate = 48_000;
let session: Session;
let sourceId = 0;
/** By file name. */
const recordings = new Map<string, number>();

/** Square waves have a mean square of exactly level²: 0.2 gives the tiny models a logit of 3. */
function square(seconds: number, level: number): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, index) => (index % 100 < 50 ? level : -level));
}

beforeAll(async () => {
  const card = join(folder, 'card');
  await mkdir(card);
  await writeTestWav(join(card, 'loud.wav'), square(6, 0.2), rate, { float: true, bitsPerSample: 32 });
  await writeTestWav(join(card, 'silence.wav'), new Float32Array(6 * rate), rate);
  const rising = Float32Array.from(
    { length: 12 * rate },
    (_, index) => 0.3 * (index / (12 * rate)) * Math.sin(index / 7),
  );
  await writeTestWav(join(card, 'rising.wav'), rising, rate, { float: true, bitsPerSample: 32 });
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
  const added = await session.call('source/add', { path: card, role: 'unlabelled' });
  await session.finish(added.jobId);
  sourceId = added.source.id;
  const { rows } = await session.call('recording/page', { offset: 0, limit: 10 });
  rows.forEach((row) => recordings.set(row.fileName, row.id));
});

afterAll(() => session.close());

/** Writes a model and its labels into a folder of their own. */
async function put(name: string, model: TinyModel, labels?: readonly string[]): Promise<string> {
  const path = join(folder, name, `${name}.onnx`);
  await mkdir(join(folder, name));
  await writeFile(path, tinyModel(model));
  if (labels !== undefined) {
    await writeFile(join(folder, name, 'labels.txt'), `\uFEFF${labels.join(' \r\n')}\r\n`);
  }
  return path;
}

function bestManifest({ proposals }: ModelInspection): ModelManifest {
  const [best] = proposals;
  if (best === undefined) {
    throw new Error('nothing was proposed');
  }
  return best.manifest;
}

function tryOn(name: string, path: string, manifest: ModelManifest, labels: string[] = []): Promise<ModelTrial> {
  return session.call('model/try', { path, manifest, recordingId: recordings.get(name) ?? 0, labels });
}

async function highest(path: string, manifest: ModelManifest, label: string): Promise<Map<string, number>> {
  const model = await session.call('model/add', { path, manifest });
  const { run, jobId } = await session.call('run/create', {
    modelId: model.id,
    labels: [label],
    sourceIds: [sourceId],
  });
  await session.finish(jobId);
  const page = await session.call('ranking/page', { runId: run.id, label, offset: 0, limit: 10 });
  return new Map(page.rows.map((row) => [row.fileName, row.confidence ?? Number.NaN]));
}

const labels3 = ['frog', 'rain', 'wind'];
const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
const softmaxOfThree = (logit: number): number => Math.exp(logit) / (Math.exp(logit) + 2 * Math.exp(-1));

describe.each<[string, TinyModel, string, (logit: number) => number]>([
  [
    'birdnet',
    {
      input: 'in',
      inputShape: ['N', 144_000],
      outputs: [
        { name: 'emb_features', width: 64 },
        { name: 'logits', width: 3 },
      ],
    },
    'birdnet-v2.4',
    sigmoid,
  ],
  [
    'birdnet-plus',
    {
      input: 'input',
      inputShape: ['N', 'T'],
      outputs: [
        { name: 'embeddings', width: 64 },
        { name: 'predictions', width: 3, ending: 'sigmoid' },
      ],
    },
    'birdnet-v3',
    sigmoid,
  ],
  [
    'channel',
    { input: 'x', inputShape: [1, 1, 144_000], outputs: [{ name: 'logits', width: 3 }] },
    'waveform',
    sigmoid,
  ],
  [
    'single',
    { input: 'x', inputShape: [144_000], outputs: [{ name: 'logits', width: 3, shape: [3] }] },
    'waveform',
    sigmoid,
  ],
])('%s', (name, model, family, reading) => {
  test('is recognised, tried and scored by its own proposal', async () => {
    const path = await put(name, model, labels3);
    const inspection = await session.call('model/inspect', { path });
    expect(inspection).toMatchObject({ problems: [], labels: { count: 3, sample: labels3 } });
    expect(inspection.proposals[0]?.family).toBe(family);
    const manifest = bestManifest(inspection);
    const trial = await tryOn('loud.wav', path, manifest, ['frog', 'rain']);
    expect(trial.warnings.filter(({ code }) => code !== 'constant')).toEqual([]);
    expect(trial.fromSeconds).toEqual([0, 3]);
    trial.scores[0]?.confidence.forEach((confidence) => expect(confidence).toBeCloseTo(reading(3), 2));
    expect(trial.topLabels[0]?.label).toBe('frog');
    const confidences = await highest(path, manifest, 'frog');
    expect(confidences.get('loud.wav')).toBeCloseTo(reading(3), 2);
    expect(confidences.get('silence.wav')).toBeCloseTo(reading(-1), 4);
  });
});

test('Perch v2: softmax over the labels, the raw score its log-probability; peak 0.25 makes loud and quiet the same', async () => {
  const outputs = [
    { name: 'embedding', width: 16 },
    { name: 'spatial_embedding', width: 16, shape: [4, 16] },
    { name: 'label', width: 3 },
  ];
  const path = await put('perch', { input: 'inputs', inputShape: ['N', 160_000], outputs }, labels3);
  const inspection = await session.call('model/inspect', { path });
  expect(inspection.proposals[0]).toMatchObject({ family: 'perch-v2', certainty: 'certain' });
  const manifest = bestManifest(inspection);
  const trial = await tryOn('loud.wav', path, manifest, ['frog']);
  // A square wave at peak 0.25: 100 · 0.0625 − 1; ringing of the resampler lowers it a little.
  const confidence = trial.scores[0]?.confidence[0] ?? 0;
  expect(confidence).toBeGreaterThan(softmaxOfThree(3));
  expect(trial.scores[0]?.raw[0]).toBeCloseTo(Math.log(confidence), 4);
  const model = await session.call('model/add', { path });
  expect(model.manifest).toMatchObject({ activation: 'softmax', removeMean: true, levelTarget: 0.25 });
  const { run, jobId } = await session.call('run/create', {
    modelId: model.id,
    labels: ['frog', 'wind'],
    sourceIds: [sourceId],
  });
  await session.finish(jobId);
  const page = await session.call('ranking/page', { runId: run.id, label: 'frog', offset: 0, limit: 10 });
  const silent = page.rows.find((row) => row.fileName === 'silence.wav');
  expect(silent?.raw).toBeCloseTo(Math.log(1 / 3), 5);
  expect(silent?.confidence).toBeCloseTo(1 / 3, 5);
  expect(page.rows[0]?.confidence).toBeCloseTo(confidence, 3);
});

test('a log-mel picture in front of the model, by a manifest of the form', async () => {
  const path = await put(
    'mel',
    { input: 'mel', inputShape: ['N', 3, 64, 301], outputs: [{ name: 'logits', width: 3 }] },
    labels3,
  );
  const inspection = await session.call('model/inspect', { path });
  expect(inspection.proposals[0]).toMatchObject({ family: 'image', certainty: 'guess', problems: [] });
  await expect(session.call('model/add', { path })).rejects.toThrow(/training code/u);
  const proposed = bestManifest(inspection);
  const image =
    proposed.image === undefined ? undefined : { ...proposed.image, scale: 'linear' as const, power: 1 as const };
  const confidences = await highest(path, { ...proposed, image }, 'frog');
  expect(confidences.get('silence.wav')).toBeCloseTo(sigmoid(-1), 4);
  expect(confidences.get('loud.wav')).toBeGreaterThan(0.99);
  const wrong = { ...proposed, windowSamples: 48_000 };
  const trial = await tryOn('loud.wav', path, wrong);
  expect(trial).toMatchObject({ scores: [], warnings: [{ code: 'not-scored' }] });
  expect(trial.warnings[0]?.message).toMatch(/\[1, 3, 64, /u);
});

test('embeddings and a separate head; a head that was replaced is noticed', async () => {
  const path = await put('backbone', {
    input: 'inputs',
    inputShape: ['N', 144_000],
    outputs: [
      { name: 'spectrogram', width: 8, shape: [4, 8] },
      { name: 'embedding', width: 16 },
    ],
  });
  expect((await session.call('model/inspect', { path })).problems[0]?.message).toMatch(/embeddings and no scores/u);
  const headPath = join(folder, 'backbone', 'head.onnx');
  const head: TinyModel = { input: 'e', inputShape: ['N', 16], outputs: [{ name: 'logits', width: 3 }] };
  await writeFile(headPath, tinyModel(head));
  await writeFile(join(folder, 'backbone', 'labels.csv'), 'index;label\n0;frog\n1;rain\n2;wind\n');
  const inspection = await session.call('model/inspect', { path, headPath });
  expect(inspection).toMatchObject({ problems: [], labels: { count: 3 } });
  expect(inspection.proposals[0]?.family).toBe('embedding-head');
  const manifest = bestManifest(inspection);
  const model = await session.call('model/add', { path, manifest });
  expect(model).toMatchObject({ labels: labels3, manifest: { head: { path: headPath } } });
  const { jobId } = await session.call('run/create', { modelId: model.id, labels: ['frog'], sourceIds: [sourceId] });
  await session.finish(jobId);
  await writeFile(headPath, tinyModel({ ...head, outputs: [{ name: 'logits', width: 3, bias: 4 }] }));
  const again = await session.call('run/create', { modelId: model.id, labels: ['rain'], sourceIds: [sourceId] });
  await expect(session.finish(again.jobId)).rejects.toThrow(/not the file that was added/u);
});

describe('a trial says what the settings get wrong', () => {
  const base = { input: 'x', inputShape: ['N', 144_000] as const };
  const cases: [string, TinyModel['outputs'][number], Partial<ModelManifest>, string][] = [
    ['logits', { name: 'logits', width: 3 }, { activation: 'none' }, 'logits-not-probabilities'],
    ['inside', { name: 'logits', width: 3, ending: 'sigmoid' }, { activation: 'sigmoid' }, 'activation-inside'],
    ['softmax', { name: 'logits', width: 3, ending: 'softmax' }, { activation: 'sigmoid' }, 'softmax-inside'],
    ['nan', { name: 'logits', width: 3, ending: 'nan' }, {}, 'not-a-number'],
    ['constant', { name: 'logits', width: 3, ending: 'constant' }, {}, 'constant'],
    ['rate', { name: 'logits', width: 3 }, { sampleRate: 22_050 }, 'sample-rate'],
  ];
  test.each(cases)('%s', async (name, output, change, code) => {
    const path = await put(`wrong-${name}`, { ...base, outputs: [output] }, labels3);
    const manifest = { ...bestManifest(await session.call('model/inspect', { path })), ...change };
    const trial = await tryOn('rising.wav', path, manifest);
    expect(trial.warnings.map((warning) => warning.code)).toContain(code);
    expect(trial.scores.length).toBe(code === 'not-a-number' ? 0 : 1);
  });

  test('another number of labels, before and after the model was asked', async () => {
    const path = await put('wrong-labels', { ...base, outputs: [{ name: 'logits', width: 3 }] }, [
      'frog',
      'rain',
      'wind',
      'bird',
    ]);
    const inspection = await session.call('model/inspect', { path });
    expect(inspection.problems[0]?.message).toMatch(/gives 3 scores a window, but there are 4 labels/u);
    const trial = await tryOn('loud.wav', path, bestManifest(inspection));
    expect(trial.warnings).toMatchObject([{ code: 'label-count', field: 'labels' }]);
  });
});

test.each<[string, TinyModel, RegExp]>([
  [
    'several',
    { input: 'x', inputShape: ['N', 48_000], outputs: [{ name: 'y', width: 3 }], extraInputs: ['latitude'] },
    /needs 2 inputs/u,
  ],
  [
    'recurrent',
    { input: 'x', inputShape: ['N', 48_000], outputs: [{ name: 'y', width: 3 }], extraInputs: ['state'] },
    /keeps a state/u,
  ],
  ['head-alone', { input: 'x', inputShape: ['N', 1024], outputs: [{ name: 'y', width: 3 }] }, /probably a head/u],
])('a model that cannot be run is refused with the reason: %s', async (name, model, words) => {
  const path = await put(`refused-${name}`, model, labels3);
  const inspection = await session.call('model/inspect', { path });
  expect(inspection.proposals).toEqual([]);
  expect(inspection.problems[0]?.message).toMatch(words);
  await expect(session.call('model/add', { path })).rejects.toThrow(words);
});

test('a file that is no model is refused, and the engine lives on', async () => {
  const path = join(folder, 'broken.onnx');
  await writeFile(path, (await readFile(join(folder, 'birdnet', 'birdnet.onnx'))).subarray(0, 200));
  await expect(session.call('model/inspect', { path })).rejects.toThrow(/cannot be loaded as an ONNX model/u);
  expect((await session.call('model/list', {})).length).toBeGreaterThan(0);
});

test('a model is removed once no run names it; the bundled one stays', async () => {
  const models = await session.call('model/list', {});
  const bundled = models.find((model) => model.bundled);
  await expect(session.call('model/remove', { modelId: bundled?.id ?? 0 })).rejects.toThrow(/stays/u);
  const path = await put(
    'leaving',
    { input: 'x', inputShape: ['N', 144_000], outputs: [{ name: 'logits', width: 3 }] },
    labels3,
  );
  const { id: modelId } = await session.call('model/add', { path });
  const { run, jobId } = await session.call('run/create', { modelId, labels: ['frog'], sourceIds: [sourceId] });
  await session.finish(jobId);
  await expect(session.call('model/remove', { modelId })).rejects.toThrow(/Remove that run first/u);
  await session.call('run/remove', { runId: run.id });
  await session.call('model/remove', { modelId });
  expect((await session.call('model/list', {})).some((model) => model.id === modelId)).toBe(false);
});
