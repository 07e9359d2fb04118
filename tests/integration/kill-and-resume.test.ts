import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ProgramName } from '../../electron/host/process-factory.ts';
import { superviseEngine } from '../../electron/host/supervisor.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { scoreFolder, undisturbedTable } from '../support/bundled-run.ts';
import { callThrough, type EarmarkCall } from '../support/earmark-call.ts';
import { readFinalTable, type FinalRow } from '../support/final-table.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';
import { seededRandom } from '../support/random.ts';
import { trackProcesses } from '../support/tracked-processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const recordings = join(folder, 'card');
const kills = 10;

test('ten kills of engine and scorers change nothing in the final table', async () => {
  await makeTestRecordings(recordings, 400);
  const undisturbed = await undisturbedTable(join(folder, 'calm'), recordings);
  const disturbed = await scoreWithKills(join(folder, 'stormy'));
  expect(disturbed.killed.filter((program) => program === 'engine').length).toBeGreaterThan(0);
  expect(disturbed.killed.filter((program) => program === 'scorer').length).toBeGreaterThan(0);
  expect(disturbed.killed).toHaveLength(kills);
  expect(undisturbed.some((row) => row.errorCode !== null)).toBe(true);
  expect(disturbed.table).toEqual(undisturbed);
});

async function scoreWithKills(libraryFolder: string): Promise<{ table: FinalRow[]; killed: ProgramName[] }> {
  const tracked = trackProcesses();
  const supervisor = superviseEngine({ factory: tracked.factory, libraryFolder, log: silentLog });
  const call = callThrough(supervisor);
  const { jobId, runId, label } = await scoreFolder(call, (id) => untilOver(call, id), recordings);
  const random = seededRandom(20_260_101);
  const killed: ProgramName[] = [];
  const dead = new Set<number>();
  while (killed.length < kills && (await stateOf(call, jobId)) !== 'done') {
    await sleep(50 + 400 * random());
    const program = random() < 0.4 ? 'engine' : 'scorer';
    const pids = tracked.pids(program).filter((pid) => !dead.has(pid));
    const pid = pids[Math.floor(random() * pids.length)];
    if (pid !== undefined) {
      process.kill(pid, 'SIGKILL');
      dead.add(pid);
      killed.push(program);
    }
  }
  await untilOver(call, jobId);
  const table = await readFinalTable(call, runId, label);
  await supervisor.close();
  return { table, killed };
}

async function stateOf(call: EarmarkCall, jobId: number): Promise<string | undefined> {
  // A call that the engine's death cut off is asked again: that is what the window does too.
  for (;;) {
    const jobs = await call('job/list', {}).catch(() => null);
    if (jobs !== null) {
      return jobs.find((job) => job.id === jobId)?.state;
    }
    await sleep(50);
  }
}

async function untilOver(call: EarmarkCall, jobId: number): Promise<void> {
  for (;;) {
    const state = await stateOf(call, jobId);
    if (state === 'done') {
      return;
    }
    expect(['queued', 'running']).toContain(state);
    await sleep(100);
  }
}
