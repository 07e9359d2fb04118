import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Outcome } from '../../electron/contract/outcome.ts';
import { migrations } from '../migrations/index.ts';
import { acquireLibraryLock, type LibraryLock } from './library-lock.ts';
import { migrate } from './migrate.ts';

/** How long the log may grow before a write has to write it back. 16 MB: a scoring job waits for the disk a quarter as often. */
export const usualLogPages = 4_000;

export interface LibraryConnection {
  readonly folder: string;
  readonly database: Database.Database;
  close(): void;
}

/**
 * Opens (or makes) the library in `folder`: takes its lock, opens `library.sqlite` and migrates it.
 * Errors: `library-locked`, `library-newer`, `library-unreadable`.
 */
export function openLibrary(folder: string): Outcome<LibraryConnection> {
  try {
    mkdirSync(folder, { recursive: true });
    const lock = acquireLibraryLock(folder);
    if (!lock.ok) {
      return lock;
    }
    const opened = openLocked(folder, lock.value);
    if (!opened.ok) {
      lock.value.release();
    }
    return opened;
  } catch (error) {
    return unreadable(folder, error);
  }
}

function openLocked(folder: string, lock: LibraryLock): Outcome<LibraryConnection> {
  let database: Database.Database | null = null;
  try {
    database = new Database(join(folder, 'library.sqlite'));
    applyPragmas(database);
    const migrated = migrate(database, folder, migrations);
    if (!migrated.ok) {
      database.close();
      return migrated;
    }
    // Only now: a migration may rebuild a table that others refer to.
    database.pragma('foreign_keys = ON');
    return { ok: true, value: connectionOf(folder, database, lock) };
  } catch (error) {
    database?.close();
    return unreadable(folder, error);
  }
}

function connectionOf(folder: string, database: Database.Database, lock: LibraryLock): LibraryConnection {
  return {
    folder,
    database,
    close: () => {
      database.close();
      lock.release();
    },
  };
}

const damagedCodes: readonly string[] = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];

function unreadable(folder: string, error: unknown): Outcome<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = String(error);
  if (code === 'SQLITE_FULL') {
    const message = `The disk that holds the library ${folder} is full. Free some space and open it again.`;
    return { ok: false, fault: { code: 'disk-full', message, detail } };
  }
  const message = damagedCodes.includes(code)
    ? `The library file in ${folder} is damaged. Earlier states lie in its folder “backups”.`
    : `The library folder ${folder} cannot be opened. Check that it is on a local disk and that you may write there.`;
  return { ok: false, fault: { code: 'library-unreadable', message, detail } };
}

function applyPragmas(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // FULL: a finding is on the disk before its key press is acknowledged.
  database.pragma('synchronous = FULL');
  // macOS: without it a "full" synchronisation stops at the drive's cache.
  database.pragma('fullfsync = ON');
  // Explicitly, because better-sqlite3 turns it on by itself.
  database.pragma('foreign_keys = OFF');
  database.pragma('busy_timeout = 5000');
  database.pragma(`wal_autocheckpoint = ${usualLogPages}`);
  database.pragma('cache_size = -65536');
}
