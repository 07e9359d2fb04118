import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createLineLog } from '../rpc/line-log.ts';
import type { Log } from '../rpc/log.ts';

const LIMIT_BYTES = 5 * 1024 * 1024;

/**
 * The log of a library: JSON lines in `earmark.log` in its folder, at most two files of five megabytes.
 * A log that cannot be written stops nothing: its lines then go to standard error.
 */
export function openLogFile(folder: string, source: string): Log {
  const path = join(folder, 'earmark.log');
  return createLineLog(source, (line) => {
    try {
      mkdirSync(folder, { recursive: true });
      keepSmall(path);
      appendFileSync(path, line);
    } catch {
      process.stderr.write(line);
    }
  });
}

function keepSmall(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LIMIT_BYTES) {
    renameSync(path, `${path}.old`);
  }
}
