import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Outcome } from '../../electron/contract/outcome.ts';
import type { Migration } from '../migrations/migration.ts';

/**
 * Brings a library's schema up to date: a backup first when there is something to lose, then each migration in a
 * transaction of its own. A library from a newer Earmark is refused untouched (`library-newer`).
 */
export function migrate(
  database: Database.Database,
  libraryFolder: string,
  migrations: readonly Migration[],
): Outcome<number> {
  const current = Number(database.pragma('user_version', { simple: true }));
  const pending = pendingMigrations(current, migrations);
  const newest = migrations.at(-1)?.version ?? 0;
  if (current > newest) {
    return {
      ok: false,
      fault: {
        code: 'library-newer',
        message: `This library was made by a newer Earmark (schema ${current}; this one knows ${newest}). Update Earmark to open it.`,
      },
    };
  }
  if (pending.length > 0 && current > 0) {
    backUp(database, libraryFolder, current);
  }
  for (const migration of pending) {
    database.transaction(() => {
      database.exec(migration.sql);
      // A pragma takes no bound parameters; the version is a number of our own list.
      database.pragma(`user_version = ${migration.version}`);
    })();
  }
  return { ok: true, value: newest };
}

function pendingMigrations(current: number, migrations: readonly Migration[]): readonly Migration[] {
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1) {
      throw new Error(`Migration ${migration.name} stands at place ${index + 1} but calls itself ${migration.version}`);
    }
  });
  return migrations.filter((migration) => migration.version > current);
}

function backUp(database: Database.Database, libraryFolder: string, version: number): void {
  const folder = join(libraryFolder, 'backups');
  mkdirSync(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(':', '-');
  database.prepare('VACUUM INTO ?').run(join(folder, `library-schema-${version}-${stamp}.sqlite`));
}
