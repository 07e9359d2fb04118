import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../db/connection/migrate.ts';
import { openLibrary } from '../../../db/connection/open-library.ts';
import { migrations } from '../../../db/migrations/index.ts';
import { prepareQueries } from '../../../db/queries/index.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { recordingFactsSchema } from '../../../electron/contract/recording-facts.ts';
import type { EngineContext } from '../../../electron/engine/engine-context.ts';
import { rereadTimes } from '../../../electron/engine/source-times.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a library from before facts were kept opens, and its times are read in another zone and back', async () => {
  const folder = join(temporaryFolder(), 'old');
  mkdirSync(folder, { recursive: true });
  const old = new Database(join(folder, 'library.sqlite'));
  migrate(
    old,
    folder,
    migrations.filter(({ version }) => version < 5),
  );
  old.exec(`
    INSERT INTO source (id, path, name, role, position, added_at) VALUES (1, '/card', 'card', 'negative', 1, '2026-01-01');
    INSERT INTO recording (id, source_id, relative_path, file_name, size_bytes, modified_ms, recorded_at)
    VALUES (7, 1, 'a.wav', 'a.wav', 1, 1, '2024-03-01T21:05:00'), (8, 1, 'b.wav', 'b.wav', 1, 1, NULL)`);
  old.close();

  const library = unwrap(openLibrary(folder));
  const queries = prepareQueries(library.database);
  const context = { queries, now: () => '2026-06-01T00:00:00Z' } as EngineContext;
  const stored = (): [string | null | undefined, string | null | undefined] => {
    const row = queries.recordings.byId(7);
    return [row?.recordedAt, row?.facts];
  };
  expect(stored()).toEqual(['2024-03-01T21:05:00', null]);
  expect(queries.sources.list()[0]).toMatchObject({ nameRules: '[]', attributeManifest: null, timeRemarkCount: 0 });
  const setZone = async (timeZone: string | null): Promise<number> => {
    queries.sources.update({ id: 1, role: 'negative', quality: null, site: null, recorder: null, timeZone });
    return rereadTimes(context, 1);
  };
  expect(await setZone('Asia/Tokyo')).toBe(2);
  expect(stored()[0]).toBe('2024-03-01T21:05:00+09:00');
  expect(recordingFactsSchema.parse(JSON.parse(stored()[1] ?? '')).times).toEqual([
    { time: '2024-03-01T21:05:00', origin: 'earlier' },
  ]);
  expect(await setZone(null)).toBe(1);
  expect(await setZone(null)).toBe(0);
  expect(stored()[0]).toBe('2024-03-01T21:05:00');
  expect(queries.recordings.byId(8)?.recordedAt).toBeNull();
  library.close();
});
