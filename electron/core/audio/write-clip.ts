import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { AudioReader } from './audio-reader.ts';
import { clipRange, type ClipRange } from './clip-range.ts';
import { encodeSamples16, mostWavFrames, wavHeader16 } from './encode-wav.ts';
import { openAudio } from './open-audio.ts';

export { encodeWav16 } from './encode-wav.ts';

export interface WrittenClip {
  readonly bytes: number;
  readonly sha256: string;
  readonly fromFrame: number;
  /** Exclusive. */
  readonly toFrame: number;
}

const pieceFrames = 65536;

/**
 * Writes a part of a recording as a mono PCM 16-bit WAV at the recording's own sample rate. The range is rounded to
 * frames and clamped to the recording; the same input gives the same bytes. `destination` must not exist; it is
 * removed again where writing fails. Faults: those of openAudio, invalid-input, already-exists, disk-full, permission-denied,
 * export-failed.
 */
export async function writeWavClip(
  source: string,
  destination: string,
  fromSeconds: number,
  toSeconds: number,
): Promise<Outcome<WrittenClip>> {
  const opened = await openAudio(source);
  if (!opened.ok) {
    return opened;
  }
  try {
    const range = clipRange(opened.value.info, fromSeconds, toSeconds);
    if (!range.ok) {
      return range;
    }
    if (range.value.toFrame - range.value.fromFrame > mostWavFrames) {
      return fail('invalid-input', 'This part is too long for one WAV file (4 GB). Export a shorter clip.');
    }
    return await writeNewFile(destination, (handle) => writeRange(opened.value, handle, range.value));
  } finally {
    await opened.value.close();
  }
}

async function writeNewFile<Value>(
  destination: string,
  write: (handle: FileHandle) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  let handle: FileHandle | null = null;
  let written: Outcome<Value>;
  try {
    handle = await open(destination, 'wx');
    written = await write(handle);
    await handle.close();
  } catch (error) {
    await handle?.close().catch(() => undefined);
    written = { ok: false, fault: faultOfWriteError(error) };
  }
  if (!written.ok && handle !== null) {
    await rm(destination, { force: true }).catch(() => undefined);
  }
  return written;
}

async function writeRange(reader: AudioReader, handle: FileHandle, range: ClipRange): Promise<Outcome<WrittenClip>> {
  const { fromFrame, toFrame } = range;
  const hash = createHash('sha256');
  let bytes = 0;
  const append = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece);
    await handle.writeFile(piece);
    bytes += piece.length;
  };
  await append(wavHeader16(toFrame - fromFrame, reader.info.sampleRate));
  const samples = new Float32Array(Math.min(pieceFrames, toFrame - fromFrame));
  for (let frame = fromFrame; frame < toFrame; frame += samples.length) {
    const piece = samples.subarray(0, Math.min(samples.length, toFrame - frame));
    const read = await reader.readMono(frame, piece);
    if (!read.ok) {
      return read;
    }
    if (read.value < piece.length) {
      return fail('file-changed', 'The recording became shorter while it was read. Scan its folder again.');
    }
    await append(encodeSamples16(piece));
  }
  return succeed({ bytes, sha256: hash.digest('hex'), fromFrame, toFrame });
}

function faultOfWriteError(error: unknown): Fault {
  const detail = error instanceof Error ? error.message : String(error);
  switch (error instanceof Error && 'code' in error ? error.code : '') {
    case 'EEXIST':
      return {
        code: 'already-exists',
        message: 'A file of this name is there already. It was left untouched.',
        detail,
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', message: 'The disk is full. Free some space or choose another folder.', detail };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'permission-denied', message: 'Earmark may not write there. Choose another folder.', detail };
    default:
      return {
        code: 'export-failed',
        message: 'The clip could not be written. Choose another folder or drive.',
        detail,
      };
  }
}
