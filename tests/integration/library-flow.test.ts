import { copyFile, mkdir, readFile, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import type { Run } from '../../electron/contract/runs.ts';
import type { Source } from '../../electron/contract/sources.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTone, writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const first = join(folder, 'A');
const second = join(folder, 'B');
let session: Session;
let sources: Source[];
let run: Run;
const label = 'frog';

async function add(path: string): Promise<Source> {
  const { source, jobId } = await session.call('source/add', { path, role: 'negative' });
  await session.finish(jobId);
  return source;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no fault',
    (error: unknown) => (error instanceof FaultError ? error.fault.code : String(error)),
  );
}

async function ranking(filter = {}) {
  return session.call('ranking/page', { runId: run.id, label, filter, offset: 0, limit: 1000 });
}

beforeAll(async () => {
  await makeTestRecordings(first, 12);
  await mkdir(second);
  await copyFile(join(first, 'night-1', '20240301_000000.WAV'), join(second, '20240301_000000.wav'));
  // A minute of noise with one call-like sound at 41 s.
  const minute = makeNoise(60 * 16_000, 9, 0.01);
  makeTone(420, 0.8, 16_000, 0.6).forEach((value, index) => {
    const pulse = index % 640 < 320 ? 1 : 0.2;
    minute[41 * 16_000 + index] = value * pulse;
  });
  await writeTestWav(join(second, 'minute.wav'), minute, 16_000);
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 2 });
  sources = [await add(first), await add(second)];
  const model = (await session.call('model/list', {}))[0];
  const created = await session.call('run/create', {
    modelId: model?.id ?? 0,
    labels: [label],
    sourceIds: sources.map((source) => source.id),
  });
  await session.finish(created.jobId);
  run = created.run;
});

afterAll(() => session.close());

describe('intake', () => {
  test('lists what cannot be read with its reason', async () => {
    const page = await session.call('recording/page', { failedOnly: true, offset: 0, limit: 100 });
    expect(page.rows.map((row) => [row.fileName, row.fault?.code]).sort()).toEqual([
      ['cut.wav', 'damaged-file'],
      ['empty.WAV', 'empty-file'],
      ['notes.wav', 'not-audio'],
      ['silent-header.wav', 'no-audio-data'],
    ]);
  });

  test('a folder that is not there, a file, and a folder added twice', async () => {
    expect(await codeOf(session.call('source/inspect', { path: join(folder, 'nowhere') }))).toBe('not-a-folder');
    expect(await codeOf(session.call('source/add', { path: join(second, 'minute.wav'), role: 'negative' }))).toBe(
      'not-a-folder',
    );
    const again = await add(first);
    expect(again.id).toBe(sources[0]?.id);
    expect(await session.call('source/inspect', { path: first })).toMatchObject({
      alreadyAdded: true,
      audioFileCount: 16,
    });
  });
});

describe('scoring', () => {
  test('every recording is in the ranking, the unreadable ones with their reason', async () => {
    const page = await ranking();
    expect(page.total).toBe(18);
    expect(
      page.rows
        .filter((row) => row.state === 'failed')
        .map((row) => row.fault?.code)
        .sort(),
    ).toEqual(['damaged-file', 'empty-file', 'no-audio-data', 'not-audio']);
    const confidences = page.rows.flatMap((row) => (row.confidence === null ? [] : [row.confidence]));
    expect(confidences).toEqual([...confidences].sort((left, right) => right - left));
  });

  test('the same file gets the same score wherever it lies, and ties rank by source and path', async () => {
    const same = (await ranking({ text: '20240301_000000' })).rows;
    expect(same).toHaveLength(2);
    expect(same[0]?.raw).toBe(same[1]?.raw);
    expect(same.map((row) => row.sourceName)).toEqual(['A', 'B']);
  });

  test('a file that changed is scored again, a new one is added, a missing one is told', async () => {
    const card = join(folder, 'C');
    await mkdir(card);
    await writeTestWav(join(card, 'one.wav'), makeNoise(48_000, 3), 16_000);
    await writeTestWav(join(card, 'two.wav'), makeNoise(48_000, 4), 16_000);
    const source = await add(card);
    const { modelId } = run;
    const created = await session.call('run/create', { modelId, labels: [label], sourceIds: [source.id] });
    await session.finish(created.jobId);
    const read = async () =>
      (await session.call('ranking/page', { runId: created.run.id, label, offset: 0, limit: 9 })).rows;
    const before = await read();
    await writeTestWav(join(card, 'one.wav'), makeTone(400, 3, 16_000), 16_000);
    await utimes(join(card, 'one.wav'), new Date(), new Date(Date.now() + 5_000));
    await writeTestWav(join(card, 'three.wav'), makeNoise(48_000, 5), 16_000);
    await rm(join(card, 'two.wav'));
    await add(card);
    const again = await session.call('run/score', { runId: created.run.id });
    await session.finish(again.jobId);
    const after = await read();
    const raw = (rows: typeof after, name: string): number | null | undefined =>
      rows.find((row) => row.fileName === name)?.raw;
    expect(after).toHaveLength(3);
    expect(raw(after, 'one.wav')).not.toBe(raw(before, 'one.wav'));
    expect(raw(after, 'three.wav')).toEqual(expect.any(Number));
    const missing = await session.call('recording/page', {
      sourceId: source.id,
      failedOnly: true,
      offset: 0,
      limit: 9,
    });
    expect(missing.rows).toMatchObject([{ fileName: 'two.wav', fault: { code: 'file-missing' } }]);
    await session.call('source/remove', { sourceId: source.id });
  });

  test('a drive that was taken out stops the job and fails no file; it goes on when the drive is back', async () => {
    const card = join(folder, 'D');
    await makeTestRecordings(card, 6);
    const source = await add(card);
    await rename(card, `${card}-unplugged`);
    const { modelId } = run;
    const created = await session.call('run/create', { modelId, labels: [label], sourceIds: [source.id] });
    expect(await codeOf(session.finish(created.jobId))).toBe('source-offline');
    const offline = (await session.call('run/list', {})).find((each) => each.id === created.run.id);
    expect(offline).toMatchObject({ pending: 6, failed: 4, scored: 0 });
    await rename(`${card}-unplugged`, card);
    await session.call('job/resume', { jobId: created.jobId });
    await session.finish(created.jobId);
    const online = (await session.call('run/list', {})).find((each) => each.id === created.run.id);
    expect(online).toMatchObject({ pending: 0, failed: 4, scored: 6 });
    await session.call('source/remove', { sourceId: source.id });
  });

  test('faults of models and labels say what is wrong', async () => {
    expect(await codeOf(session.call('model/add', { path: join(folder, 'none.onnx') }))).toBe('file-missing');
    expect(await codeOf(session.call('model/add', { path: join(second, 'minute.wav') }))).toBe('model-unreadable');
    const { modelId, sourceIds } = run;
    expect(await codeOf(session.call('run/create', { modelId, labels: ['owl'], sourceIds }))).toBe('label-unknown');
  });

  test('a paused job keeps what it has and resumes to the same result', async () => {
    const { modelId, sourceIds } = run;
    const created = await session.call('run/create', { modelId, labels: [label], sourceIds, hopSamples: 600 });
    await session.call('job/pause', { jobId: created.jobId });
    expect(await codeOf(session.finish(created.jobId))).toBe('cancelled');
    const paused = (await session.call('job/list', {})).find((job) => job.id === created.jobId);
    expect(paused?.state).toBe('paused');
    await session.call('job/resume', { jobId: created.jobId });
    await session.finish(created.jobId);
    const finished = (await session.call('run/list', {})).find((each) => each.id === created.run.id);
    expect(finished).toMatchObject({ pending: 0, scored: 14 });
    await session.call('run/remove', { runId: created.run.id });
  });
});

