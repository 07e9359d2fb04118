import { appendFileSync, copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { superviseEngine } from '../../electron/host/supervisor.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import type { Job } from '../../electron/contract/runs.ts';
import { callThrough, type EarmarkCall } from '../support/earmark-call.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';
import { trackProcesses } from '../support/tracked-processes.ts';

const folder = temporaryFolder();
const card = join(folder, 'card');
const bundled = join(import.meta.dirname, '../../native-models/files/earmark-sample-frog');

beforeAll(() => makeTestRecordings(card, 400));

/** A copy of the bundled model under a name of its own, with its manifest beside it. */
function copyModel(name: string): string {
  const path = join(folder, `${name}.onnx`);
  copyFileSync(`${bundled}.onnx`, path);
  const manifest = JSON.parse(readFileSync(`${bundled}.manifest.json`, 'utf8')) as object;
  writeFileSync(join(folder, `${name}.manifest.json`), JSON.stringify({ ...manifest, id: name, name }));
  return path;
}

async function beginScoring(name: string) {
  const path = copyModel(name);
  const tracked = trackProcesses();
  const supervisor = superviseEngine({
    factory: tracked.factory,
    libraryFolder: join(folder, `library of ${name}`),
    log: silentLog,
  });
  const call = callThrough(supervisor);
  const { source, jobId: scanId } = await call('source/add', { path: card, role: 'unlabelled' });
  await untilStopped(call, scanId);
  const { id: modelId } = await call('model/add', { path });
  const { run, jobId } = await call('run/create', { modelId, labels: ['frog'], sourceIds: [source.id] });
  while ((await call('run/list', {}))[0]?.scored === 0) {
    await sleep(20);
  }
  return { path, tracked, supervisor, call, runId: run.id, jobId };
}

async function untilStopped(call: EarmarkCall, jobId: number): Promise<Job> {
  for (;;) {
    const job = (await call('job/list', {})).find(({ id }) => id === jobId);
    if (job !== undefined && job.state !== 'queued' && job.state !== 'running') {
      return job;
    }
    await sleep(50);
  }
}

test('a model that is written over under a running job is not used: the run names the bytes it began with', async () => {
  const { path, tracked, supervisor, call, jobId } = await beginScoring('overwritten');
  appendFileSync(path, 'x');
  tracked.pids('scorer').forEach((pid) => process.kill(pid, 'SIGKILL'));
  const job = await untilStopped(call, jobId);
  expect(job).toMatchObject({ state: 'failed', fault: { code: 'file-changed' } });
  expect(job.fault?.message).toMatch(/Put the former file back/u);
  await call('job/resume', { jobId });
  expect(await untilStopped(call, jobId)).toMatchObject({ state: 'failed', fault: { code: 'file-changed' } });
  copyFileSync(`${bundled}.onnx`, path);
  await call('job/resume', { jobId });
  expect(await untilStopped(call, jobId)).toMatchObject({ state: 'done', done: 404 });
  await supervisor.close();
});

test('a model that is deleted stops the job; added from where it is now, the run goes on', async () => {
  const { path, tracked, supervisor, call, jobId, runId } = await beginScoring('moved');
  const elsewhere = join(folder, 'elsewhere.onnx');
  renameSync(path, elsewhere);
  tracked.pids('scorer').forEach((pid) => process.kill(pid, 'SIGKILL'));
  const job = await untilStopped(call, jobId);
  expect(job).toMatchObject({ state: 'failed', fault: { code: 'file-missing' } });
  expect(job.fault?.message).toMatch(/Put it back, or add it from where it is now/u);
  await call('model/add', { path: elsewhere, manifestPath: join(folder, 'moved.manifest.json') });
  await call('job/resume', { jobId });
  expect(await untilStopped(call, jobId)).toMatchObject({ state: 'done' });
  expect((await call('run/list', {})).find(({ id }) => id === runId)).toMatchObject({ pending: 0, scored: 400 });
  rmSync(elsewhere);
  await supervisor.close();
});
