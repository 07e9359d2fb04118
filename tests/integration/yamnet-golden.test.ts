import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import { createOnnxBackend } from '../../native-models/runtime/onnx-backend.ts';
import { unwrap } from '../../electron/contract/outcome.ts';
import { hasShared, sharedFolder } from '../support/shared-audio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeTestWav } from '../support/wav-fixture.ts';

const windowSamples = 15_600;
const classes = 521;
const tolerance = 2e-4;
const labelColumns = { Speech: 0, Bird: 106, Frog: 127, Croak: 128 };
const models = join(sharedFolder, 'models');

async function readFloats(name: string): Promise<Float32Array<ArrayBuffer>> {
  const bytes = await readFile(join(models, 'yamnet-golden', name));
  return new Float32Array(new Uint8Array(bytes).buffer);
}

test.runIf(hasShared('models/yamnet.onnx'))(
  'the backend gives the model’s own scores for the golden windows',
  async () => {
    const windows = await readFloats('windows_16k_f32le.bin');
    const golden = await readFloats('scores_f32le.bin');
    const backend = unwrap(
      await createOnnxBackend({
        modelPath: join(models, 'yamnet.onnx'),
        family: 'waveform',
        inputName: 'waveform',
        scoresName: 'scores',
        windowSamples,
        inferenceThreads: 1,
      }),
    );
    const count = windows.length / windowSamples;
    const scores = await backend.run(windows, count);
    await backend.release();
    expect(scores).toHaveLength(count * classes);
    expect(largestDifference(scores, golden)).toBeLessThan(tolerance);
  },
);

test.runIf(hasShared('models/yamnet.onnx'))('a golden window in a file is stored with the golden score', async () => {
  const folder = temporaryFolder();
  const card = join(folder, 'card');
  await mkdir(card);
  const windows = await readFloats('windows_16k_f32le.bin');
  const golden = await readFloats('scores_f32le.bin');
  const count = windows.length / windowSamples;
  for (let index = 0; index < count; index += 1) {
    const samples = windows.slice(index * windowSamples, (index + 1) * windowSamples);
    await writeTestWav(join(card, `window-${index}.wav`), samples, 16_000, { float: true, bitsPerSample: 32 });
  }
  const session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
  const { source, jobId: scanId } = await session.call('source/add', { path: card, role: 'unlabelled' });
  await session.finish(scanId);
  const model = await session.call('model/add', { path: join(models, 'yamnet.onnx') });
  const labels = Object.keys(labelColumns);
  const { run, jobId } = await session.call('run/create', { modelId: model.id, labels, sourceIds: [source.id] });
  await session.finish(jobId);
  let compared = 0;
  for (const [label, column] of Object.entries(labelColumns)) {
    const page = await session.call('ranking/page', { runId: run.id, label, offset: 0, limit: 100 });
    for (const row of page.rows) {
      const index = Number(/window-(\d+)/u.exec(row.fileName)?.[1]);
      expect(Math.abs((row.raw ?? Number.NaN) - (golden[index * classes + column] ?? 0))).toBeLessThan(tolerance);
      compared += 1;
    }
  }
  await session.close();
  expect(compared).toBe(count * labels.length);
});

function largestDifference(left: Float32Array, right: Float32Array): number {
  return left.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (right[index] ?? 0))), 0);
}
