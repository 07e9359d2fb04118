import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
let session: Session;

beforeAll(async () => {
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
});
afterAll(() => session.close());

function write(path: string, seed: number): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, makeTestWav(makeNoise(16_000, seed), 16_000));
}

async function add(path: string): Promise<number> {
  const added = await session.call('source/add', { path, role: 'negative' });
  await session.finish(added.jobId);
  return added.source.id;
}

async function rescan(sourceId: number) {
  await session.finish((await session.call('source/rescan', { sourceId })).jobId);
  const source = (await session.call('source/list', {})).find(({ id }) => id === sourceId);
  return { lastScan: source?.lastScan, missingCount: source?.missingCount, recordingCount: source?.recordingCount };
}

async function pathsOf(sourceId: number): Promise<string[]> {
  const { rows } = await session.call('recording/page', { sourceId, offset: 0, limit: 1000 });
  return rows.map(({ relativePath }) => relativePath);
}

test('a link that leads up from the card brings none of its neighbours; one to a folder elsewhere does', async () => {
  const cards = join(folder, 'up');
  write(join(cards, 'card', 'a.wav'), 1);
  write(join(cards, 'neighbour', 'b.wav'), 2);
  write(join(folder, 'elsewhere', 'c.wav'), 3);
  symlinkSync('..', join(cards, 'card', 'loop'));
  symlinkSync(join('..', '..'), join(cards, 'card', 'higher'));
  symlinkSync(join(folder, 'elsewhere'), join(cards, 'card', 'linked'));
  const path = join(cards, 'card');
  expect(await session.call('source/inspect', { path })).toMatchObject({ audioFileCount: 2 });
  expect(await pathsOf(await add(path))).toEqual(['a.wav', 'linked/c.wav']);
});

test('what lies below the folder of another source stays there, and leaves the one that had linked it', async () => {
  const cards = join(folder, 'apart');
  write(join(cards, 'one', 'a.wav'), 11);
  write(join(cards, 'two', 'night', 'b.wav'), 12);
  write(join(cards, 'two', 'night', 'c.wav'), 13);
  symlinkSync(join(cards, 'two', 'night'), join(cards, 'one', 'night'));
  const one = await add(join(cards, 'one'));
  expect(await pathsOf(one)).toEqual(['a.wav', 'night/b.wav', 'night/c.wav']);
  const rows = (await session.call('recording/page', { sourceId: one, offset: 0, limit: 10 })).rows;
  const heard = rows.find(({ fileName }) => fileName === 'c.wav')?.id ?? 0;
  await session.call('finding/record', { recordingId: heard, label: 'frog', verdict: 'absent' });
  const two = await add(join(cards, 'two'));
  expect(await pathsOf(two)).toEqual(['night/b.wav', 'night/c.wav']);
  // What a person heard is never dropped.
  expect(await rescan(one)).toMatchObject({ missingCount: 1, recordingCount: 2, lastScan: { added: 0, missing: 1 } });
  expect(await pathsOf(one)).toEqual(['a.wav', 'night/c.wav']);
  expect(await rescan(two)).toMatchObject({ missingCount: 0, recordingCount: 2 });
});
