import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Outcome } from '../../electron/contract/outcome.ts';
import { migrations } from '../migrations/index.ts';
import { acquireLibraryLock } from './library-lock.ts';
import { migrate } from './migrate.ts';

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
    const database = new Database(join(folder, 'library.sqlite'));
    const close = (): void => {
      database.close();
      lock.value.release();
    };
    applyPragmas(database);
    const migrated = migrate(database, folder, migrations);
    if (!migrated.ok) {
      close();
      return migrated;
    }
    return { ok: true, value: { folder, database, close } };
  } catch (error) {
    return {
      ok: false,
      fault: {
        code: 'library-unreadable',
        message: `The library folder ${folder} cannot be opened. Check that it is on a local disk and that you may write there.`,
        detail: String(error),
      },
    };
  }
}

function applyPragmas(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // FULL: a finding is on the disk before its key press is acknowledged.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  database.pragma('cache_size = -65536');
}
