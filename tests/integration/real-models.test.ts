import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { hasShared, sharedFolder } from '../support/shared-audio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const silero = join(sharedFolder, 'models/silero_vad_window_48k.onnx');
const yamnet = join(sharedFolder, 'models/yamnet.onnx');
let session: Session;

beforeAll(async () => {
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
});
afterAll(() => session.close());

async function addFolder(path: string): Promise<number> {
  const { source, jobId } = await session.call('source/add', { path, role: 'unlabelled' });
  await session.finish(jobId);
  return source.id;
}

/** The two golden windows of YAMNet that are speech, and the one that is silence, each repeated to 3 s. */
async function addSpeech(): Promise<number> {
  const bytes = await readFile(join(sharedFolder, 'models/yamnet-golden/windows_16k_f32le.bin'));
  const windows = new Float32Array(new Uint8Array(bytes).buffer);
  const card = join(folder, 'speech');
  await mkdir(card);
  for (const [index, name] of [
    [4, 'speech-1.wav'],
    [5, 'speech-2.wav'],
    [7, 'silence.wav'],
  ] as const) {
    const samples = Float32Array.from({ length: 48_000 }, (_, at) => windows[index * 15_600 + (at % 15_600)] ?? 0);
    await writeTestWav(join(card, name), samples, 16_000, { float: true, bitsPerSample: 32 });
  }
  return addFolder(card);
}

test.runIf(hasShared('models/silero_vad_window_48k.onnx'))(
  'silero hears speech and no frogs, by its output’s name',
  async () => {
    const sourceIds = [await addSpeech(), await addFolder(join(sharedFolder, 'audio/radr'))];
    const model = await session.call('model/add', { path: silero });
    expect(model.manifest.outputs.scores).toBe('logits');
    const { run, jobId } = await session.call('run/create', { modelId: model.id, labels: ['speech'], sourceIds });
    await session.finish(jobId);
    const { rows } = await session.call('ranking/page', { runId: run.id, label: 'speech', offset: 0, limit: 100 });
    const confidences = new Map(rows.map((row) => [row.fileName, row.confidence ?? Number.NaN]));
    expect(confidences.get('speech-1.wav')).toBeGreaterThan(0.999);
    expect(confidences.get('speech-2.wav')).toBeGreaterThan(0.999);
    expect(confidences.get('silence.wav')).toBeLessThan(0.01);
    const frogs = rows.filter((row) => row.sourceName === 'radr');
    expect(frogs).toHaveLength(5);
    frogs.forEach((row) => expect(row.confidence ?? Number.NaN).toBeLessThan(0.2));
    process.stderr.write(`silero: ${frogs.length} real recordings and 2 windows of real speech\n`);
  },
);

test.runIf(hasShared('models/yamnet.onnx'))(
  'YAMNet as it is gives no warning; a sigmoid on top is noticed',
  async () => {
    const { proposals } = await session.call('model/inspect', { path: yamnet });
    const [best] = proposals;
    expect(best).toMatchObject({ family: 'known', certainty: 'certain', problems: [] });
    const sourceId = await addFolder(join(sharedFolder, 'audio/scikit-maad'));
    const { rows } = await session.call('recording/page', { sourceId, offset: 0, limit: 10 });
    const recordingId = rows.find((row) => row.fileName === 'spinetail.wav')?.id ?? 0;
    if (best === undefined) {
      throw new Error('YAMNet was not recognised');
    }
    const attempt = (activation: 'none' | 'sigmoid') =>
      session.call('model/try', {
        path: yamnet,
        manifest: { ...best.manifest, activation },
        recordingId,
        labels: ['Bird'],
      });
    const right = await attempt('none');
    expect(right.warnings).toEqual([]);
    expect(Math.max(...(right.scores[0]?.confidence ?? []))).toBeGreaterThan(0.3);
    expect((await attempt('sigmoid')).warnings.map(({ code }) => code)).toEqual(['activation-inside']);
  },
);
