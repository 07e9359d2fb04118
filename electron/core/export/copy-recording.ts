import { createHash, hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { FaultError } from '../../contract/outcome.ts';
import type { ExportMember } from './export-subset.ts';
import type { WrittenFile } from './manifest.ts';
import { systemCode } from './write-fault.ts';

/** Up to this size a file is read in one go; a field clip of three seconds is 0.3 MB. */
const pieceBytes = 4 * 1024 * 1024;

type SourceFile = Pick<ExportMember, 'absolutePath' | 'sizeBytes' | 'modifiedMs'>;

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
async function checkUnchanged(handle: FileHandle, file: SourceFile): Promise<void> {
  const { size, mtimeMs } = await handle.stat();
  if (size !== file.sizeBytes || Math.abs(mtimeMs - file.modifiedMs) > 1) {
    throw changed(file.absolutePath);
  }
}

async function readPiece(handle: FileHandle, buffer: Buffer, position: number, path: string): Promise<Buffer> {
  let filled = 0;
  try {
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
      if (bytesRead === 0) {
        break;
      }
      filled += bytesRead;
    }
  } catch (error) {
    throwUnreadable(path, error);
  }
  return buffer.subarray(0, filled);
}

/** Opens a source for reading and checks that it is the file the library knows; the caller's work closes it again. */
async function withSource<Value>(file: SourceFile, work: (handle: FileHandle) => Promise<Value>): Promise<Value> {
  const handle = await open(file.absolutePath, 'r').catch((error: unknown) =>
    throwUnreadable(file.absolutePath, error),
  );
  try {
    await checkUnchanged(handle, file);
    const value = await work(handle);
    await checkUnchanged(handle, file);
    return value;
  } finally {
    await handle.close();
  }
}

async function copyInOneGo(source: FileHandle, destination: FileHandle, file: SourceFile): Promise<string> {
  const bytes = await readPiece(source, Buffer.allocUnsafe(file.sizeBytes), 0, file.absolutePath);
  if (bytes.length !== file.sizeBytes) {
    throw changed(file.absolutePath);
  }
  await destination.writeFile(bytes);
  return hash('sha256', bytes);
}

/** Reads the next piece while the last one is hashed and written. */
async function copyInPieces(
  source: FileHandle,
  destination: FileHandle,
  file: SourceFile,
  signal: AbortSignal,
): Promise<string> {
  const digest = createHash('sha256');
  const buffers = [Buffer.allocUnsafe(pieceBytes), Buffer.allocUnsafe(pieceBytes)] as const;
  const read = (place: number): Promise<Buffer> =>
    readPiece(source, buffers[place % 2 === 0 ? 0 : 1], place * pieceBytes, file.absolutePath);
  let copied = 0;
  let piece = await read(0);
  for (let place = 1; piece.length > 0; place += 1) {
    signal.throwIfAborted();
    const writing = destination.writeFile(piece);
    const [next] = await Promise.all([read(place), writing, Promise.resolve(digest.update(piece))]);
    copied += piece.length;
    piece = next;
  }
  if (copied !== file.sizeBytes) {
    throw changed(file.absolutePath);
  }
  return digest.digest('hex');
}

/**
 * Copies a recording to a new file and takes its sha256 in the same pass. Throws a FaultError (`file-changed`,
 * `file-missing`, `file-unreadable`) for the source, and what the file system throws for the destination.
 */
export async function copyRecording(file: SourceFile, destination: string, signal: AbortSignal): Promise<WrittenFile> {
  return withSource(file, async (source) => {
    const target = await open(destination, 'wx');
    try {
      const sha256 = await (file.sizeBytes <= pieceBytes
        ? copyInOneGo(source, target, file)
        : copyInPieces(source, target, file, signal));
      const { mtimeMs } = await target.stat();
      return { bytes: file.sizeBytes, sha256, modifiedMs: mtimeMs };
    } finally {
      await target.close();
    }
  });
}

/** Runs work that reads the source by its path, between two checks that it is the file the library knows. */
export async function withUnchangedSource<Value>(file: SourceFile, work: () => Promise<Value>): Promise<Value> {
  return withSource(file, work);
}
