import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../electron/engine/engine.ts';
import { applicationVersion } from '../../electron/engine/application-version.ts';
import { unwrap } from '../../electron/contract/outcome.ts';
import { createNodeProcessFactory } from '../../electron/host/node-process-factory.ts';
import { createScorerFleet } from '../../electron/host/scorer-fleet.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { callThrough } from '../support/earmark-call.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';

const folder = temporaryFolder();

async function open() {
  const scorers = createScorerFleet(createNodeProcessFactory(silentLog));
  const options = { libraryFolder: join(folder, 'library'), scorers, scorerCount: 1, log: silentLog };
  const engine = unwrap(await createEngine({ ...options, applicationVersion, takeUpJobs: true }));
  const close = async (): Promise<void> => {
    await engine.close();
    scorers.close();
  };
  return { engine, call: callThrough(engine), close };
}

test('contents are read by themselves after a scan, stand back while files are scored, and go on after a restart', async () => {
  const card = join(folder, 'card');
  await makeTestRecordings(card, 60);
  const first = await open();
  const states: string[] = [];
  first.engine.onEvent((event) => {
    if (event.topic === 'job/changed') {
      states.push(`${event.payload.kind} ${event.payload.state}`);
    }
  });
  const added = await first.call('source/add', { path: card, role: 'negative' });
  await first.engine.settled(added.jobId);
  const modelId = (await first.call('model/list', {}))[0]?.id ?? 0;
  const run = await first.call('run/create', { modelId, labels: ['frog'], sourceIds: [added.source.id] });
  await first.engine.settled(run.jobId);
  await first.close();
  expect(states).toContain('hash queued');

  const second = await open();
  const { jobId } = await second.call('copies/find', {});
  if (jobId !== null) {
    await second.engine.settled(jobId);
  }
  expect((await second.call('copies/summary', {})).unknown).toBe(0);
  const after = await second.call('ranking/counts', { runId: run.run.id, label: 'frog' });
  expect(after).toMatchObject({ scored: 60, pending: 0 });
  await second.close();
});
