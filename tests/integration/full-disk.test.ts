import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test, vi } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import { superviseEngine } from '../../electron/host/supervisor.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { scoreFolder, undisturbedTable } from '../support/bundled-run.ts';
import { readFinalTable } from '../support/final-table.ts';
import { callThrough } from '../support/earmark-call.ts';
import { trackProcesses } from '../support/tracked-processes.ts';
import { mountTinyDisk, type TinyDisk } from '../support/tiny-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';

const folder = temporaryFolder();
const recordings = join(folder, 'card');

const disk = mountTinyDisk(join(folder, 'disk'), 24);
if (typeof disk === 'string') {
  process.stderr.write(`skipped: ${disk}\n`);
}
afterAll(() => {
  if (typeof disk !== 'string') {
    disk.unmount();
  }
});

test.skipIf(typeof disk === 'string')(
  'a disk that fills up while scoring ends the job, harms nothing, and the job goes on',
  async () => {
    const full = disk as TinyDisk;
    await makeTestRecordings(recordings, 300);
    const libraryFolder = join(full.path, 'library');
    const session = await openSession({ libraryFolder, scorerCount: 2 });
    const { runId, jobId, label } = await scoreFolder(session.call, session.finish, recordings);
    full.fill(64 * 1024);
    const fault = await session.finish(jobId).then(
      () => null,
      (error: unknown) => (error instanceof FaultError ? error.fault : error),
    );
    expect(fault).toMatchObject({ code: 'disk-full' });
    expect(fault).toHaveProperty('message', expect.stringMatching(/full.*[Ff]ree some space/u));
    const listed = (await session.call('job/list', {})).find((each) => each.id === jobId);
    expect(listed).toMatchObject({ state: 'failed', fault: { code: 'disk-full' } });
    const before = await readFinalTable(session.call, runId, label);
    expect(before.some((row) => row.state === 'pending')).toBe(true);
    expect(await integrityOf(libraryFolder)).toBe('ok');

    full.empty();
    await session.call('job/resume', { jobId });
    await session.finish(jobId);
    const table = await readFinalTable(session.call, runId, label);
    await session.close();
    expect(table.filter((row) => row.state === 'pending')).toEqual([]);
    expect(table).toEqual(await undisturbedTable(join(folder, 'calm'), recordings));
  },
);

async function integrityOf(libraryFolder: string): Promise<unknown> {
  const database = new Database(join(libraryFolder, 'library.sqlite'), { readonly: true });
  const result = database.pragma('integrity_check', { simple: true });
  database.close();
  return result;
}

test.skipIf(typeof disk === 'string')(
  'an engine that dies while the disk is full says so until there is room, and then goes on by itself',
  async () => {
    const full = disk as TinyDisk;
    const libraryFolder = join(full.path, 'restarted');
    const tracked = trackProcesses();
    const supervisor = superviseEngine({ factory: tracked.factory, libraryFolder, log: silentLog });
    const call = callThrough(supervisor);
    await call('library/summary', {});
    full.fill(0);
    tracked.pids('engine').forEach((pid) => process.kill(pid, 'SIGKILL'));
    await vi.waitFor(
      () => expect(call('library/summary', {})).rejects.toMatchObject({ fault: { code: 'disk-full' } }),
      { timeout: 10_000, interval: 100 },
    );
    full.empty();
    await vi.waitFor(() => call('library/summary', {}), { timeout: 10_000, interval: 100 });
    await supervisor.close();
  },
);
