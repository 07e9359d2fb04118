import { fail, type Outcome } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';

const usualBytes = 1 << 17;

/** Reads forward through a file: what lies close behind an earlier read costs no system call. */
export interface FileWindow {
  readonly size: number;
  /** Up to `length` bytes at `position`, fewer only at the end of the file; valid until the next call. */
  at(position: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** What searches in this file cost so far without finding anything: a file that is made to cost time is given up. */
  readonly inVain: { bytes: number };
}

/** Thrown where a file has become shorter since it was opened; a reader turns it into a fault. */
export class FileShrunk extends Error {}

/** The fault of such a file. */
export function refuseShrunk(): Outcome<never> {
  return fail('file-changed', 'The file became shorter while it was read. Scan the folder again.');
}

/** One window over an open file; holds `windowBytes`, or what was asked for where that is more. */
export function createFileWindow(file: AudioFile, windowBytes = usualBytes): FileWindow {
  let buffer = new Uint8Array(0);
  let start = 0;
  let filled = 0;
  return {
    size: file.size,
    inVain: { bytes: 0 },
    async at(position, length) {
      const end = Math.min(position + length, file.size);
      if (end <= position) {
        return new Uint8Array(0);
      }
      if (position < start || end > start + filled) {
        const wanted = Math.min(Math.max(windowBytes, end - position), file.size - position);
        buffer = buffer.length < wanted ? new Uint8Array(wanted) : buffer;
        start = position;
        filled = 0;
        filled = await file.read(position, buffer.subarray(0, wanted));
        if (filled < wanted) {
          throw new FileShrunk();
        }
      }
      return buffer.subarray(position - start, end - start);
    },
  };
}

/** The part of a window before `end`, as if the file ended there. */
export function windowBefore(window: FileWindow, end: number): FileWindow {
  const size = Math.min(end, window.size);
  return {
    size,
    inVain: window.inVain,
    at: (position, length) => window.at(position, Math.max(0, Math.min(length, size - position))),
  };
}
