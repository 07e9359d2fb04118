import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { decodeClip } from '../../electron/contract/clip.ts';
import type { Channel } from '../../electron/contract/channels.ts';
import { unwrap } from '../../electron/contract/outcome.ts';
import type { RankedRecording } from '../../electron/contract/ranking.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { createNodeProcessFactory } from '../../electron/host/node-process-factory.ts';
import { createScorerFleet } from '../../electron/host/scorer-fleet.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { callThrough } from '../support/earmark-call.ts';
import { scoreSources } from '../support/bundled-run.ts';
import { frogCall, otherNoise, stereoRate, writeStereoCard } from '../support/stereo-card.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const label = 'frog';
let session: Session;
let number = 0;
let card = '';
let sourceId = 0;
let runId = 0;

beforeAll(async () => {
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
});
afterAll(() => session.close());

async function addCard(channel?: Channel): Promise<void> {
  number += 1;
  card = join(folder, `card-${number}`);
  await writeStereoCard(card, { stereo: 2, mono: 1 });
  const said = { path: card, role: 'positive' as const, ...(channel === undefined ? {} : { channel }) };
  const added = await session.call('source/add', said);
  await session.finish(added.jobId);
  sourceId = added.source.id;
}

async function score(): Promise<void> {
  const started = await scoreSources(session.call, [sourceId]);
  await session.finish(started.jobId);
  runId = started.runId;
}

async function scoreAgain(): Promise<void> {
  await session.finish((await session.call('run/score', { runId })).jobId);
}

async function rows(run = runId, of = label): Promise<Map<string, RankedRecording>> {
  const page = await session.call('ranking/page', { runId: run, label: of, offset: 0, limit: 100 });
  return new Map(page.rows.map((row) => [row.fileName, row]));
}

async function rawScores(run = runId): Promise<(number | null | undefined)[]> {
  const ranked = await rows(run);
  return ['stereo-1.wav', 'stereo-2.wav', 'mono-1.wav'].map((name) => ranked.get(name)?.raw);
}

async function setChannel(channel: Channel, rescore = true) {
  return session.call('source/update', { sourceId, channel, rescore });
}

/** What the model says of a file of this one sound. */
async function alone(samples: Float32Array, rate = stereoRate): Promise<number | null> {
  number += 1;
  const other = join(folder, `alone-${number}`);
  await writeStereoCard(other, { stereo: 0, mono: 0 });
  await writeFile(join(other, 'one.wav'), makeTestWav(samples, rate));
  const added = await session.call('source/add', { path: other, role: 'positive' });
  await session.finish(added.jobId);
  const started = await scoreSources(session.call, [added.source.id]);
  await session.finish(started.jobId);
  return (await rows(started.runId)).get('one.wav')?.raw ?? null;
}