describe('review', () => {
  test('findings are kept, undone one after the other, and counted', async () => {
    const [one = 0, two = 0] = (await ranking({ states: ['scored'] })).rows.map((row) => row.recordingId);
    const record = (recordingId: number, verdict: 'present' | 'absent' | null) =>
      session.call('finding/record', { recordingId, label, verdict });
    await record(one, 'present');
    await record(one, 'absent');
    await record(two, 'present');
    expect(await session.call('ranking/counts', { runId: run.id, label })).toMatchObject({ present: 1, absent: 1 });
    expect(await session.call('finding/undo', {})).toMatchObject({ recordingId: two, verdict: null });
    expect(await session.call('finding/undo', {})).toMatchObject({ recordingId: one, verdict: 'present' });
    expect(await session.call('finding/undo', {})).toMatchObject({ recordingId: one, verdict: null });
    expect(await session.call('finding/undo', {})).toBeNull();
    const detail = await session.call('recording/detail', { recordingId: one, ranking: { runId: run.id, label } });
    expect(detail.findings.map((finding) => finding.verdict)).toEqual([null, 'present', 'absent', 'present']);
  });

  test('a recording’s scores over time have their maximum at the best window', async () => {
    const [minute] = (await ranking({ text: 'minute.wav' })).rows;
    const detail = await session.call('recording/detail', {
      recordingId: minute?.recordingId ?? 0,
      ranking: { runId: run.id, label },
    });
    const scores = detail.windowScores;
    const best = scores?.raw.indexOf(Math.max(...scores.raw)) ?? -1;
    expect(scores?.fromSeconds[best]).toBe(minute?.bestFromSeconds);
    expect(scores?.raw[best]).toBe(minute?.raw);
    expect(minute?.bestFromSeconds).toBeGreaterThan(38);
    expect(minute?.bestFromSeconds).toBeLessThan(42);
  });
});

describe('export', () => {
  test('two files of one name stay two, a minute becomes the clip around its call', async () => {
    const [preset] = (await session.call('subset/presets', {})).filter((each) => each.purpose === 'negative');
    const settings = {
      runId: run.id,
      label,
      purpose: 'negative' as const,
      sourceIds: run.sourceIds,
      denominator: { kind: 'scored' as const },
      policy: 'all-but-rejected' as const,
      refill: false,
    };
    const tiers = [{ name: 'all', folder: 'hardNeg/all', rule: { kind: 'top-percent' as const, percent: 100 } }];
    const subsets = await session.call('subset/create-family', { family: preset?.family ?? '', settings, tiers });
    const root = join(folder, 'AudioData', 'curated');
    const written = await session.call('export/write', { subsetIds: subsets.map((subset) => subset.id), root });
    await session.finish(written.jobId);
    const rows: Record<string, string>[] = parse(await readFile(join(root, 'hardNeg/all/manifest.csv')), {
      columns: true,
    });
    expect(rows).toHaveLength(14);
    const same = rows.filter((row) => row['relative_path']?.toLowerCase().endsWith('20240301_000000.wav'));
    expect(new Set(same.map((row) => row['exported_name'])).size).toBe(2);
    expect(new Set(same.map((row) => row['sha256'])).size).toBe(1);
    const minute = rows.find((row) => row['relative_path'] === 'minute.wav');
    expect(Number(minute?.['from_seconds'])).toBeLessThanOrEqual(41);
    expect(Number(minute?.['to_seconds'])).toBeGreaterThanOrEqual(41.8);
    expect(Number(minute?.['to_seconds']) - Number(minute?.['from_seconds'])).toBeCloseTo(3, 6);
  });
});
