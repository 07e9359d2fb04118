import { close, fstat, futimes, open, read, write, type Stats } from 'node:fs';
import { promisify } from 'node:util';

/**
 * Plain file descriptors instead of `FileHandle`s: for many small files half of the time goes into making those objects.
 * Whoever opens a descriptor closes it.
 */
export const openDescriptor: (path: string, flags: 'r' | 'wx') => Promise<number> = promisify(
  (path: string, flags: string, done: (error: NodeJS.ErrnoException | null, descriptor: number) => void) =>
    open(path, flags, done),
);
export const closeDescriptor: (descriptor: number) => Promise<void> = promisify(close);
export const statDescriptor: (descriptor: number) => Promise<Stats> = promisify(
  (descriptor: number, done: (error: NodeJS.ErrnoException | null, stats: Stats) => void) => fstat(descriptor, done),
);
export const setTimes: (descriptor: number, accessed: number, modified: number) => Promise<void> = promisify(futimes);

function readOnce(descriptor: number, target: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(descriptor, target, 0, target.length, position, (error, count) => {
      if (error === null) {
        resolve(count);
      } else {
        reject(error);
      }
    });
  });
}

function writeOnce(descriptor: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, 0, bytes.length, null, (error, count) => {
      if (error === null) {
        resolve(count);
      } else {
        reject(error);
      }
    });
  });
}

/** Fills `target` from `position` on as far as the file goes. @returns the bytes that were read */
export async function readFully(descriptor: number, target: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < target.length) {
    const count = await readOnce(descriptor, filled === 0 ? target : target.subarray(filled), position + filled);
    if (count === 0) {
      break;
    }
    filled += count;
  }
  return filled;
}

/** Writes all bytes at the descriptor's place. */
export async function writeFully(descriptor: number, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += await writeOnce(descriptor, written === 0 ? bytes : bytes.subarray(written));
  }
}
