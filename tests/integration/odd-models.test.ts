import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import type { ModelManifest } from '../../electron/contract/models.ts';
import {
  modelWithExternalWeights,
  modelWithSequence,
  modelWithWeightsAmongInputs,
  oddModel,
  type OddModel,
} from '../support/odd-models.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const rate = 48_000;
let session: Session;
let sourceId = 0;
let loudId = 0;

/** Logit 100 · 0.2² − 1 = 3, and 0 for half the level; resampling to a lower rate takes a little off. */
const levels = { 'loud.wav': 0.2, 'quiet.wav': 0.1 };

beforeAll(async () => {
  const card = join(folder, 'card');
  await mkdir(card);
  for (const [name, level] of Object.entries(levels)) {
    const square = Float32Array.from({ length: 10 * rate }, (_, index) => (index % 100 < 50 ? level : -level));
    await writeTestWav(join(card, name), square, rate);
  }
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
  const added = await session.call('source/add', { path: card, role: 'unlabelled' });
  await session.finish(added.jobId);
  sourceId = added.source.id;
  const { rows } = await session.call('recording/page', { offset: 0, limit: 10 });
  loudId = rows.find(({ fileName }) => fileName === 'loud.wav')?.id ?? 0;
});
afterAll(() => session.close());

async function put(name: string, bytes: Uint8Array, labels: readonly string[] = ['frog', 'rain']): Promise<string> {
  const place = join(folder, name.replaceAll(/[^\w ,-]/gu, '_'));
  await mkdir(place);
  const path = join(place, 'model.onnx');
  await writeFile(path, bytes);
  await writeFile(join(place, 'labels.txt'), labels.join('\n'));
  return path;
}

/** Inspected, tried, added and scored by what is proposed and `change`; the highest raw scores by file. */
async function useModel(path: string, change: Partial<ModelManifest> = {}): Promise<Map<string, number>> {
  const { proposals } = await session.call('model/inspect', { path });
  const manifest = { ...proposals[0]!.manifest, ...change };
  const trial = await session.call('model/try', { path, manifest, recordingId: loudId, labels: ['frog'] });
  const tried = Math.max(...(trial.scores[0]?.raw ?? []));
  const model = await session.call('model/add', { path, manifest });
  const { run, jobId } = await session.call('run/create', {
    modelId: model.id,
    labels: ['frog'],
    sourceIds: [sourceId],
  });
  await session.finish(jobId);
  const page = await session.call('ranking/page', { runId: run.id, label: 'frog', offset: 0, limit: 10 });
  expect(page.rows.map(({ state, fault }) => fault?.message ?? state)).toEqual(['scored', 'scored']);
  const scores = new Map(page.rows.map((row) => [row.fileName, row.raw ?? Number.NaN]));
  expect(scores.get('loud.wav')).toBe(Math.fround(tried));
  return scores;
}

interface Runs {
  readonly family: string;
  readonly model: OddModel;
  readonly labels?: readonly string[];
  readonly change?: Partial<ModelManifest>;
}

const manyLabels = ['frog', ...Array.from({ length: 99_999 }, (_, index) => `Genus species ${index}`)];

