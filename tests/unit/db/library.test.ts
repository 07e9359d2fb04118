import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../db/connection/migrate.ts';
import { openLibrary } from '../../../db/connection/open-library.ts';
import { migrations } from '../../../db/migrations/index.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

test('a new library has the newest schema, foreign keys, WAL and full synchronisation', () => {
  const library = unwrap(openLibrary(join(folder, 'new')));
  const pragma = (name: string): unknown => library.database.pragma(name, { simple: true });
  expect(pragma('user_version')).toBe(migrations.length);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  library.close();
});

test('a library is open in one engine only, and free again when that one closes', () => {
  const path = join(folder, 'locked');
  const first = unwrap(openLibrary(path));
  expect(openLibrary(path)).toMatchObject({ ok: false, fault: { code: 'library-locked' } });
  first.close();
  unwrap(openLibrary(path)).close();
});

test('a library of a newer schema is refused and left alone', () => {
  const path = join(folder, 'newer');
  unwrap(openLibrary(path)).close();
  const database = new Database(join(path, 'library.sqlite'));
  database.pragma('user_version = 99');
  database.close();
  expect(openLibrary(path)).toMatchObject({ ok: false, fault: { code: 'library-newer' } });
  const untouched = new Database(join(path, 'library.sqlite'));
  expect(untouched.pragma('user_version', { simple: true })).toBe(99);
  untouched.close();
});

test('a migration that fails leaves the schema as it was, and an older library is backed up first', () => {
  const path = join(folder, 'migrated');
  const library = unwrap(openLibrary(path));
  library.database.exec("INSERT INTO setting VALUES ('reviewer', 'ann')");
  const next = {
    version: migrations.length + 1,
    name: 'broken',
    sql: 'CREATE TABLE half (id INTEGER) STRICT; nonsense;',
  };
  expect(() => migrate(library.database, path, [...migrations, next])).toThrow(/nonsense/u);
  expect(library.database.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(library.database.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").get()).toBeUndefined();
  const backups = readdirSync(join(path, 'backups'));
  expect(backups).toHaveLength(1);
  const backup = new Database(join(path, 'backups', backups[0] ?? ''));
  expect(backup.prepare('SELECT value FROM setting').get()).toEqual({ value: 'ann' });
  backup.close();
  library.close();
});

test('a path that cannot be a folder is a fault, not an exception', () => {
  expect(openLibrary('/dev/null/library')).toMatchObject({ ok: false, fault: { code: 'library-unreadable' } });
  expect(existsSync('/dev/null/library')).toBe(false);
});
