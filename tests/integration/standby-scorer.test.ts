import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelTrial } from '../../electron/contract/model-inspection.ts';
import type { ModelManifest } from '../../electron/contract/models.ts';
import { openBenchEngine, type BenchEngine } from '../bench/support/bench-engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tinyModel } from '../support/tiny-models.ts';
import { makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const path = join(folder, 'model.onnx');
const rate = 16_000;
const files = ['long.wav', 'short.wav'] as const;
const ids = new Map<string, number>();
let bench: BenchEngine;
let manifest: ModelManifest;

/** Logits 100 · 0.2² − 1 = 3 of the first label, `bias` of the second. */
function writeModel(bias: number): void {
  const outputs = [{ name: 'logits', width: 2, bias }];
  writeFileSync(path, tinyModel({ input: 'x', inputShape: ['N', 3 * rate], outputs }));
}

beforeAll(async () => {
  const card = join(folder, 'card');
  mkdirSync(card);
  const seconds = { 'long.wav': 600, 'short.wav': 3 };
  files.forEach((name) => writeFileSync(join(card, name), makeTestWav(level(seconds[name]), rate)));
  writeModel(-1);
  writeFileSync(join(folder, 'labels.txt'), 'frog\nrain\n');
  bench = await openBenchEngine(join(folder, 'library'));
  const { jobId } = await bench.call('source/add', { path: card, role: 'unlabelled' });
  await bench.finish(jobId);
  const { rows } = await bench.call('recording/page', { offset: 0, limit: 10 });
  rows.forEach((row) => ids.set(row.fileName, row.id));
});
afterAll(() => bench.close());

function level(seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, index) => (index % 100 < 50 ? 0.2 : -0.2));
}

function tryOn(name: (typeof files)[number]): Promise<ModelTrial> {
  return bench.call('model/try', { path, manifest, recordingId: ids.get(name) ?? 0, labels: ['frog', 'rain'] });
}

const rawOf = ({ scores }: ModelTrial, label: number): number => Math.round(scores[label]?.raw[0] ?? Number.NaN);

test('looking at a model leaves one process standing by, and every try is answered by it', async () => {
  const inspection = await bench.call('model/inspect', { path });
  manifest = { ...inspection.proposals[0]!.manifest, sampleRate: rate };
  const [pid] = bench.scorerPids();
  expect(pid).toBeGreaterThan(0);
  const trial = await tryOn('short.wav');
  expect(trial.fromSeconds).toEqual([0]);
  expect([rawOf(trial, 0), rawOf(trial, 1)]).toEqual([3, -1]);
  await tryOn('short.wav');
  manifest = { ...manifest, removeMean: true };
  await tryOn('short.wav');
  await bench.call('model/inspect', { path });
  expect(bench.scorerPids()).toEqual([pid]);
});

test('the rest of a long recording is not decoded before the next one is answered', async () => {
  const long = await tryOn('long.wav');
  expect(long.fromSeconds).toHaveLength(40);
  expect((await tryOn('short.wav')).fromSeconds).toEqual([0]);
});

test('a model that was replaced is heard as it is now', async () => {
  writeModel(7);
  const trial = await tryOn('short.wav');
  expect([rawOf(trial, 0), rawOf(trial, 1)]).toEqual([3, 7]);
});

test('a process that was killed is replaced by the next try', async () => {
  const [pid = 0] = bench.scorerPids();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => bench.scorerPids()).toEqual([]);
  expect(rawOf(await tryOn('short.wav'), 1)).toBe(7);
  expect(bench.scorerPids()).toHaveLength(1);
});

test('a try that is no longer wanted says so, and the next one is answered', async () => {
  const abort = new AbortController();
  const input = { path, manifest, recordingId: ids.get('long.wav'), labels: [] };
  const trial = bench.engine.call('model/try', input, abort.signal);
  abort.abort();
  expect(await trial).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
  expect(rawOf(await tryOn('short.wav'), 0)).toBe(3);
});

test.skipIf(process.platform !== 'linux')('it does not step back as the scorers of a job do', async () => {
  await tryOn('short.wav');
  const [pid = 0] = bench.scorerPids();
  expect(niceOf(pid)).toBe(niceOf(process.pid));
});

test('adding a model leaves no process, and closing ends the one that stands by', async () => {
  const before = bench.scorerPids();
  await bench.call('model/add', { path, manifest });
  expect(bench.scorerPids()).toEqual(before);
  const other = await openBenchEngine(join(folder, 'other-library'));
  await other.call('model/add', { path, manifest });
  await expect.poll(() => other.scorerPids()).toEqual([]);
  await other.call('model/inspect', { path });
  await expect.poll(() => other.scorerPids()).toHaveLength(1);
  await other.close();
  await expect.poll(() => other.scorerPids()).toEqual([]);
});

/** How much a process gives way to others: the 19th field of its `stat`, counted after the name in brackets. */
function niceOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[16]);
}
