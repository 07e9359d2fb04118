import { workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Writes back what the log of a library holds, then ends: the disk's own time is spent on this thread. */
const database = new Database(String(workerData), { fileMustExist: true });
try {
  database.pragma('wal_checkpoint(PASSIVE)');
} finally {
  database.close();
}
