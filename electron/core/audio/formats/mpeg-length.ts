import type { AudioFile } from '../audio-file.ts';
import type { FileWindow } from './file-window.ts';
import type { EncoderTag } from './mpeg-encoder-tag.ts';
import { frameBytes, isSameStream, parseMpegHeader, type MpegFrameHeader } from './mpeg-frame.ts';
import { findFrame, type MpegFrame } from './mpeg-search.ts';
import { asciiOf, uint32At } from './riff-chunks.ts';

/** The length of a stream that was not walked through. */
export interface KnownLength {
  readonly count: number;
  /** Bytes of a frame, a fraction, where all have the same bit rate; null where they have not. */
  readonly constantBytes: number | null;
}

/** How a stream begins. */
export interface MpegBegin {
  /** Where the encoder's tag lies, or the first frame where there is none. */
  readonly begin: number;
  readonly tag: EncoderTag | null;
  readonly first: MpegFrame;
}

/** Smaller files are walked through in a few milliseconds, which needs no trust. */
const leastBytes = 1 << 21;
const probes = 8;
/** Twice the longest frame. */
const probeBytes = 4096;
const id3v1Bytes = 128;
const apeFooterBytes = 32;

/**
 * How many frames a large file holds, from its ends and a few places between: by the encoder's tag where the file is as
 * long as the tag says, or by the bit rate where it is the same at every place and every place is where it should be.
 * null where only walking through the file tells.
 */
export async function knownLength(
  file: AudioFile,
  window: FileWindow,
  { first, tag, begin }: MpegBegin,
): Promise<KnownLength | null> {
  const end = await endOfFrames(file);
  if (end - first.position < leastBytes || !(await endsWhole(window, end, first.header))) {
    return null;
  }
  const isTold = tag !== null && tag.frameCount > 0 && begin + tag.byteCount === end;
  return (await constantLength(file, first, end)) ?? (isTold ? { count: tag.frameCount, constantBytes: null } : null);
}

/** Where the tags behind the audio begin. */
async function endOfFrames(file: AudioFile): Promise<number> {
  const isTagged = asciiOf(await file.peek(file.size - id3v1Bytes, 3), 0, 3) === 'TAG';
  const end = isTagged ? file.size - id3v1Bytes : file.size;
  const footer = await file.peek(end - apeFooterBytes, apeFooterBytes);
  if (asciiOf(footer, 0, 8) !== 'APETAGEX') {
    return end;
  }
  const hasHeader = (uint32At(footer, 20) & 0x80000000) !== 0;
  return end - uint32At(footer, 12) - (hasHeader ? apeFooterBytes : 0);
}

/** Whether the last frames follow each other up to the very end. */
async function endsWhole(window: FileWindow, end: number, stream: MpegFrameHeader): Promise<boolean> {
  let at = end - probeBytes;
  for (let frame = await findFrame(window, at, stream); frame !== null && frame.position < end;) {
    at = frame.position + frame.header.length;
    const header = parseMpegHeader(await window.at(at, 4), 0);
    frame = at < end && header !== null && isSameStream(header, stream) ? { position: at, header } : null;
  }
  return at === end;
}

async function constantLength(
  file: AudioFile,
  { position, header }: MpegFrame,
  end: number,
): Promise<KnownLength | null> {
  const { frames, kilobits, sampleRate } = header;
  const bytes = frameBytes(frames, kilobits, sampleRate);
  const numberAt = (at: number): number => Math.round((at - position) / bytes);
  const isInPlace = (at: number): boolean => Math.abs(at - position - numberAt(at) * bytes) < 1.5;
  for (let probe = 1; probe <= probes; probe += 1) {
    const from = position + Math.floor(((end - position - probeBytes) * probe) / probes);
    const found = frameIn(await file.peek(from, probeBytes), header);
    if (found === null || found.header.kilobits !== kilobits || !isInPlace(from + found.position)) {
      return null;
    }
  }
  return isInPlace(end) ? { count: numberAt(end), constantBytes: bytes } : null;
}

/** The first frame in `bytes` that another follows. */
function frameIn(bytes: Uint8Array, stream: MpegFrameHeader): MpegFrame | null {
  for (let sync = bytes.indexOf(0xff); sync >= 0; sync = bytes.indexOf(0xff, sync + 1)) {
    const header = parseMpegHeader(bytes, sync);
    const next = header === null ? null : parseMpegHeader(bytes, sync + header.length);
    if (header !== null && next !== null && isSameStream(header, stream) && isSameStream(next, stream)) {
      return { position: sync, header };
    }
  }
  return null;
}
