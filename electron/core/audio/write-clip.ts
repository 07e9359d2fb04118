import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { AudioReader, ChannelChoice } from './audio-reader.ts';
import { clipRange, type ClipRange } from './clip-range.ts';
import { encodeSamples16, mostWavFrames, wavHeader16 } from './encode-wav.ts';
import { openAudio } from './open-audio.ts';
import { createResampler, type StreamResampler } from './resampler.ts';
import { resampledLength } from './windows.ts';

export { encodeWav16 } from './encode-wav.ts';

export interface WrittenClip {
  readonly bytes: number;
  readonly sha256: string;
  readonly fromFrame: number;
  /** Exclusive. */
  readonly toFrame: number;
}

/** The part of a recording that is written, and as what. */
export interface ClipPart {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** In Hz; the recording's own where absent. */
  readonly sampleRate?: number | undefined;
  /** Silence is added at the end up to this length. */
  readonly padToSeconds?: number | undefined;
  /** The mean of all channels where absent. */
  readonly channel?: ChannelChoice | undefined;
}

const pieceFrames = 65536;

/**
 * Writes a part of a recording as a mono PCM 16-bit WAV, at the recording's own sample rate or resampled to another. The
 * range is rounded to frames and clamped to the recording; the same input gives the same bytes. `destination` must not
 * exist; it is removed again where writing fails. Faults: those of openAudio, invalid-input, already-exists, disk-full,
 * permission-denied, export-failed.
 */
export async function writeWavClip(source: string, destination: string, part: ClipPart): Promise<Outcome<WrittenClip>> {
  const opened = await openAudio(source, { channel: part.channel });
  if (!opened.ok) {
    return opened;
  }
  try {
    const range = clipRange(opened.value.info, part.fromSeconds, part.toSeconds);
    if (!range.ok) {
      return range;
    }
    return await writePart(opened.value, destination, range.value, part);
  } finally {
    await opened.value.close();
  }
}

async function writePart(
  reader: AudioReader,
  destination: string,
  range: ClipRange,
  part: ClipPart,
): Promise<Outcome<WrittenClip>> {
  const { info } = reader;
  const sampleRate = part.sampleRate ?? info.sampleRate;
  const sounding = resampledLength(range.toFrame - range.fromFrame, info.sampleRate, sampleRate);
  const frames = Math.max(sounding, Math.round((part.padToSeconds ?? 0) * sampleRate));
  if (frames > mostWavFrames) {
    return fail('invalid-input', 'This part is too long for one WAV file (4 GB). Export a shorter clip.');
  }
  const resampler = await resamplerOrNull(info.sampleRate, sampleRate);
  if (resampler === null) {
    const message = `A recording at ${info.sampleRate} Hz cannot be turned into ${sampleRate} Hz. Keep its own rate.`;
    return fail('unsupported-format', message);
  }
  try {
    return await writeNewFile(destination, (handle) =>
      writeRange(handle, { reader, range, resampler, sampleRate, frames }),
    );
  } finally {
    resampler.release();
  }
}

async function resamplerOrNull(fromRate: number, toRate: number): Promise<StreamResampler | null> {
  try {
    return await createResampler(fromRate, toRate);
  } catch {
    return null;
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

interface Writing {
  readonly reader: AudioReader;
  readonly range: ClipRange;
  readonly resampler: StreamResampler;
  readonly sampleRate: number;
  /** Of the new file, silence included. */
  readonly frames: number;
}

async function writeRange(handle: FileHandle, writing: Writing): Promise<Outcome<WrittenClip>> {
  const { reader, range, resampler, sampleRate, frames } = writing;
  const { fromFrame, toFrame } = range;
  const hash = createHash('sha256');
  let bytes = 0;
  let written = 0;
  const append = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece);
    await handle.writeFile(piece);
    bytes += piece.length;
  };
  const appendSamples = async (samples: Float32Array): Promise<void> => {
    const piece = samples.subarray(0, frames - written);
    written += piece.length;
    await append(encodeSamples16(piece));
  };
  await append(wavHeader16(frames, sampleRate));
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
    await appendSamples(resampler.process(piece));
  }
  await appendSamples(resampler.finish());
  while (written < frames) {
    await appendSamples(new Float32Array(Math.min(pieceFrames, frames - written)));
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
