import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../support/wav-fixture.ts';

const label = 'frog';
const open: Session[] = [];

async function session(libraryFolder: string): Promise<Session> {
  const opened = await openSession({ libraryFolder, scorerCount: 1 });
  open.push(opened);
  return opened;
}

async function add(from: Session, path: string): Promise<number> {
  const { source, jobId } = await from.call('source/add', { path, role: 'negative' });
  await from.finish(jobId);
  return source.id;
}

async function startRun(from: Session, sourceIds: number[]): Promise<{ runId: number; jobId: number }> {
  const model = (await from.call('model/list', {})).find((each) => each.bundled);
  const { run, jobId } = await from.call('run/create', { modelId: model?.id ?? 0, labels: [label], sourceIds });
  return { runId: run.id, jobId };
}

afterEach(async () => {
  for (const each of open.splice(0)) {
    await each.close();
  }
});

describe('what vanishes while it is worked on', () => {
  test('a source that is removed during scoring takes its recordings along, and the job goes on', async () => {
    const folder = temporaryFolder();
    await makeTestRecordings(join(folder, 'A'), 60);
    await makeTestRecordings(join(folder, 'B'), 6);
    const it = await session(join(folder, 'library'));
    const sources = [await add(it, join(folder, 'A')), await add(it, join(folder, 'B'))];
    const { runId, jobId } = await startRun(it, sources);
    await it.call('source/remove', { sourceId: sources[0] ?? 0 });
    await it.finish(jobId);
    const page = await it.call('ranking/page', { runId, label, offset: 0, limit: 100 });
    expect(page.rows.map((row) => row.sourceName)).toEqual(Array.from({ length: 10 }, () => 'B'));
    expect(page.rows.filter((row) => row.state === 'scored')).toHaveLength(6);
  });

  test('a run that is removed during scoring is gone, and the next one is scored', async () => {
    const folder = temporaryFolder();
    await makeTestRecordings(join(folder, 'A'), 40);
    const it = await session(join(folder, 'library'));
    const source = await add(it, join(folder, 'A'));
    const first = await startRun(it, [source]);
    await it.call('run/remove', { runId: first.runId });
    expect(await it.call('run/list', {})).toEqual([]);
    const second = await startRun(it, [source]);
    await it.finish(second.jobId);
    expect(await it.call('ranking/counts', { runId: second.runId, label })).toMatchObject({ scored: 40, failed: 4 });
  });
});

describe('a card that was away', () => {
  test('keeps its scores while an empty folder stands in its place, and when it comes back', async () => {
    const folder = temporaryFolder();
    const card = join(folder, 'card');
    await makeTestRecordings(card, 8);
    const it = await session(join(folder, 'library'));
    const source = await add(it, card);
    const { runId, jobId } = await startRun(it, [source]);
    await it.finish(jobId);
    const before = await it.call('ranking/page', { runId, label, offset: 0, limit: 100 });
    await rename(card, `${card}-away`);
    await mkdir(card);
    await expect(add(it, card)).rejects.toMatchObject({ fault: { code: 'source-offline' } });
    expect(await it.call('ranking/page', { runId, label, offset: 0, limit: 100 })).toEqual(before);
    await rename(card, `${card}-empty`);
    await rename(`${card}-away`, card);
    await add(it, card);
    expect(await it.call('ranking/page', { runId, label, offset: 0, limit: 100 })).toEqual(before);
  });
});

describe('jobs', () => {
  test('pausing and resuming at once goes on; cancelling is final even when the engine closes', async () => {
    const folder = temporaryFolder();
    await makeTestRecordings(join(folder, 'A'), 60);
    const it = await session(join(folder, 'library'));
    const source = await add(it, join(folder, 'A'));
    const { runId, jobId } = await startRun(it, [source]);
    await it.call('job/pause', { jobId });
    await it.call('job/resume', { jobId });
    await it.finish(jobId).catch(() => it.finish(jobId));
    expect(await it.call('ranking/counts', { runId, label })).toMatchObject({ scored: 60, pending: 0 });

    const again = await startRun(it, [source]);
    await it.call('job/cancel', { jobId: again.jobId });
    await open.splice(0)[0]?.close();
    const next = await session(join(folder, 'library'));
    const job = (await next.call('job/list', {})).find((each) => each.id === again.jobId);
    expect(job?.state).toBe('cancelled');
  });

  test('a library opened for one command starts no job that was left by another', async () => {
    const folder = temporaryFolder();
    await makeTestRecordings(join(folder, 'A'), 30);
    const it = await session(join(folder, 'library'));
    const source = await add(it, join(folder, 'A'));
    const { jobId } = await startRun(it, [source]);
    await open.splice(0)[0]?.close();
    const next = await session(join(folder, 'library'));
    await makeTestRecordings(join(folder, 'B'), 2);
    await add(next, join(folder, 'B'));
    const job = (await next.call('job/list', {})).find((each) => each.id === jobId);
    expect(['queued', 'paused']).toContain(job?.state);
  });
});

describe('words', () => {
  test('a search knows letters beyond ASCII in either Unicode form', async () => {
    const folder = temporaryFolder();
    const card = join(folder, 'A');
    await mkdir(card);
    await writeTestWav(join(card, 'E\u0301TANG.wav'), makeNoise(16_000, 2), 16_000);
    const it = await session(join(folder, 'library'));
    const { runId, jobId } = await startRun(it, [await add(it, card)]);
    await it.finish(jobId);
    for (const text of ['étang', 'ÉTANG', 'E\u0301tang']) {
      expect(await it.call('ranking/page', { runId, label, filter: { text }, offset: 0, limit: 9 })).toMatchObject({
        total: 1,
      });
    }
  });

  test('undo gives a finding back to whoever made it', async () => {
    const folder = temporaryFolder();
    await makeTestRecordings(join(folder, 'A'), 2);
    const it = await session(join(folder, 'library'));
    const { runId, jobId } = await startRun(it, [await add(it, join(folder, 'A'))]);
    await it.finish(jobId);
    const [row] = (await it.call('ranking/page', { runId, label, offset: 0, limit: 1 })).rows;
    const recordingId = row?.recordingId ?? 0;
    await it.call('library/set-reviewer', { reviewer: 'Ann' });
    await it.call('finding/record', { recordingId, label, verdict: 'present', note: 'faint' });
    await it.call('library/set-reviewer', { reviewer: 'Bob' });
    await it.call('finding/record', { recordingId, label, verdict: 'absent' });
    expect(await it.call('finding/undo', {})).toMatchObject({ verdict: 'present', reviewer: 'Ann', note: 'faint' });
  });

  test('ids that are not in the library are faults that say so', async () => {
    const folder = temporaryFolder();
    const it = await session(join(folder, 'library'));
    const model = (await it.call('model/list', {}))[0];
    const created = it.call('run/create', { modelId: model?.id ?? 0, labels: [label], sourceIds: [77] });
    await expect(created).rejects.toSatisfy((error) => error instanceof FaultError && error.fault.code === 'not-found');
  });
});
