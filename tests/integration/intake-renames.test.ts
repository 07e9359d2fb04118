import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { scanReportSchema, type Source } from '../../electron/contract/sources.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
let session: Session;
let number = 0;
let card = '';

beforeAll(async () => {
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
});
afterAll(() => session.close());
beforeEach(() => {
  number += 1;
  card = join(folder, `card-${number}`);
});

/** A second of noise, another for every seed. */
function write(path: string, seed: number): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, makeTestWav(makeNoise(16_000, seed), 16_000));
}

function writeCard(names: readonly string[]): void {
  names.forEach((name, index) => {
    write(join(card, name), number * 1000 + index);
  });
}

async function add(path: string): Promise<Source> {
  const added = await session.call('source/add', { path, role: 'negative' });
  await session.finish(added.jobId);
  return sourceOf(added.source.id);
}

async function rescan(sourceId: number): Promise<Source> {
  await session.finish((await session.call('source/rescan', { sourceId })).jobId);
  return sourceOf(sourceId);
}

async function sourceOf(id: number): Promise<Source> {
  const source = (await session.call('source/list', {})).find((each) => each.id === id);
  if (source === undefined) {
    throw new Error(`no source ${id}`);
  }
  return source;
}

async function rowsOf(sourceId: number) {
  return (await session.call('recording/page', { sourceId, offset: 0, limit: 1000 })).rows;
}

async function hashAll(): Promise<void> {
  const { jobId } = await session.call('copies/find', {});
  if (jobId !== null) {
    await session.finish(jobId);
  }
}

async function scoreAll(source: Source) {
  const modelId = (await session.call('model/list', {}))[0]?.id ?? 0;
  const created = await session.call('run/create', { modelId, labels: ['frog'], sourceIds: [source.id] });
  await session.finish(created.jobId);
  const runId = created.run.id;
  return async () => (await session.call('ranking/page', { runId, label: 'frog', offset: 0, limit: 1000 })).rows;
}

describe('a file that is renamed in its source', () => {
  const counts = { added: 0, changed: 0, missing: 0, renamed: 0, returned: 0 };

  test('keeps its id, its score and what was found in it', async () => {
    writeCard(['a.wav', 'b.wav', 'c.wav']);
    const source = await add(card);
    await hashAll();
    const ranking = await scoreAll(source);
    const before = (await ranking()).find((row) => row.fileName === 'a.wav');
    const recordingId = before?.recordingId ?? 0;
    await session.call('finding/record', { recordingId, label: 'frog', verdict: 'present' });
    mkdirSync(join(card, 'night'));
    renameSync(join(card, 'a.wav'), join(card, 'night', 'née.wav'));
    const after = await rescan(source.id);
    expect(after.lastScan).toMatchObject({ ...counts, renamed: 1 });
    expect(after).toMatchObject({ recordingCount: 3, missingCount: 0, failedCount: 0, durationSeconds: 3 });
    expect(await ranking()).toHaveLength(3);
    expect((await ranking()).find((row) => row.fileName === 'née.wav')).toMatchObject({
      recordingId,
      state: 'scored',
      raw: before?.raw,
      verdict: 'present',
    });
    expect((await rescan(source.id)).lastScan).toMatchObject(counts);
    await hashAll();
    renameSync(join(card, 'night', 'née.wav'), join(card, 'back.wav'));
    expect((await rescan(source.id)).lastScan).toMatchObject({ ...counts, renamed: 1 });
  });

  test('is known by its content alone, and only where one file can be meant', async () => {
    writeCard(['a.wav', 'b.wav', 'c.wav', 'd.wav']);
    cpSync(join(card, 'c.wav'), join(card, 'c again.wav'));
    const source = await add(card);
    await hashAll();
    rmSync(join(card, 'a.wav'));
    write(join(card, 'other.wav'), number * 1000 + 600);
    cpSync(join(card, 'b.wav'), join(card, 'b1.wav'));
    renameSync(join(card, 'b.wav'), join(card, 'b2.wav'));
    rmSync(join(card, 'c again.wav'));
    renameSync(join(card, 'c.wav'), join(card, 'c1.wav'));
    const after = await rescan(source.id);
    expect(after.lastScan).toMatchObject({ ...counts, added: 4, missing: 4 });
    expect(after).toMatchObject({ recordingCount: 9, missingCount: 4 });
  });

  test('is found later where an earlier scan did not know it, and not where it was a copy all the time', async () => {
    writeCard(['a.wav', 'b.wav']);
    const source = await add(card);
    await hashAll();
    const ranking = await scoreAll(source);
    const id = (await ranking()).find((row) => row.fileName === 'a.wav')?.recordingId;
    // For a while it is there under both names.
    cpSync(join(card, 'a.wav'), join(card, 'new.wav'));
    expect((await rescan(source.id)).lastScan).toMatchObject({ ...counts, added: 1 });
    await hashAll();
    rmSync(join(card, 'a.wav'));
    expect((await rescan(source.id)).lastScan).toMatchObject({ ...counts, renamed: 1 });
    expect((await rowsOf(source.id)).map((row) => [row.id, row.fileName])).toContainEqual([id, 'new.wav']);

    writeCard(['x.wav']);
    cpSync(join(card, 'x.wav'), join(card, 'y.wav'));
    await rescan(source.id);
    await hashAll();
    rmSync(join(card, 'x.wav'));
    expect((await rescan(source.id)).lastScan).toMatchObject({ ...counts, missing: 1 });
  });

  test.skipIf(process.getuid?.() === 0)('is not taken for one below a folder that cannot be read now', async () => {
    writeCard(['night/a.wav', 'b.wav']);
    const source = await add(card);
    await hashAll();
    cpSync(join(card, 'night', 'a.wav'), join(card, 'copy.wav'));
    chmodSync(join(card, 'night'), 0o000);
    try {
      const { lastScan } = await rescan(source.id);
      expect(lastScan).toMatchObject({ ...counts, added: 1, unreadableFolders: 1 });
    } finally {
      chmodSync(join(card, 'night'), 0o755);
    }
  });

  test('is missing and new where its content had not been read', async () => {
    writeCard(['a.wav']);
    const source = await add(card);
    renameSync(join(card, 'a.wav'), join(card, 'b.wav'));
    expect((await rescan(source.id)).lastScan).toMatchObject({ ...counts, added: 1, missing: 1 });
  });

  test('is counted in no report that was stored before renames were', () => {
    const stored = {
      at: '',
      known: 1,
      added: 0,
      changed: 0,
      missing: 1,
      returned: 0,
      redated: 0,
      unreadableFolders: 0,
    };
    expect(scanReportSchema.parse(stored).renamed).toBe(0);
  });
});
