import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { FaultError, type Fault } from '../../electron/contract/outcome.ts';
import { scoreFolder, undisturbedTable, type StartedRun } from '../support/bundled-run.ts';
import { readFinalTable } from '../support/final-table.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';
import { mountTinyDisk } from '../support/tiny-disk.ts';

const folder = temporaryFolder();
const open: Session[] = [];
afterEach(async () => {
  for (const session of open.splice(0)) {
    await session.close();
  }
});

async function beginScoring(libraryFolder: string, card: string): Promise<{ session: Session; run: StartedRun }> {
  const session = await openSession({ libraryFolder, scorerCount: 2 });
  open.push(session);
  const run = await scoreFolder(session.call, session.finish, card);
  return { session, run };
}

async function faultOf({ session, run }: { session: Session; run: StartedRun }): Promise<Fault | null> {
  return session.finish(run.jobId).then(
    () => null,
    (error: unknown) => (error instanceof FaultError ? error.fault : Promise.reject(error as Error)),
  );
}

async function goOn({ session, run }: { session: Session; run: StartedRun }) {
  await session.call('job/resume', { jobId: run.jobId });
  await session.finish(run.jobId);
  return readFinalTable(session.call, run.runId, run.label);
}

test('a drive whose folder vanishes stops the job with what to do; plugged in again, nothing is missing', async () => {
  const card = join(folder, 'card');
  await makeTestRecordings(card, 200);
  const undisturbed = await undisturbedTable(join(folder, 'calm'), card);
  const begun = await beginScoring(join(folder, 'library'), card);
  renameSync(card, `${card}-away`);
  const fault = await faultOf(begun);
  expect(fault).toMatchObject({ code: 'source-offline' });
  expect(fault?.message).toMatch(/Connect its drive again/u);
  const table = await readFinalTable(begun.session.call, begun.run.runId, begun.run.label);
  expect(table.filter(({ state }) => state === 'pending').length).toBeGreaterThan(100);
  expect(table.filter(({ errorCode }) => errorCode === 'file-missing')).toEqual([]);
  renameSync(`${card}-away`, card);
  expect(await goOn(begun)).toEqual(undisturbed);
});

test('the same where the folder stays behind empty, as a mount point does', async ({ skip }) => {
  const mountPoint = join(folder, 'mounted');
  const disk = mountTinyDisk(mountPoint, 200);
  if (typeof disk === 'string') {
    return skip(disk);
  }
  const master = join(folder, 'card');
  let begun: Awaited<ReturnType<typeof beginScoring>>;
  try {
    cpSync(master, join(mountPoint, 'DATA'), { recursive: true });
    begun = await beginScoring(join(folder, 'library-mounted'), mountPoint);
  } finally {
    disk.unmount();
  }
  const fault = await faultOf(begun);
  expect(fault?.message).toMatch(/Connect its drive again/u);
  const before = await readFinalTable(begun.session.call, begun.run.runId, begun.run.label);
  expect(before.filter(({ errorCode }) => errorCode === 'file-missing')).toEqual([]);
  cpSync(master, join(mountPoint, 'DATA'), { recursive: true });
  const after = await goOn(begun);
  expect(after.filter(({ state }) => state === 'scored')).toHaveLength(200);
});
