import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { decodeClip } from '../../electron/contract/clip.ts';
import { unwrap } from '../../electron/contract/outcome.ts';
import type { Job } from '../../electron/contract/runs.ts';
import { createNodeProcessFactory } from '../../electron/host/node-process-factory.ts';
import { superviseEngine } from '../../electron/host/supervisor.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { callThrough, type EarmarkCall } from '../support/earmark-call.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';

const clips = 40;

test('a clip and a page come while a job has every core', async () => {
  const folder = temporaryFolder();
  const recordings = join(folder, 'card');
  await makeTestRecordings(recordings, 800);
  const supervisor = superviseEngine({
    factory: createNodeProcessFactory(silentLog),
    libraryFolder: join(folder, 'library'),
    log: silentLog,
  });
  const call = callThrough(supervisor);
  const { key, jobId } = await startScoring(call, recordings);
  await until(async () => (await jobOf(call, jobId)).done > 20);

  const waits: number[] = [];
  while (waits.length < clips && (await jobOf(call, jobId)).state === 'running') {
    const started = performance.now();
    // Whatever can be heard: damaged files rank between the scored and the pending ones, and have no clip.
    const filter = { states: ['scored' as const, 'pending' as const] };
    const page = await call('ranking/page', { ...key, filter, offset: waits.length, limit: 1 });
    const { recordingId, durationSeconds } = page.rows[0]!;
    const bytes = unwrap(await supervisor.clip(recordingId, 0, 3, new AbortController().signal));
    waits.push(performance.now() - started);
    const clip = decodeClip(new Uint8Array(bytes).buffer);
    const frames = Math.min(3, durationSeconds ?? 0) * 16_000;
    expect(clip.header).toMatchObject({ recordingId, fromSeconds: 0, frames });
    expect(clip.samples).toHaveLength(frames);
  }
  expect(waits.length).toBeGreaterThan(0);
  report(waits, (await jobOf(call, jobId)).audioSecondsPerSecond);
  await call('job/cancel', { jobId });
  await supervisor.close();
});

/** A time is a report, never a test: the machine may be busy with anything. */
function report(waits: readonly number[], speed: number | null): void {
  const sorted = [...waits].sort((left, right) => left - right);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(0);
  process.stderr.write(
    `a page and a 3 s clip while a job runs at ${speed?.toFixed(0) ?? '?'} × real time: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, longest ${at(1)} ms (${waits.length} of them)\n`,
  );
}

async function startScoring(call: EarmarkCall, path: string) {
  const { source, jobId: scanId } = await call('source/add', { path, role: 'unlabelled' });
  await until(async () => (await jobOf(call, scanId)).state === 'done');
  const model = (await call('model/list', {})).find((each) => each.bundled);
  const label = model?.labels[0] ?? '';
  const { run, jobId } = await call('run/create', { modelId: model?.id ?? 0, labels: [label], sourceIds: [source.id] });
  return { key: { runId: run.id, label }, jobId };
}

async function jobOf(call: EarmarkCall, jobId: number): Promise<Job> {
  const job = (await call('job/list', {})).find((each) => each.id === jobId);
  if (job === undefined) {
    throw new Error(`Job ${jobId} is not listed`);
  }
  return job;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await sleep(50);
  }
}
