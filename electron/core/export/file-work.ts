import { createHash, hash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  futimesSync,
  linkSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import type { FileResult, FileTask, KnownFile, SourceTrouble } from './file-task.ts';
import { systemCode, systemPath } from './write-fault.ts';

/** Up to this size a file is read, hashed and written in one go; a field clip of three seconds is 0.3 MB. */
const pieceBytes = 4 * 1024 * 1024;

/** Thrown inside this module only. */
class Trouble extends Error {
  readonly result: FileResult;

  constructor(result: FileResult) {
    super('trouble');
    this.result = result;
  }
}

function sourceTrouble(trouble: SourceTrouble, path: string, detail = ''): Trouble {
  return new Trouble({ ok: false, trouble, path, detail });
}

/** Reads of the source and writes to the destination fail for different reasons, and mean different things to a person. */
function fromSource<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const code = systemCode(error);
    throw sourceTrouble(code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable', path, String(error));
  }
}

/** Blocking work on files, with one buffer for all of them: fresh memory costs as much as the copying. */
export class FileWork {
  readonly #buffer = new Uint8Array(pieceBytes);
  /** Whether blocks can be shared is a matter of the two disks: tried once for every pair. */
  readonly #reflinks = new Map<string, boolean>();

  /** Never throws for what the disks do. `isStopped` is asked between the pieces of a large file. */
  do(task: FileTask, isStopped: () => boolean): FileResult {
    try {
      return isStopped() ? { ok: false, trouble: 'stopped' } : this.#dispatch(task, isStopped);
    } catch (error) {
      if (error instanceof Trouble) {
        return error.result;
      }
      const message = error instanceof Error ? error.message : String(error);
      return {
        ok: false,
        trouble: 'destination',
        error: { code: systemCode(error), message, path: systemPath(error) ?? '' },
      };
    }
  }

