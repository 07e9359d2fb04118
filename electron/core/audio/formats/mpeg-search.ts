import type { FileWindow } from './file-window.ts';
import { isSameStream, mpegHeaderBytes, parseMpegHeader, type MpegFrameHeader } from './mpeg-frame.ts';

export interface MpegFrame {
  readonly position: number;
  readonly header: MpegFrameHeader;
}

const searchBytes = 1 << 16;
/** How far into a file the first frame is looked for. */
const mostLostBytes = 1 << 20;

/** The first frame at or behind `from`: a header that another of its stream follows, or the end of the file. */
export function findFirstFrame(window: FileWindow, from: number): Promise<MpegFrame | null> {
  return search(window, from, Math.min(window.size, from + mostLostBytes), () => true);
}

/** The next whole frame of the stream that begins from `from` on and is followed by another; null at the end. */
export function findFrame(window: FileWindow, from: number, stream: MpegFrameHeader): Promise<MpegFrame | null> {
  return search(window, from, window.size, isFrameOf(window, stream));
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

function isFrameOf(window: FileWindow, stream: MpegFrameHeader): IsWanted {
  return (header, position) => isSameStream(header, stream) && position + header.length <= window.size;
}

async function search(window: FileWindow, from: number, to: number, isWanted: IsWanted): Promise<MpegFrame | null> {
  for (let at = from; at < to; at += searchBytes) {
    // Copied, because looking at the header that follows may move the window.
    const bytes = (await window.at(at, searchBytes + mpegHeaderBytes)).slice();
    for (let sync = bytes.indexOf(0xff); sync >= 0 && sync < searchBytes; sync = bytes.indexOf(0xff, sync + 1)) {
      const header = parseMpegHeader(bytes, sync);
      if (header !== null && isWanted(header, at + sync) && (await isFollowed(window, at + sync, header))) {
        return { position: at + sync, header };
      }
    }
  }
  return null;
}

async function isFollowed(window: FileWindow, position: number, header: MpegFrameHeader): Promise<boolean> {
  const end = position + header.length;
  const next = parseMpegHeader(await window.at(end, mpegHeaderBytes), 0);
  return next === null ? end === window.size : isSameStream(header, next);
}
