import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import { scoreFolder, undisturbedTable } from '../support/bundled-run.ts';
import { readFinalTable, type FinalRow } from '../support/final-table.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';

const folder = temporaryFolder();
const recordings = join(folder, 'card');
const crashVariable = 'EARMARK_TEST_CRASH_ON';
const badFile = '20240301_000017.WAV';

beforeAll(() => makeTestRecordings(recordings, 60));
afterEach(() => {
  delete process.env[crashVariable];
});

test('a file at which the native code aborts is named and set aside; everything else is as ever; retried, it is scored', async () => {
  const undisturbed = await undisturbedTable(join(folder, 'calm'), recordings);
  process.env[crashVariable] = badFile;
  const session = await openSession({ libraryFolder: join(folder, 'crashing'), scorerCount: 2 });
  const { runId, jobId, label } = await scoreFolder(session.call, session.finish, recordings);
  const job = await session.finish(jobId);
  expect(job).toMatchObject({ state: 'done', failed: undisturbed.filter((row) => row.errorCode !== null).length + 1 });

  const table = await readFinalTable(session.call, runId, label);
  const isBad = (row: FinalRow): boolean => row.path.endsWith(badFile);
  expect(table.filter(isBad)).toMatchObject([{ state: 'failed', errorCode: 'scorer-crashed', rawBits: null }]);
  expect(table.filter((row) => !isBad(row))).toEqual(undisturbed.filter((row) => !isBad(row)));
  const failed = await session.call('ranking/page', {
    runId,
    label,
    filter: { states: ['failed'], text: badFile },
    offset: 0,
    limit: 10,
  });
  expect(failed.rows[0]?.fault?.message).toMatch(/crashed on this file, twice/u);

  // It still crashes when it is tried again, and then it is scored like any other once the cause is gone.
  const again = await session.call('run/score', { runId, retryFailed: true });
  await session.finish(again.jobId);
  expect((await readFinalTable(session.call, runId, label)).filter(isBad)).toMatchObject([
    { errorCode: 'scorer-crashed' },
  ]);
  delete process.env[crashVariable];
  const cured = await session.call('run/score', { runId, retryFailed: true });
  await session.finish(cured.jobId);
  expect(await readFinalTable(session.call, runId, label)).toEqual(undisturbed);
  await session.close();
});