describe('a waveform model is run, whatever its shapes', () => {
  test.each<[string, Runs]>([
    ['[1, samples]', { family: 'waveform', model: { input: { shape: [1, 48_000] }, outputs: [{ shape: [1, 2] }] } }],
    ['[8, samples]', { family: 'waveform', model: { input: { shape: [8, 48_000] }, outputs: [{ shape: [8, 2] }] } }],
    ['[N, any]', { family: 'waveform', model: { input: { shape: ['N', 'T'] } } }],
    ['[N, 1, samples]', { family: 'waveform-channel', model: { input: { shape: ['N', 1, 48_000] } } }],
    ['[N, 1, any]', { family: 'waveform-channel', model: { input: { shape: ['N', 1, 'T'] } } }],
    ['[N, samples, 1]', { family: 'waveform-last', model: { input: { shape: ['N', 48_000, 1] } } }],
    ['[N, any, 1]', { family: 'waveform-last', model: { input: { shape: ['N', 'T', 1] } } }],
    [
      '[samples]',
      { family: 'waveform-single', model: { input: { shape: [48_000] }, rows: [1, -1], outputs: [{ shape: [2] }] } },
    ],
    [
      '[any]',
      { family: 'waveform-single', model: { input: { shape: ['T'] }, rows: [1, -1], outputs: [{ shape: [1, 2] }] } },
    ],
    [
      'a batch in name only, a shape for one inside',
      { family: 'waveform', model: { rows: [1, 48_000], outputs: [{ shape: ['N', 2], really: [1, 2] }] } },
    ],
    [
      'a batch that melts into one row',
      { family: 'waveform', model: { rows: [1, -1], outputs: [{ shape: ['N', 2], really: [1, 2] }] } },
    ],
    [
      '[labels] of one window',
      { family: 'waveform', model: { input: { shape: [1, 48_000] }, outputs: [{ shape: [2] }] } },
    ],
    ['[labels, N]', { family: 'waveform', model: { outputs: [{ shape: [2, 'N'] }] } }],
    ['[N, any number of labels]', { family: 'waveform', model: { outputs: [{ shape: ['N', 'C'], really: [-1, 2] }] } }],
    [
      'one number a window, [N]',
      { family: 'waveform', model: { outputs: [{ shape: ['N'], width: 1 }] }, labels: ['frog'] },
    ],
    [
      'one number and no dimension',
      {
        family: 'waveform',
        model: { input: { shape: [1, 48_000] }, outputs: [{ shape: [], width: 1 }] },
        labels: ['frog'],
      },
    ],
    [
      'several outputs, the last of them with the labels',
      {
        family: 'waveform',
        model: {
          outputs: [
            { name: 'a', shape: ['N', 7], width: 7 },
            { name: 'b', shape: ['N', 2] },
          ],
        },
      },
    ],
    [
      'a text output first',
      {
        family: 'waveform',
        model: {
          outputs: [
            { name: 'names', shape: ['N', 2], type: 'string' },
            { name: 'logits', shape: ['N', 2] },
          ],
        },
      },
    ],
    [
      'names as TensorFlow gives them',
      {
        family: 'waveform',
        model: {
          input: { name: 'serving_default_x:0', shape: ['N', 48_000] },
          outputs: [{ name: 'StatefulPartitionedCall/é:1', shape: ['N', 2] }],
        },
      },
    ],
    [
      'frames, then labels',
      {
        family: 'waveform',
        model: { outputs: [{ shape: ['N', 5, 2], width: 10 }] },
        change: { frames: 'max' },
      },
    ],
    [
      'labels, then frames',
      {
        family: 'waveform',
        model: { outputs: [{ shape: ['N', 2, 5], width: 10 }] },
        change: { frames: 'max' },
      },
    ],
    [
      'frames of one label',
      {
        family: 'waveform',
        model: { outputs: [{ shape: ['N', 50, 1], width: 50 }] },
        labels: ['frog'],
        change: { frames: 'max' },
      },
    ],
    [
      'a hundred thousand labels',
      { family: 'waveform', model: { outputs: [{ shape: ['N', 100_000], width: 100_000 }] }, labels: manyLabels },
    ],
  ])('%s', async (name, { family, model, labels, change }) => {
    const path = await put(name, oddModel(model), labels);
    expect((await session.call('model/inspect', { path })).proposals[0]?.manifest.family).toBe(family);
    const scores = await useModel(path, change);
    expect(scores.get('loud.wav')).toBeCloseTo(3, 0);
    expect(scores.get('quiet.wav')).toBeCloseTo(0, 0);
  });

  test('weights that are listed among the inputs are no inputs', async () => {
    const path = await put('weights among inputs', modelWithWeightsAmongInputs());
    expect((await session.call('model/inspect', { path })).description.inputs).toHaveLength(1);
    expect((await useModel(path)).size).toBe(2);
  });
});

describe('a model of pictures is run with a picture of its size', () => {
  test.each<[string, (number | string)[], object]>([
    ['[N, 3, 64, 301]', ['N', 3, 64, 301], { kind: 'log-mel', melBands: 64, channels: 3 }],
    ['[N, 64, 301, 1]', ['N', 64, 301, 1], { kind: 'log-mel', melBands: 64, channelAxis: 'last' }],
    ['[1, 1, 96, 511]', [1, 1, 96, 511], { kind: 'log-mel', melBands: 96 }],
    ['[N, 80, any]', ['N', 80, 'W'], { kind: 'log-mel', melBands: 80, channelAxis: 'none' }],
    ['[N, 224, 224, 3]', ['N', 224, 224, 3], { kind: 'spectrogram', size: { height: 224, width: 224 } }],
    ['[N, 1, 513, 100]', ['N', 1, 513, 100], { kind: 'spectrogram', fftSize: 1024 }],
    ['[N, 100, 257]', ['N', 100, 257], { kind: 'spectrogram', fftSize: 512, layout: 'frames-bands' }],
    ['[N, 1, 600, 100]', ['N', 1, 600, 100], { kind: 'spectrogram', size: { height: 600, width: 100 } }],
    ['[N, 1, any, any]', ['N', 1, 'H', 'W'], { kind: 'log-mel' }],
  ])('%s', async (name, shape, image) => {
    const one = shape[0] === 1 ? [1, 2] : ['N', 2];
    const path = await put(`picture ${name}`, oddModel({ input: { shape }, outputs: [{ shape: one }] }));
    const { proposals } = await session.call('model/inspect', { path });
    expect(proposals[0]?.manifest).toMatchObject({ family: 'image', image });
    expect(proposals[0]?.problems).toEqual([]);
    expect((await useModel(path)).size).toBe(2);
  });
});

const message = async (path: string): Promise<string> =>
  (await session.call('model/inspect', { path })).problems.map((problem) => problem.message).join(' ');

