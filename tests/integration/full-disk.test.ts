import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { scoreFolder, undisturbedTable } from '../support/bundled-run.ts';
import { readFinalTable } from '../support/final-table.ts';
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
