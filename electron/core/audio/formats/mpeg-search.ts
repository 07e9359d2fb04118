import type { FileWindow } from './file-window.ts';
import { isSameStream, mpegHeaderBytes, parseMpegHeader, type MpegFrameHeader } from './mpeg-frame.ts';

export interface MpegFrame {
  readonly position: number;
  readonly header: MpegFrameHeader;
}

const searchBytes = 1 << 16;
/** More than a frame of the highest bit rate and lowest sample rate has. */
const mostFrameBytes = 4096;
/** How far into a file the first frame is looked for. */
const mostLostBytes = 1 << 20;

/** The first frame at or behind `from`: a header that another of its stream follows, or the end of the file. */
export function findFirstFrame(window: FileWindow, from: number): Promise<MpegFrame | null> {
  return search(window, from, Math.min(window.size, from + mostLostBytes), () => true);
}

/** The next whole frame of the stream that begins from `from` on and is followed by another; null at the end. */
export function findFrame(window: FileWindow, from: number, stream: MpegFrameHeader): Promise<MpegFrame | null> {
  return search(window, from, window.size, isFrameOf(window.size, stream));
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
  return findFrame(window, position + 1, stream);
}

type IsWanted = (header: MpegFrameHeader, position: number) => boolean;

function isFrameOf(size: number, stream: MpegFrameHeader): IsWanted {
  return (header, position) => isSameStream(header, stream) && position + header.length <= size;
}

async function search(window: FileWindow, from: number, to: number, isWanted: IsWanted): Promise<MpegFrame | null> {
  for (let at = from; at < to; at += searchBytes) {
    const bytes = await window.at(at, searchBytes + mostFrameBytes + mpegHeaderBytes);
    const found = frameIn({ bytes, position: at, size: window.size }, { from: 0, to: searchBytes }, isWanted);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

/** Bytes of a file of `size` bytes, and where they lie in it. */
export interface BytesInHand {
  readonly bytes: Uint8Array;
  readonly position: number;
  readonly size: number;
}

/** The next whole frame of the stream in `hand` that begins from `from` on and is followed by another that lies there too. */
export function nextInHand(hand: BytesInHand, from: number, stream: MpegFrameHeader): MpegFrame | null {
  const to = hand.bytes.length - mostFrameBytes - mpegHeaderBytes;
  return frameIn(hand, { from, to }, isFrameOf(hand.size, stream));
}

/** The header in `hand` at `at` that another of its own kind follows there; null where there is none. */
export function frameKindAt(hand: BytesInHand, at: number): MpegFrameHeader | null {
  const header = parseMpegHeader(hand.bytes, at);
  return header !== null && isFollowed(hand, at, header) ? header : null;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function frameIn(hand: BytesInHand, { from, to }: Stretch, isWanted: IsWanted): MpegFrame | null {
  const { bytes, position } = hand;
  for (let sync = bytes.indexOf(0xff, from); sync >= 0 && sync < to; sync = bytes.indexOf(0xff, sync + 1)) {
    const header = parseMpegHeader(bytes, sync);
    if (header !== null && isWanted(header, position + sync) && isFollowed(hand, sync, header)) {
      return { position: position + sync, header };
    }
  }
  return null;
}

function isFollowed({ bytes, position, size }: BytesInHand, at: number, header: MpegFrameHeader): boolean {
  const end = at + header.length;
  const next = parseMpegHeader(bytes, end);
  return next === null ? position + end === size : isSameStream(header, next);
}