describe('a source of recordings with a call on the left and noise on the right', () => {
  beforeEach(async () => {
    await addCard();
    await score();
  });

  test('is scored by the channel that it takes; another drops the scores of the other sound, and no more', async () => {
    const mixed = await rawScores();
    const recordingId = (await rows()).get('stereo-1.wav')?.recordingId ?? 0;
    await session.call('finding/record', { recordingId, label, verdict: 'present' });
    expect(await session.call('source/preview-channel', { sourceId, channel: 1 })).toMatchObject({
      scored: 2,
      runs: [expect.stringContaining(label)],
      lacking: 0,
    });
    await expect(setChannel(1, false)).rejects.toThrow(/2 recordings have scores of another channel/u);
    expect(await rawScores()).toEqual(mixed);

    expect(await setChannel(1)).toMatchObject({ channel: 1, mostChannels: 2, failedCount: 0 });
    const waiting = await rows();
    expect([...waiting.values()].map(({ fileName, state }) => [fileName, state]).sort()).toEqual([
      ['mono-1.wav', 'scored'],
      ['stereo-1.wav', 'pending'],
      ['stereo-2.wav', 'pending'],
    ]);
    expect(waiting.get('stereo-1.wav')?.verdict).toBe('present');
    await scoreAgain();
    const left = await rawScores();
    expect(left[0]).toBe(await alone(frogCall(1)));
    expect(left[2]).toBe(mixed[2]);
    expect(left[0]).not.toBe(mixed[0]);

    await setChannel(2);
    await scoreAgain();
    const right = await rawScores();
    expect(right[0]).toBe(await alone(otherNoise(1)));
    expect(left[0] ?? 0).toBeGreaterThan((right[0] ?? 0) + 1);
    expect((await rows()).get('stereo-1.wav')?.verdict).toBe('present');

    await setChannel(null);
    await scoreAgain();
    expect(await rawScores()).toEqual(mixed);
  });

  test('has rows with a reason for recordings without the channel, which can be read again afterwards', async () => {
    const before = await rawScores();
    expect(await setChannel(2)).toMatchObject({ failedCount: 1 });
    const mono = (await rows()).get('mono-1.wav');
    expect(mono).toMatchObject({ state: 'failed', raw: null, fault: { code: 'channel-missing' } });
    expect(mono?.fault?.message).toContain('only one');
    const failed = await session.call('recording/page', { sourceId, failedOnly: true, offset: 0, limit: 10 });
    expect(failed.rows.map(({ fileName, channel, channels }) => [fileName, channel, channels])).toEqual([
      ['mono-1.wav', 2, 1],
    ]);
    await scoreAgain();
    const rescan = await session.call('source/rescan', { sourceId });
    await session.finish(rescan.jobId);
    expect((await rows()).get('mono-1.wav')?.state).toBe('failed');

    expect(await setChannel(null)).toMatchObject({ failedCount: 0 });
    expect((await rawScores())[2]).toBe(before[2]);
    await scoreAgain();
    expect(await rawScores()).toEqual(before);
  });

  test('a new run of a source set to a channel scores what has it, and a file that comes back is judged anew', async () => {
    await setChannel(2);
    await score();
    expect((await rows()).get('mono-1.wav')).toMatchObject({ state: 'failed', fault: { code: 'channel-missing' } });
    await rename(join(card, 'stereo-1.wav'), join(folder, `away-${number}.wav`));
    await session.finish((await session.call('source/rescan', { sourceId })).jobId);
    expect(await setChannel(3)).toMatchObject({ failedCount: 3 });
    await rename(join(folder, `away-${number}.wav`), join(card, 'stereo-1.wav'));
    await session.finish((await session.call('source/rescan', { sourceId })).jobId);
    expect((await rows()).get('stereo-1.wav')).toMatchObject({ state: 'failed', fault: { code: 'channel-missing' } });
    await setChannel(1);
    await scoreAgain();
    expect([...(await rows()).values()].map(({ state }) => state)).toEqual(['scored', 'scored', 'scored']);
  });

  test('exports hold the channel and say which was scored', async () => {
    await setChannel(2);
    await scoreAgain();
    const settings = { runId, label, purpose: 'positive' as const, sourceIds: [sourceId] };
    const [subset] = await session.call('subset/create-family', {
      family: `bestLow${number}`,
      settings: { ...settings, denominator: { kind: 'scored' }, policy: 'all-but-rejected', refill: false },
      tiers: [{ name: 'all', folder: `bestLow${number}/all`, rule: { kind: 'top-percent', percent: 100 } }],
    });
    const request = { subsetIds: [subset?.id ?? 0], root: join(folder, `export-${number}`), extent: 'whole' as const };
    const preview = await session.call('export/preview', request);
    expect(preview).toMatchObject({ totalFiles: 2, problems: [], totalBytes: 2 * (44 + 2 * 3 * stereoRate) });
    await session.finish((await session.call('export/write', request)).jobId);
    const written = join(request.root, `bestLow${number}`, 'all');
    const manifest = z
      .array(z.record(z.string(), z.string()))
      .parse(parse(await readFile(join(written, 'manifest.csv')), { columns: true }));
    const one = manifest.find((row) => row['relative_path'] === 'stereo-1.wav');
    const expected = Buffer.from(makeTestWav(otherNoise(1), stereoRate));
    expect((await readFile(join(written, one?.['exported_name'] ?? ''))).equals(expected)).toBe(true);
    expect(manifest).toMatchObject([
      { channel: '2', scored_channel: '2' },
      { channel: '2', scored_channel: '2' },
    ]);
    expect(await session.call('export/verify', { path: request.root })).toMatchObject({ isIntact: true });
  });

  test('scores that came from elsewhere stay, whatever the channel is', async () => {
    const table = join(folder, `table-${number}.csv`);
    await writeFile(table, `File,frog_max_confidence\nstereo-1.wav,0.75\nmono-1.wav,0.5\n`);
    const { run } = await session.call('import/scores', { paths: [table], labels: [label], sourceIds: [sourceId] });
    const imported = async () =>
      [...(await rows(run.id, run.labels[0])).values()].map(({ raw, state }) => [raw, state]);
    const before = await imported();
    expect(before.filter(([, state]) => state === 'scored')).toHaveLength(2);
    await setChannel(1);
    expect(await imported()).toEqual(before);
    await setChannel(2);
    expect((await imported()).filter(([, state]) => state === 'scored')).toHaveLength(1);
    await setChannel(null);
    expect(await imported()).toEqual(before);
    expect((await session.call('run/list', {})).find(({ id }) => id === run.id)).toMatchObject({ pending: 0 });
  });
});

