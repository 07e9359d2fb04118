import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { readFinalTable } from '../support/final-table.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';

const folder = temporaryFolder();
const recordings = join(folder, 'card');
const disk = join(folder, 'disk');
const label = 'frog';

/** A tiny disk of its own; null where this machine does not let us have one. */
function mountTinyDisk(): string | null {
  try {
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk], { stdio: 'pipe' });
    return disk;
  } catch (error) {
    process.stderr.write(`skipped: no tmpfs can be mounted here (${String(error).split('\n')[0] ?? ''})\n`);
    return null;
  }
}

const mounted = process.platform === 'linux' && process.getuid?.() === 0 ? mountTinyDisk() : null;
if (process.getuid?.() !== 0) {
  process.stderr.write('skipped: mounting a tiny disk needs root\n');
}
afterAll(() => {
  if (mounted !== null) {
    execFileSync('umount', ['--lazy', mounted]);
  }
});

const ballast = join(disk, 'ballast');

function fillDisk(spareBytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - spareBytes));
}

test.skipIf(mounted === null)(
  'a disk that fills up while scoring ends the job, harms nothing, and the job goes on',
  async () => {
    await makeTestRecordings(recordings, 300);
    const libraryFolder = join(disk, 'library');
    const session = await openSession({ libraryFolder, scorerCount: 2 });
    const { source, jobId: scanId } = await session.call('source/add', { path: recordings, role: 'unlabelled' });
    await session.finish(scanId);
    const model = (await session.call('model/list', {})).find((each) => each.bundled);
    const { run, jobId } = await session.call('run/create', {
      modelId: model?.id ?? 0,
      labels: [label],
      sourceIds: [source.id],
    });
    fillDisk(64 * 1024);
    const fault = await session.finish(jobId).then(
      () => null,
      (error: unknown) => (error instanceof FaultError ? error.fault : error),
    );
    expect(fault).toMatchObject({ code: 'disk-full' });
    expect(fault).toHaveProperty('message', expect.stringMatching(/full.*[Ff]ree some space/u));
    const listed = (await session.call('job/list', {})).find((each) => each.id === jobId);
    expect(listed).toMatchObject({ state: 'failed', fault: { code: 'disk-full' } });
    const before = await readFinalTable(session.call, run.id, label);
    expect(before.some((row) => row.state === 'pending')).toBe(true);
    expect(await integrityOf(libraryFolder)).toBe('ok');

    rmSync(ballast);
    await session.call('job/resume', { jobId });
    await session.finish(jobId);
    const table = await readFinalTable(session.call, run.id, label);
    await session.close();
    expect(table.filter((row) => row.state === 'pending')).toEqual([]);
    expect(table).toEqual(await undisturbedTable());
  },
);

async function integrityOf(libraryFolder: string): Promise<unknown> {
  const database = new Database(join(libraryFolder, 'library.sqlite'), { readonly: true });
  const result = database.pragma('integrity_check', { simple: true });
  database.close();
  return result;
}

async function undisturbedTable() {
  const session = await openSession({ libraryFolder: join(folder, 'calm'), scorerCount: 2 });
  const { source, jobId: scanId } = await session.call('source/add', { path: recordings, role: 'unlabelled' });
  await session.finish(scanId);
  const model = (await session.call('model/list', {})).find((each) => each.bundled);
  const { run, jobId } = await session.call('run/create', {
    modelId: model?.id ?? 0,
    labels: [label],
    sourceIds: [source.id],
  });
  await session.finish(jobId);
  const table = await readFinalTable(session.call, run.id, label);
  await session.close();
  return table;
}
