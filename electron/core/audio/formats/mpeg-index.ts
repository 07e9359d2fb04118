import type { FileWindow } from './file-window.ts';
import { isSameStream, mpegHeaderBytes, parseMpegHeader, type MpegFrameHeader } from './mpeg-frame.ts';

/** Where the frames of an MPEG stream lie. */
export interface MpegIndex {
  readonly first: MpegFrameHeader;
  /** Where the first frame lies. */
  readonly firstPosition: number;
  /** Whole frames. */
  readonly count: number;
  /** Where every `indexStep`th frame lies. */
  readonly positions: readonly number[];
  /** Whether bytes that are no frame lie between frames, or the last frame is cut. */
  readonly isDamaged: boolean;
}

export interface MpegFrame {
  readonly position: number;
  readonly header: MpegFrameHeader;
}

/** An hour of MP3 has about 140,000 frames: every 64th is remembered, the rest is walked. */
export const indexStep = 64;
const searchBytes = 1 << 16;
/** How far into a file the first frame is looked for. */
const mostLostBytes = 1 << 20;

/** The first frame at or behind `from`: a header that another of its stream follows, or the end of the file. */
export async function findFirstFrame(window: FileWindow, from: number): Promise<MpegFrame | null> {
  const limit = Math.min(window.size, from + mostLostBytes);
  for (let at = from; at < limit; at += searchBytes) {
    const bytes = (await window.at(at, searchBytes + mpegHeaderBytes)).slice();
    for (let sync = bytes.indexOf(0xff); sync >= 0 && sync < searchBytes; sync = bytes.indexOf(0xff, sync + 1)) {
      const header = parseMpegHeader(bytes, sync);
      if (header !== null && (await isFollowed(window, at + sync, header))) {
        return { position: at + sync, header };
      }
    }
  }
  return null;
}

/** The frame at `position`, or the next one of the stream behind it; null at the end. */
export async function nextFrame(
  window: FileWindow,
  position: number,
  stream: MpegFrameHeader,
): Promise<MpegFrame | null> {
  const header = parseMpegHeader(await window.at(position, mpegHeaderBytes), 0);
  if (header !== null && isSameStream(header, stream)) {
    return position + header.length <= window.size ? { position, header } : null;
  }
  return lookFurther(window, position + 1, stream);
}

/** Walks all frames from the first one on. Reads the whole file once, in pieces. */
export async function indexFrames(window: FileWindow, { position, header }: MpegFrame): Promise<MpegIndex> {
  const positions: number[] = [];
  let count = 0;
  let isDamaged = false;
  let at = position;
  for (let frame = await nextFrame(window, at, header); frame !== null; frame = await nextFrame(window, at, header)) {
    if (count % indexStep === 0) {
      positions.push(frame.position);
    }
    count += 1;
    isDamaged ||= frame.position !== at;
    at = frame.position + frame.header.length;
  }
  const rest = await window.at(at, 3);
  const isTagged = rest.length === 0 || ['TAG', 'APE', 'LYR'].includes(String.fromCharCode(...rest));
  return { first: header, firstPosition: position, count, positions, isDamaged: isDamaged || !isTagged };
}

async function isFollowed(window: FileWindow, position: number, header: MpegFrameHeader): Promise<boolean> {
  const end = position + header.length;
  const next = parseMpegHeader(await window.at(end, mpegHeaderBytes), 0);
  return next === null ? end === window.size : isSameStream(header, next);
}

async function lookFurther(window: FileWindow, from: number, stream: MpegFrameHeader): Promise<MpegFrame | null> {
  for (let at = from; at < window.size; at += searchBytes) {
    const bytes = (await window.at(at, searchBytes + mpegHeaderBytes)).slice();
    for (let sync = bytes.indexOf(0xff); sync >= 0 && sync < searchBytes; sync = bytes.indexOf(0xff, sync + 1)) {
      const header = parseMpegHeader(bytes, sync);
      const isOurs = header !== null && isSameStream(header, stream) && at + sync + header.length <= window.size;
      if (isOurs && (await isFollowed(window, at + sync, header))) {
        return { position: at + sync, header };
      }
    }
  }
  return null;
}
