import { createHash, webcrypto } from 'node:crypto';
import { FaultError } from '../../contract/outcome.ts';
import { closeDescriptor, openDescriptor, readFully, setTimes, statDescriptor, writeFully } from './descriptor.ts';
import type { ExportMember } from './export-subset.ts';
import type { WrittenFile } from './manifest.ts';
import { systemCode } from './write-fault.ts';

/** Up to this size a file is read in one go; a field clip of three seconds is 0.3 MB. */
const pieceBytes = 4 * 1024 * 1024;

type SourceFile = Pick<ExportMember, 'absolutePath' | 'sizeBytes' | 'modifiedMs'>;

/** A buffer that is used for one file after another: fresh memory costs as much as the copying. */
export interface CopyBuffer {
  bytes: Uint8Array<ArrayBuffer>;
}

function bufferOf(buffer: CopyBuffer, length: number): Uint8Array<ArrayBuffer> {
  if (buffer.bytes.length < length) {
    buffer.bytes = new Uint8Array(length);
  }
  return buffer.bytes.subarray(0, length);
}

function changed(path: string): FaultError {
  return new FaultError({
    code: 'file-changed',
    message: `${path} has changed since it was scanned, so its score may be wrong. Rescan its source and score it again.`,
  });
}

/** What a source that cannot be read means for the person. Throws always. */
function throwUnreadable(path: string, error: unknown): never {
  const detail = error instanceof Error ? error.message : String(error);
  throw systemCode(error) === 'ENOENT'
    ? new FaultError({
        code: 'file-missing',
        message: `${path} is not there any more. Connect its disk or card, or rescan its source.`,
        detail,
      })
    : new FaultError({ code: 'file-unreadable', message: `${path} cannot be read. Check its disk or card.`, detail });
}

/** The library stores times in whole milliseconds. */
async function checkUnchanged(descriptor: number, file: SourceFile): Promise<void> {
  const { size, mtimeMs } = await statDescriptor(descriptor);
  if (size !== file.sizeBytes || Math.abs(mtimeMs - file.modifiedMs) > 1) {
    throw changed(file.absolutePath);
  }
}

async function readPiece(source: number, target: Uint8Array, position: number, file: SourceFile): Promise<number> {
  try {
    return await readFully(source, target, position);
  } catch (error) {
    return throwUnreadable(file.absolutePath, error);
  }
}

/** Opens a source, runs the work, then checks that the file is still the one the library knows. */
async function withSource<Value>(file: SourceFile, work: (source: number) => Promise<Value>): Promise<Value> {
  const source = await openDescriptor(file.absolutePath, 'r').catch((error: unknown) =>
    throwUnreadable(file.absolutePath, error),
  );
  try {
    return await work(source);
  } finally {
    await closeDescriptor(source);
  }
}

/** Bytes and hash of what was read are those of what is written; both happen off the main thread, at the same time. */
async function copyInOneGo(source: number, target: number, file: SourceFile, buffer: CopyBuffer): Promise<string> {
  const bytes = bufferOf(buffer, file.sizeBytes);
  const count = await readPiece(source, bytes, 0, file);
  await checkUnchanged(source, file);
  if (count !== file.sizeBytes) {
    throw changed(file.absolutePath);
  }
  const [digest] = await Promise.all([webcrypto.subtle.digest('SHA-256', bytes), writeFully(target, bytes)]);
  return Buffer.from(digest).toString('hex');
}

/** Reads the next piece while the last one is hashed and written. */
async function copyInPieces(source: number, target: number, file: SourceFile, signal: AbortSignal): Promise<string> {
  await checkUnchanged(source, file);
  const digest = createHash('sha256');
  const buffers = [new Uint8Array(pieceBytes), new Uint8Array(pieceBytes)] as const;
  const read = async (place: number): Promise<Uint8Array> => {
    const buffer = buffers[place % 2 === 0 ? 0 : 1];
    return buffer.subarray(0, await readPiece(source, buffer, place * pieceBytes, file));
  };
  let copied = 0;
  let piece = await read(0);
  for (let place = 1; piece.length > 0; place += 1) {
    signal.throwIfAborted();
    const underWay = Promise.all([read(place), writeFully(target, piece)]);
    digest.update(piece);
    copied += piece.length;
    [piece] = await underWay;
  }
  await checkUnchanged(source, file);
  if (copied !== file.sizeBytes) {
    throw changed(file.absolutePath);
  }
  return digest.digest('hex');
}

/**
 * Copies a recording to a new file with its modification time, and takes its sha256 in the same pass. Throws a FaultError
 * (`file-changed`, `file-missing`, `file-unreadable`) for the source, and what the file system throws for the destination.
 */
export async function copyRecording(
  file: SourceFile,
  destination: string,
  context: { readonly signal: AbortSignal; readonly buffer: CopyBuffer },
): Promise<WrittenFile> {
  return withSource(file, async (source) => {
    const target = await openDescriptor(destination, 'wx');
    try {
      const sha256 = await (file.sizeBytes <= pieceBytes
        ? copyInOneGo(source, target, file, context.buffer)
        : copyInPieces(source, target, file, context.signal));
      await setTimes(target, file.modifiedMs / 1000, file.modifiedMs / 1000);
      return { bytes: file.sizeBytes, sha256, modifiedMs: file.modifiedMs };
    } finally {
      await closeDescriptor(target);
    }
  });
}

/** Runs work that reads the source by its path, between two checks that it is the file the library knows. */
export async function withUnchangedSource<Value>(file: SourceFile, work: () => Promise<Value>): Promise<Value> {
  return withSource(file, async (source) => {
    await checkUnchanged(source, file);
    const value = await work();
    await checkUnchanged(source, file);
    return value;
  });
}