describe('what cannot be run is refused in words', () => {
  test.each<[string, OddModel, RegExp]>([
    ['float16', { input: { shape: ['N', 48_000], type: 'float16' } }, /takes float16 numbers.*keep io types/u],
    ['float64', { input: { shape: ['N', 48_000], type: 'float64' } }, /takes float64 numbers/u],
    ['int16', { input: { shape: ['N', 48_000], type: 'int16' } }, /takes int16 numbers/u],
    ['whole numbers out', { outputs: [{ shape: ['N', 2], type: 'int64' }] }, /outputs of this model are int64/u],
    ['doubles out', { outputs: [{ shape: ['N', 2], type: 'float64' }] }, /outputs of this model are float64/u],
    ['text out', { outputs: [{ shape: ['N', 2], type: 'string' }] }, /outputs of this model are string/u],
    ['two inputs', { otherInputs: [{ name: 'latitude', shape: [1, 1] }] }, /needs 2 inputs \(“x”, “latitude”\)/u],
    ['a state', { otherInputs: [{ name: 'h0', shape: [1, 1] }] }, /keeps a state/u],
    ['stereo', { input: { shape: ['N', 2, 48_000] } }, /wants two channels of sound/u],
    ['stereo, channels last', { input: { shape: ['N', 48_000, 2] } }, /wants two channels of sound/u],
    ['eight microphones', { input: { shape: ['N', 8, 48_000] } }, /wants 8 channels of sound/u],
    ['four dimensions', { input: { shape: ['N', 1, 1, 48_000] } }, /waveform in four dimensions/u],
    ['five dimensions', { input: { shape: ['N', 1, 1, 1, 48_000] } }, /5 dimensions/u],
    ['two pictures', { input: { shape: ['N', 2, 64, 301] } }, /pictures of 2 channels/u],
    ['no dimension', { input: { shape: [] }, rows: [1, -1], outputs: [{ shape: [1, 2] }] }, /how many dimensions/u],
    ['a head', { input: { shape: ['N', 1024] } }, /probably a head/u],
  ])('%s', async (name, model, words) => {
    const path = await put(`refused ${name}`, oddModel(model));
    expect(await message(path)).toMatch(words);
    await expect(session.call('model/add', { path })).rejects.toThrow(words);
  });

  test('a list of tensors', async () => {
    expect(await message(await put('sequence', modelWithSequence()))).toMatch(
      /outputs of this model are not a tensor/u,
    );
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      'weights elsewhere',
      modelWithExternalWeights('weights.bin'),
      /second file, “weights\.bin”, which is not beside it/u,
    ],
    ['too new', oddModel({ options: { opset: 99 } }), /newer version of ONNX \(operator set 99\)/u],
    ['too new a format', oddModel({ options: { irVersion: 99 } }), /newer version of ONNX \(format 99\)/u],
    ['an operator of its own', oddModel({ operator: 'FancyFilterbank' }), /not part of ONNX \(“FancyFilterbank”\)/u],
    ['cut off', oddModel({}).subarray(0, 200), /cut off, damaged or something else/u],
    ['nothing', new Uint8Array(0), /is empty/u],
    ['a stand-in', new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n'), /git lfs pull/u],
    ['a web page', new TextEncoder().encode('<!DOCTYPE html><html lang="en">'), /is a web page/u],
  ])('a file that is not loaded: %s', async (name, bytes, words) => {
    const path = await put(`unread ${name}`, bytes);
    await expect(session.call('model/inspect', { path })).rejects.toThrow(words);
    await expect(session.call('model/add', { path })).rejects.toThrow(words);
  });
});

describe('what only shows when it is run is told by the try and by the run', () => {
  test.each<[string, OddModel, RegExp]>([
    [
      'a window of another length inside',
      { input: { shape: ['N', 'T'] }, rows: [-1, 16_000] },
      /cut every window into 9 of its own. Set the window to 16000 samples/u,
    ],
    [
      'one answer to a batch of eight',
      { input: { shape: [8, 48_000] }, rows: [1, -1], outputs: [{ shape: [2] }] },
      /8 windows with \[2\], which is not one row/u,
    ],
    [
      'a length that does not fit',
      { input: { shape: ['N', 'T'] }, rows: [-1, 44_100] },
      /refused the windows of this recording/u,
    ],
  ])('%s', async (name, model, words) => {
    const path = await put(`late ${name}`, oddModel(model));
    const { proposals } = await session.call('model/inspect', { path });
    const { manifest } = proposals[0]!;
    const trial = await session.call('model/try', { path, manifest, recordingId: loudId, labels: [] });
    expect(trial.warnings.map((warning) => warning.message).join()).toMatch(words);
    const { id: modelId } = await session.call('model/add', { path, manifest });
    const { run, jobId } = await session.call('run/create', { modelId, labels: ['frog'], sourceIds: [sourceId] });
    await session.finish(jobId);
    const page = await session.call('ranking/page', { runId: run.id, label: 'frog', offset: 0, limit: 10 });
    page.rows.forEach((row) => {
      expect(row.state).toBe('failed');
      expect(row.fault?.message).toMatch(words);
    });
  });
});
