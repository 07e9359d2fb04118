import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Outcome } from '../../electron/contract/outcome.ts';

export interface LibraryLock {
  release(): void;
}

/**
 * One engine a library. The lock is a write lock that SQLite holds on a small file of its own, so the operating system
 * drops it when the process dies, however it dies: there is no stale lock to clean up after a kill -9.
 */
export function acquireLibraryLock(libraryFolder: string): Outcome<LibraryLock> {
  const path = join(libraryFolder, 'library.lock');
  const database = new Database(path, { timeout: 0 });
  try {
    database.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY, pid INTEGER, host TEXT, since TEXT)');
    database
      .prepare('INSERT OR REPLACE INTO holder (id, pid, host, since) VALUES (1, ?, ?, ?)')
      .run(process.pid, hostname(), new Date().toISOString());
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const isHeld = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
    const holder = describeHolder(database);
    database.close();
    if (!isHeld) {
      throw error;
    }
    return {
      ok: false,
      fault: {
        code: 'library-locked',
        message: `This library is open in another Earmark${holder}. Close it there first, or use another library.`,
        detail: String(error),
      },
    };
  }
  return { ok: true, value: { release: () => database.close() } };
}

function describeHolder(database: Database.Database): string {
  try {
    const holder = database.prepare<[], { pid: number; host: string }>('SELECT pid, host FROM holder').get();
    return holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host})`;
  } catch {
    return '';
  }
}
