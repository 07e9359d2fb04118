import { Worker } from 'node:worker_threads';

const workerFile = import.meta.url.endsWith('.ts') ? './checkpoint-worker.ts' : './checkpoint-worker.js';

/**
 * Writes the log of the database at `path` back into it on a thread of its own, because waiting for the disk would hold
 * up everybody else. It may fail: the log is then written back by whoever next finds it long.
 */
export function checkpointAside(path: string): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(workerFile, import.meta.url), { workerData: path });
    // An `exit` follows every error.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      resolve();
    });
  });
}
