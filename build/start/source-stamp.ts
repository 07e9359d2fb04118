import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = '.stamp';

/**
 * One hash over the paths and bytes of every file that `patterns` match: unchanged sources give the same hash on
 * every machine and checkout, whatever their dates.
 */
export function hashSources(root: string, patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Whether `folder` was built from sources with this hash. */
export function isFresh(folder: string, hash: string): boolean {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

export function writeStamp(folder: string, hash: string): void {
  writeFileSync(join(folder, STAMP), hash);
}
