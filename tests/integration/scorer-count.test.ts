import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { superviseEngine } from '../../electron/host/supervisor.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { scoreSources } from '../support/bundled-run.ts';
import { callThrough } from '../support/earmark-call.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';
import { trackProcesses } from '../support/tracked-processes.ts';

const folder = temporaryFolder();

test('the next job takes as many scorers as the setting says, never more than it has files', async () => {
  const card = join(folder, 'card');
  await makeTestRecordings(card, 60);
  const tracked = trackProcesses();
  const supervisor = superviseEngine({
    factory: tracked.factory,
    libraryFolder: join(folder, 'library'),
    log: silentLog,
  });
  const call = callThrough(supervisor);
  const { source, jobId } = await call('source/add', { path: card, role: 'unlabelled' });

  /** The most scorers that are there at once until a job is over. */
  const scorersUntilDone = async (id: number): Promise<number> => {
    let most = 0;
    while ((await call('job/list', {})).find((job) => job.id === id)?.state !== 'done') {
      most = Math.max(most, tracked.pids('scorer').length);
      await sleep(20);
    }
    return most;
  };
  await scorersUntilDone(jobId);
  for (const count of [1, 3]) {
    await call('setting/scorers', { count });
    expect(await scorersUntilDone((await scoreSources(call, [source.id])).jobId)).toBe(count);
  }
  const single = join(folder, 'single');
  await makeTestRecordings(single, 1);
  const { source: one, jobId: scanId } = await call('source/add', { path: single, role: 'unlabelled' });
  await scorersUntilDone(scanId);
  expect(await scorersUntilDone((await scoreSources(call, [one.id])).jobId)).toBe(1);
  await supervisor.close();
});
