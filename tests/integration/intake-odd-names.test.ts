import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import type { Source } from '../../electron/contract/sources.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const wav = makeTestWav(makeNoise(1_600, 5), 16_000);
let session: Session;

beforeAll(async () => {
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
});
afterAll(() => session.close());

function writeCard(name: string, files: readonly string[]): string {
  const card = join(folder, name);
  mkdirSync(card);
  files.forEach((file) => {
    mkdirSync(join(card, file, '..'), { recursive: true });
    writeFileSync(join(card, file), wav);
  });
  return card;
}

async function sourceOf(id: number): Promise<Source> {
  const source = (await session.call('source/list', {})).find((each) => each.id === id);
  if (source === undefined) {
    throw new Error(`no source ${id}`);
  }
  return source;
}

async function add(card: string): Promise<Source> {
  const { source, jobId } = await session.call('source/add', { path: card, role: 'unlabelled' });
  await session.finish(jobId);
  return sourceOf(source.id);
}

async function rowsOf(sourceId: number) {
  return (await session.call('recording/page', { sourceId, offset: 0, limit: 1000 })).rows;
}

const oddNames = [
  'cafe\u0301.wav',
  'caf\u00e9.wav',
  'a, b.wav',
  '"quoted" \'single\'.wav',
  '[x]{y}(z).wav',
  'frog 🐸.wav',
  `${'n'.repeat(196)}.wav`,
  'new\nline.wav',
  '-rf.wav',
  'trailing.wav ',
  '%41 & #.wav',
];

test('every odd name is taken in as it is on the disk, and its file is read', async () => {
  const source = await add(writeCard('odd', oddNames));
  const rows = await rowsOf(source.id);
  expect(rows.map((row) => row.relativePath).sort()).toEqual([...oddNames].sort());
  expect(rows.filter((row) => row.fault !== null)).toEqual([]);
  const { jobId } = await session.call('copies/find', {});
  await session.finish(jobId ?? 0);
  const recordingId = rows[0]?.id ?? 0;
  expect((await session.call('recording/detail', { recordingId })).copies.counts?.count).toBe(oddNames.length - 1);
});

test('a loop of links ends, and each file is taken in once', async () => {
  const card = writeCard('loop', ['a.wav', 'sub/b.wav']);
  symlinkSync(card, join(card, 'sub', 'up'));
  symlinkSync(join(card, 'sub'), join(card, 'again'));
  symlinkSync(join(card, 'self'), join(card, 'self'));
  expect((await rowsOf((await add(card)).id)).map((row) => row.relativePath)).toEqual(['a.wav', 'sub/b.wav']);
});

test('a folder that cannot be read is told, its known files are not missing, and the row goes when it can be', async ({
  skip,
}) => {
  if (process.getuid?.() === 0) {
    return skip('root may read every folder');
  }
  const card = writeCard('shut', ['a.wav', 'inner/b.wav', 'folder.wav/c.wav']);
  const source = await add(card);
  chmodSync(join(card, 'inner'), 0);
  chmodSync(join(card, 'folder.wav'), 0);
  try {
    await add(card);
    expect(await sourceOf(source.id)).toMatchObject({
      missingCount: 0,
      lastScan: { unreadableFolders: 2, missing: 0 },
    });
    const failed = (await rowsOf(source.id)).filter((row) => row.fault?.code === 'file-unreadable');
    expect(failed.map((row) => row.relativePath)).toEqual(['folder.wav/', 'inner']);
  } finally {
    chmodSync(join(card, 'inner'), 0o755);
    chmodSync(join(card, 'folder.wav'), 0o755);
  }
  await add(card);
  expect((await rowsOf(source.id)).map((row) => row.relativePath)).toEqual([
    'a.wav',
    'folder.wav/c.wav',
    'inner/b.wav',
  ]);
  expect(await sourceOf(source.id)).toMatchObject({ recordingCount: 3, failedCount: 0 });
});

test('a card that is pulled out half-way through a rescan loses nothing', async () => {
  const names = Array.from({ length: 1_500 }, (_, index) => `night-${index % 30}/${index}.wav`);
  const card = writeCard('pulled', names);
  const source = await add(card);
  const { jobId } = await session.call('source/rescan', { sourceId: source.id });
  await new Promise((resolve) => setTimeout(resolve, 15));
  renameSync(card, `${card}-away`);
  const fault = await session.finish(jobId).then(
    () => null,
    (error: unknown) => (error instanceof FaultError ? error.fault.code : String(error)),
  );
  expect(fault).toBe('source-offline');
  expect(await sourceOf(source.id)).toMatchObject({ online: false, recordingCount: 1_500, failedCount: 0 });
  renameSync(`${card}-away`, card);
  expect(await sourceOf(source.id)).toMatchObject({ online: true });
  await session.finish(jobId);
  expect(await sourceOf(source.id)).toMatchObject({ missingCount: 0, lastScan: { missing: 0, changed: 0 } });
});

test('a folder that is removed half-way makes its files missing and stops nothing', async () => {
  const card = writeCard('half', ['a.wav', ...Array.from({ length: 400 }, (_, index) => `b/${index}.wav`), 'c/d.wav']);
  const source = await add(card);
  const { jobId } = await session.call('source/rescan', { sourceId: source.id });
  rmSync(join(card, 'b'), { recursive: true });
  await session.finish(jobId);
  await add(card);
  expect(await sourceOf(source.id)).toMatchObject({ recordingCount: 402, missingCount: 400, failedCount: 400 });
});

test('a file that grows is taken in as far as it is, and found changed by the next scan', async () => {
  const card = writeCard('growing', ['a.wav']);
  const path = join(card, 'a.wav');
  const timer = setInterval(() => {
    appendFileSync(path, readFileSync(path).subarray(44, 244));
  }, 1);
  const source = await add(card).finally(() => {
    clearInterval(timer);
  });
  expect(source).toMatchObject({ recordingCount: 1, failedCount: 0 });
  const { jobId } = await session.call('copies/find', {});
  if (jobId !== null) {
    await session.finish(jobId);
  }
  appendFileSync(path, new Uint8Array(500));
  expect((await add(card)).lastScan).toMatchObject({ changed: 1, added: 0, missing: 0 });
});
