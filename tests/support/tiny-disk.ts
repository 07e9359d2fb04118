import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own, so small that a test can fill it. */
export interface TinyDisk {
  readonly path: string;
  /** Leaves so many bytes free. */
  fill(spareBytes: number): void;
  empty(): void;
  unmount(): void;
}

/** Mounts a tmpfs at `path`, which is made; where that cannot be, the answer says why. */
export function mountTinyDisk(path: string, megabytes: number): TinyDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return 'mounting a tiny disk needs root on Linux';
  }
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'pipe' });
  } catch (error) {
    return `no tmpfs can be mounted here (${String(error).split('\n')[0] ?? ''})`;
  }
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: (spareBytes) => {
      const { bavail, bsize } = statfsSync(path);
      try {
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - spareBytes)));
      } catch (error) {
        // Whoever else writes there may be faster with the last bytes: then it is full all the same.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) {
          throw error;
        }
      }
    },
    empty: () => {
      rmSync(ballast);
    },
    unmount: () => {
      execFileSync('umount', ['--lazy', path]);
    },
  };
}
