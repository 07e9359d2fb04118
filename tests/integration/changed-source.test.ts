import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { openLibrary } from '../../db/connection/open-library.ts';
import { prepareQueries } from '../../db/queries/index.ts';
import { unwrap } from '../../electron/contract/outcome.ts';
import type { EngineContext } from '../../electron/engine/engine-context.ts';
import { createEventHub } from '../../electron/engine/event-hub.ts';
import { applyNamesAgain, applySourceNames } from '../../electron/engine/source-names.ts';
import { fillSources } from '../support/known-recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const files = 900;
let cards = 0;

interface Scanned {
  readonly session: Session;
  readonly sourceId: number;
  readonly jobId: number;
  readonly total: () => Promise<number>;
}

/** A library whose only source is being read: some of its files are taken in, most are not. */
async function whileScanned(work: (scanned: Scanned) => Promise<void>): Promise<void> {
  cards += 1;
  const path = join(folder, `card ${cards}`);
  await mkdir(path);
  const names = Array.from({ length: files }, (_, file) => `${file}_20240301_210500.wav`);
  await Promise.all(names.map((name) => writeTestWav(join(path, name), makeNoise(800), 8000)));
  const session = await openSession({ libraryFolder: join(folder, `library ${cards}`), scorerCount: 1 });
  try {
    const { source, jobId } = await session.call('source/add', { path, role: 'unlabelled', site: 'the pond' });
    const page = { sourceId: source.id, offset: 0, limit: 1 };
    const total = async () => (await session.call('recording/page', page)).total;
    while ((await total()) === 0) {
      await new Promise(setImmediate);
    }
    await work({ session, sourceId: source.id, jobId, total });
  } finally {
    await session.close();
  }
}

describe('a time zone that is changed', () => {
  const zones = async (session: Session, sourceId: number) => {
    const { rows } = await session.call('recording/page', { sourceId, offset: 0, limit: 1000 });
    return [...new Set(rows.map(({ recordedAt }) => recordedAt?.slice(19)))];
  };

  test('while its source is read goes for what is read before and after', async () => {
    await whileScanned(async ({ session, sourceId, jobId, total }) => {
      await session.call('source/update', { sourceId, timeZone: 'Asia/Tokyo' });
      expect(await total()).toBeLessThan(files);
      await session.finish(jobId);
      expect([await total(), await zones(session, sourceId)]).toEqual([files, ['+09:00']]);
    });
  });

  test('twice at once is the later one, for all recordings', async () => {
    const libraryFolder = join(folder, 'twice');
    const recordings = Array.from({ length: 600 }, (_, index) => ({
      path: `${index}.wav`,
      raw: 1,
      recordedAt: '2024-03-01T21:05:00',
    }));
    fillSources(libraryFolder, 'RADR', [{ name: 'a', role: 'positive', recordings }]);
    const session = await openSession({ libraryFolder, scorerCount: 1 });
    try {
      const sourceId = (await session.call('source/list', {}))[0]?.id ?? 0;
      await Promise.all(
        ['Asia/Tokyo', 'UTC+3'].map((timeZone) => session.call('source/update', { sourceId, timeZone })),
      );
      expect(await zones(session, sourceId)).toEqual(['+03:00']);
    } finally {
      await session.close();
    }
  });

  test('and was cut off half-way is read on when the same one is saved again', async () => {
    const libraryFolder = join(folder, 'cut off');
    const recordings = ['a.wav', 'b.wav'].map((name) => ({ path: name, raw: 1, recordedAt: '2024-03-01T21:05:00' }));
    fillSources(libraryFolder, 'RADR', [{ name: 'a', role: 'positive', recordings }]);
    const database = new Database(join(libraryFolder, 'library.sqlite'));
    database.prepare('UPDATE source SET time_zone = ?').run('Asia/Tokyo');
    database.close();
    const session = await openSession({ libraryFolder, scorerCount: 1 });
    try {
      const sourceId = (await session.call('source/list', {}))[0]?.id ?? 0;
      await session.call('source/update', { sourceId, timeZone: 'Asia/Tokyo' });
      expect(await zones(session, sourceId)).toEqual(['+09:00']);
    } finally {
      await session.close();
    }
  });
});

test('what others store of a source while jobs stop for its other channel stays', async () => {
  await whileScanned(async ({ session, sourceId, jobId }) => {
    await Promise.all([
      session.call('source/update', { sourceId, channel: 1, role: 'positive' }),
      session.call('source/update', { sourceId, site: 'the creek', timeZone: 'Asia/Tokyo' }),
    ]);
    await session.finish(jobId);
    expect(await session.call('source/list', {})).toMatchObject([
      { channel: 1, role: 'positive', site: 'the creek', timeZone: 'Asia/Tokyo', recordingCount: files },
    ]);
  });
});

test('names that are applied while a scan reads the manifest of the earlier ones stay', async () => {
  const libraryFolder = join(folder, 'names');
  const paths = ['north_1.wav', 'north_2.wav', 'south_1.wav'];
  fillSources(libraryFolder, 'RADR', [
    { name: 'a', role: 'positive', recordings: paths.map((path) => ({ path, raw: 1 })) },
  ]);
  const manifestPath = join(folder, 'labels.csv');
  await writeFile(manifestPath, `path,site\n${paths.map((path) => `${path},table\n`).join('')}`);
  const library = unwrap(openLibrary(libraryFolder));
  try {
    const context = { queries: prepareQueries(library.database), events: createEventHub() } as unknown as EngineContext;
    unwrap(await applySourceNames(context, { sourceId: 1, rules: [], manifestPath }));
    const sites = () => context.queries.attributes.ofSource(1).map(({ site }) => site);
    expect(sites()).toEqual(['table', 'table', 'table']);
    const again = applyNamesAgain(context, 1);
    context.queries.attributes.clear(1);
    context.queries.attributes.setRules(1, ['{site}_*'], null);
    expect(await again).toEqual({ named: 3, changed: 3, manifestFault: null });
    expect(sites()).toEqual(['north', 'north', 'south']);
  } finally {
    library.close();
  }
});
