import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';

/** Without waiting: a pipe that took a recording's place would hold a thread for ever. Windows has no such flag. */
export const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const headBytes = 4096;
const pageBytes = 4096;

/** An open file, read by position. Small reads near each other cost one system call. */
export interface AudioFile {
  readonly path: string;
  readonly size: number;
  /** Another one as soon as the file is written to or replaced, as far as the file system tells. */
  readonly identity: string;
  /** The first bytes of the file, up to 4 kB. */
  readonly head: Uint8Array;
  /** Up to `length` bytes at `position` (fewer at the end of the file); for headers, at most a few kB. */
  peek(position: number, length: number): Promise<Uint8Array>;
  /** Fills `target` from `position`; returns the bytes read, fewer only at the end of the file. */
  read(position: number, target: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** How the bytes of a file are got at. */
export type FileAccess =
  /** Nothing else waits meanwhile; for threads that serve people. */
  | 'waiting'
  /** The thread stands still, which costs a quarter of the time; for a thread that does nothing else. */
  | 'blocking';

/** Opens a file for reading; a failure says what the person can do. */
export async function openAudioFile(path: string, access: FileAccess = 'waiting'): Promise<Outcome<AudioFile>> {
  let bytes: FileBytes | null = null;
  try {
    bytes = access === 'blocking' ? openBlocking(path) : await openWaiting(path);
    const status = await bytes.stat();
    if (!status.isFile()) {
      await bytes.close();
      return fail('file-unreadable', 'This is not a file. Choose an audio file.');
    }
    const head = new Uint8Array(Math.min(headBytes, status.size));
    const read = head.length === 0 ? 0 : await readFully(bytes, 0, head);
    return succeed(fileOverBytes(path, bytes, status, head.subarray(0, read)));
  } catch (error) {
    await bytes?.close().catch(() => undefined);
    return { ok: false, fault: faultOfFileError(error) };
  }
}

interface FileBytes {
  stat(): Promise<Stats>;
  /** Bytes read into `target` from its place `offset` on; 0 at the end of the file. */
  read(target: Uint8Array, offset: number, position: number): Promise<number>;
  close(): Promise<void>;
}

async function openWaiting(path: string): Promise<FileBytes> {
  const handle = await open(path, readOnly);
  return {
    stat: () => handle.stat(),
    read: async (target, offset, position) => {
      const { bytesRead } = await handle.read(target, offset, target.length - offset, position);
      return bytesRead;
    },
    close: () => handle.close(),
  };
}

function openBlocking(path: string): FileBytes {
  const descriptor = openSync(path, readOnly);
  return {
    stat: () => Promise.resolve(fstatSync(descriptor)),
    // An executor, so that what it throws rejects.
    read: (target, offset, position) =>
      new Promise((resolve) => {
        resolve(readSync(descriptor, target, offset, target.length - offset, position));
      }),
    close: () =>
      new Promise((resolve) => {
        closeSync(descriptor);
        resolve();
      }),
  };
}

/** Turns an error of the file system into a fault that says what the person can do. */
export function faultOfFileError(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      code: 'file-missing',
      message: 'The file is not there any more. Connect the drive or card it was on, or scan the folder again.',
      detail,
    };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      code: 'file-unreadable',
      message: 'Earmark may not read this file. Change its permissions, or copy it to a folder of your own.',
      detail,
    };
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    return { code: 'unavailable', message: 'Too many files are open on this computer. Try again in a moment.', detail };
  }
  return {
    code: 'file-unreadable',
    message: 'The file could not be read. The card or drive may be failing: copy it to another drive and try again.',
    detail,
  };
}

function fileOverBytes(path: string, bytes: FileBytes, status: Stats, head: Uint8Array): AudioFile {
  const { size, dev, ino, mtimeMs } = status;
  let pageStart = 0;
  let page = head;
  return {
    path,
    size,
    identity: [path, dev, ino, size, mtimeMs].join(':'),
    head,
    async peek(position, length) {
      const end = Math.min(position + length, size);
      if (position >= 0 && end <= head.length) {
        return head.subarray(Math.min(position, end), end);
      }
      if (position < pageStart || end > pageStart + page.length) {
        const target = new Uint8Array(Math.max(0, Math.min(Math.max(length, pageBytes), size - position)));
        const read = await readFully(bytes, position, target);
        pageStart = position;
        page = target.subarray(0, read);
      }
      return page.subarray(position - pageStart, Math.max(position, end) - pageStart);
    },
    read: (position, target) => readFully(bytes, position, target),
    close: () => bytes.close(),
  };
}

async function readFully(bytes: FileBytes, position: number, target: Uint8Array): Promise<number> {
  let filled = 0;
  while (filled < target.length) {
    const read = await bytes.read(target, filled, position + filled);
    if (read === 0) {
      break;
    }
    filled += read;
  }
  return filled;
}
