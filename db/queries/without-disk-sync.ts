import type Database from 'better-sqlite3';

/** Commits without waiting for the disk: safe against the death of the process, not against a power cut. */
export function withoutDiskSync(database: Database.Database, work: () => void): void {
  database.pragma('synchronous = NORMAL');
  try {
    work();
  } finally {
    database.pragma('synchronous = FULL');
  }
}