test('a job that is scoring goes on with the new channel, and nothing of the other is left', async () => {
  const path = join(folder, 'card-of-many');
  await mkdir(path);
  const [loud, quiet] = [makeNoise(16_000, 1), makeNoise(16_000, 2, 0.01)];
  const samples = Float32Array.from({ length: 32_000 }, (_, at) => (at % 2 === 0 ? loud : quiet)[at >> 1] ?? 0);
  const bytes = makeTestWav(samples, 16_000, { channels: 2 });
  await Promise.all(Array.from({ length: 400 }, (_, file) => writeFile(join(path, `${file}.wav`), bytes)));
  const added = await session.call('source/add', { path, role: 'negative', channel: 1 });
  await session.finish(added.jobId);
  const started = await scoreSources(session.call, [added.source.id]);
  const runOf = async () => (await session.call('run/list', {})).find(({ id }) => id === started.runId);
  await vi.waitFor(async () => expect((await runOf())?.scored).toBeGreaterThan(0), { timeout: 20_000, interval: 5 });
  expect((await runOf())?.pending).toBeGreaterThan(0);
  await expect(session.call('source/update', { sourceId: added.source.id, channel: 2 })).rejects.toThrow('scores of');
  await session.call('source/update', { sourceId: added.source.id, channel: 2, rescore: true });
  await session.finish(started.jobId);
  const page = { runId: started.runId, label, offset: 0, limit: 1000 };
  const raw = new Set((await session.call('ranking/page', page)).rows.map((row) => row.raw));
  expect(raw).toEqual(new Set([await alone(quiet, 16_000)]));
  expect(await runOf()).toMatchObject({ scored: 400, pending: 0, failed: 0 });
});

test('a source can be added with a channel, and a trial hears it', async () => {
  await addCard(2);
  const inspected = await session.call('source/inspect', { path: card });
  expect(inspected.channels).toEqual([
    { channels: 1, files: 1 },
    { channels: 2, files: 2 },
  ]);
  expect(inspected.known).toMatchObject({ channel: 2 });
  const page = await session.call('recording/page', { sourceId, offset: 0, limit: 10 });
  const ids = new Map(page.rows.map((row) => [row.fileName, row.id]));
  expect(page.rows.find(({ fileName }) => fileName === 'mono-1.wav')?.fault?.code).toBe('channel-missing');

  await score();
  const right = (await rows()).get('stereo-1.wav')?.raw ?? 0;
  const model = (await session.call('model/list', {})).find(({ bundled }) => bundled);
  const trial = await session.call('model/try', {
    path: model?.path ?? '',
    manifest: model?.manifest ?? ({} as never),
    recordingId: ids.get('stereo-1.wav') ?? 0,
    labels: [label],
  });
  expect(Math.max(...(trial.scores[0]?.raw ?? []))).toBeCloseTo(right, 4);
});

test('a clip is of the channel', async () => {
  const scorers = createScorerFleet(createNodeProcessFactory(silentLog));
  const engine = unwrap(
    await createEngine({
      libraryFolder: join(folder, 'library-of-clips'),
      scorers,
      scorerCount: 1,
      log: silentLog,
      applicationVersion: 'test',
      takeUpJobs: false,
    }),
  );
  try {
    const call = callThrough(engine);
    card = join(folder, 'card-of-clips');
    await writeStereoCard(card, { stereo: 1, mono: 0 });
    const { source, jobId } = await call('source/add', { path: card, role: 'positive', channel: 2 });
    await engine.settled(jobId);
    const recordingId = (await call('recording/page', { sourceId: source.id, offset: 0, limit: 1 })).rows[0]?.id ?? 0;
    const peak = async (): Promise<number> => {
      const bytes = unwrap(await engine.clip(recordingId, 0, 0.1, new AbortController().signal));
      return decodeClip(new Uint8Array(bytes).buffer).header.peak;
    };
    const noise = await peak();
    expect(noise).toBeGreaterThan(0.24);
    await call('source/update', { sourceId: source.id, channel: null });
    expect(await peak()).toBeLessThan(0.75 * noise);
  } finally {
    await engine.close();
    scorers.close();
  }
});