  #dispatch(task: FileTask, isStopped: () => boolean): FileResult {
    switch (task.kind) {
      case 'copy':
        return this.#copy(task.file, task.destination, isStopped);
      case 'hard-link':
      case 'symbolic-link':
        return this.#link(task.kind, task.file, task.destination, isStopped);
      case 'hash':
        return this.#hash(task.path, isStopped);
      case 'hash-known':
        return this.#hashKnown(task.file, isStopped);
      case 'look':
        return look(task.file);
    }
  }

  #copy(file: KnownFile, destination: string, isStopped: () => boolean): FileResult {
    const source = fromSource(file.path, () => openSync(file.path, 'r'));
    try {
      const facts = fstatSync(source);
      checkUnchanged(facts, file);
      const sha256 = this.#shareBlocks(file, destination, String(facts.dev))
        ? this.#readAll(source, file, isStopped, () => undefined)
        : this.#writeCopy(source, file, destination, isStopped);
      if (file.sizeBytes > pieceBytes) {
        // Reading it took a while.
        checkUnchanged(fstatSync(source), file);
      }
      return { ok: true, sha256, bytes: file.sizeBytes };
    } finally {
      closeSync(source);
    }
  }

  #writeCopy(source: number, file: KnownFile, destination: string, isStopped: () => boolean): string {
    const target = openSync(destination, 'wx');
    try {
      const sha256 = this.#readAll(source, file, isStopped, (bytes) => {
        for (let written = 0; written < bytes.length;) {
          written += writeSync(target, bytes, written, bytes.length - written);
        }
      });
      futimesSync(target, file.modifiedMs / 1000, file.modifiedMs / 1000);
      return sha256;
    } finally {
      closeSync(target);
    }
  }

  /** A copy that shares its blocks until one of the two is written to (Btrfs, XFS, APFS); false where that cannot be. */
  #shareBlocks(file: KnownFile, destination: string, disk: string): boolean {
    if (this.#reflinks.get(disk) === false) {
      return false;
    }
    try {
      copyFileSync(file.path, destination, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
      utimesSync(destination, file.modifiedMs / 1000, file.modifiedMs / 1000);
      return true;
    } catch (error) {
      if (systemCode(error) === 'EEXIST') {
        throw error;
      }
      this.#reflinks.set(disk, false);
      rmSync(destination, { force: true });
      return false;
    }
  }

  #link(
    kind: 'hard-link' | 'symbolic-link',
    file: KnownFile,
    destination: string,
    isStopped: () => boolean,
  ): FileResult {
    const source = fromSource(file.path, () => openSync(file.path, 'r'));
    try {
      checkUnchanged(fstatSync(source), file);
      const sha256 = this.#readAll(source, file, isStopped, () => undefined);
      checkUnchanged(fstatSync(source), file);
      if (kind === 'hard-link') {
        linkSync(file.path, destination);
      } else {
        symlinkSync(file.path, destination, 'file');
      }
      return { ok: true, sha256, bytes: file.sizeBytes };
    } finally {
      closeSync(source);
    }
  }

  #hash(path: string, isStopped: () => boolean): FileResult {
    const source = fromSource(path, () => openSync(path, 'r'));
    try {
      const { size, mtimeMs } = fstatSync(source);
      const file = { path, sizeBytes: size, modifiedMs: mtimeMs };
      return { ok: true, sha256: this.#readAll(source, file, isStopped, () => undefined), bytes: size };
    } finally {
      closeSync(source);
    }
  }

  #hashKnown(file: KnownFile, isStopped: () => boolean): FileResult {
    const source = fromSource(file.path, () => openSync(file.path, 'r'));
    try {
      checkUnchanged(fstatSync(source), file);
      const sha256 = this.#readAll(source, file, isStopped, () => undefined);
      checkUnchanged(fstatSync(source), file);
      return { ok: true, sha256, bytes: file.sizeBytes };
    } finally {
      closeSync(source);
    }
  }

  /** Hands on every byte of the file and returns their sha256: what is hashed is what is written. */
  #readAll(source: number, file: KnownFile, isStopped: () => boolean, write: (bytes: Uint8Array) => void): string {
    const first = this.#readPiece(source, file, 0);
    if (first.length === file.sizeBytes) {
      write(first);
      return hash('sha256', first);
    }
    const digest = createHash('sha256');
    let position = 0;
    for (let piece = first; piece.length > 0; piece = this.#readPiece(source, file, position)) {
      if (isStopped()) {
        throw new Trouble({ ok: false, trouble: 'stopped' });
      }
      write(piece);
      digest.update(piece);
      position += piece.length;
    }
    if (position !== file.sizeBytes) {
      throw sourceTrouble('changed', file.path);
    }
    return digest.digest('hex');
  }

  #readPiece(source: number, file: KnownFile, position: number): Uint8Array {
    return fromSource(file.path, () => {
      const wanted = Math.min(pieceBytes, file.sizeBytes - position);
      let filled = 0;
      while (filled < wanted) {
        const count = readSync(source, this.#buffer, filled, wanted - filled, position + filled);
        if (count === 0) {
          break;
        }
        filled += count;
      }
      return this.#buffer.subarray(0, filled);
    });
  }
}

/** Without an error a file: of a card that is away all are missing. */
function look(file: KnownFile): FileResult {
  const found = fromSource(file.path, () => statSync(file.path, { throwIfNoEntry: false }));
  if (found === undefined) {
    return { ok: false, trouble: 'missing', path: file.path, detail: 'ENOENT' };
  }
  checkUnchanged(found, file);
  return { ok: true, sha256: '', bytes: file.sizeBytes };
}

/** The library stores times in whole milliseconds. */
function checkUnchanged(found: { readonly size: number; readonly mtimeMs: number }, file: KnownFile): void {
  if (found.size !== file.sizeBytes || Math.abs(found.mtimeMs - file.modifiedMs) > 1) {
    throw sourceTrouble('changed', file.path);
  }
}
