import type { FileWindow } from './file-window.ts';
import { decodeFlacBlock } from './flac-block.ts';
import { crc16, longestFrameHeader, parseFrameHeader, type FlacFrameHeader } from './flac-frame.ts';

/** A frame header that was found in the file, with where its block begins. */
export interface FoundFrame {
  readonly position: number;
  readonly header: FlacFrameHeader;
  /** In frames from the first block of the file. */
  readonly start: number;
}

/** A frame with its bytes; `bytes` is null where its checksum says that it is damaged. */
export interface FlacFrame extends FoundFrame {
  readonly bytes: Uint8Array | null;
  readonly end: number;
}

/** The frames of one FLAC stream: those that agree with the first in all that does not change. */
export interface FlacFrames {
  readonly first: FoundFrame;
  /** Bits of a sample. */
  readonly width: number;
  /** The first header from `from` on that begins before `to`. */
  find(from: number, to: number): Promise<FoundFrame | null>;
  /** The whole frame behind a header. */
  read(found: FoundFrame): Promise<FlacFrame>;
  /** The last frame that begins at or before `frame`, nearly: one from which few blocks are to be read. */
  near(frame: number): Promise<FoundFrame>;
  /** The last header of the file. */
  last(): Promise<FoundFrame>;
}

const searchBytes = 1 << 16;
/** A block of one repeated sample is 65,535 frames in a dozen bytes: a number beyond that is damage. */
const mostFramesPerByte = 8192;

/** Frames from `header` on, which lies at `position`. `bits` is what STREAMINFO says, for headers that do not. */
export function createFlacFrames(
  window: FileWindow,
  position: number,
  header: FlacFrameHeader,
  bits: number,
): FlacFrames {
  const width = header.bitsPerSample === 0 ? bits : header.bitsPerSample;
  const stream: Stream = {
    window,
    first: { position, header, start: 0 },
    width,
    unitSize: header.isVariable ? 1 : header.blockSize,
    // A block that is not compressed at all, with one bit more for the side channel.
    mostBytes: (size) => Math.ceil((size * header.channels * (width + 1)) / 8) + 64,
  };
  return {
    first: stream.first,
    width,
    find: (from, to) => find(stream, from, to),
    read: (found) => read(stream, found),
    near: (frame) => near(stream, frame),
    last: () => last(stream),
  };
}

interface Stream {
  readonly window: FileWindow;
  readonly first: FoundFrame;
  readonly width: number;
  /** Frames for which one number of a header stands. */
  readonly unitSize: number;
  mostBytes(blockSize: number): number;
}

/** The header at `at` in bytes that begin at `filePosition`, where it agrees with the first in all that does not change. */
function headerIn({ first, unitSize }: Stream, bytes: Uint8Array, at: number, filePosition: number): FoundFrame | null {
  const header = parseFrameHeader(bytes, at);
  if (header === null) {
    return null;
  }
  const position = filePosition + at;
  const start = (header.number - first.header.number) * unitSize;
  const isPlausible = start >= 0 && start <= (position - first.position) * mostFramesPerByte;
  return isPlausible && agree(header, first.header) ? { position, header, start } : null;
}

function agree(one: FlacFrameHeader, other: FlacFrameHeader): boolean {
  return (
    one.channels === other.channels &&
    one.sampleRate === other.sampleRate &&
    one.bitsPerSample === other.bitsPerSample &&
    one.isVariable === other.isVariable &&
    (one.isVariable || one.blockSize <= other.blockSize)
  );
}

async function find(stream: Stream, from: number, to: number): Promise<FoundFrame | null> {
  const { window } = stream;
  for (let at = from; at < Math.min(to, window.size); at += searchBytes) {
    const length = Math.min(searchBytes, to - at);
    const bytes = await window.at(at, length + longestFrameHeader);
    for (let sync = bytes.indexOf(0xff); sync >= 0 && sync < length; sync = bytes.indexOf(0xff, sync + 1)) {
      const found = headerIn(stream, bytes, sync, at);
      if (found !== null) {
        return found;
      }
    }
  }
  return null;
}

async function read(stream: Stream, found: FoundFrame): Promise<FlacFrame> {
  const { window } = stream;
  const bytes = await window.at(found.position, stream.mostBytes(found.header.blockSize) + longestFrameHeader);
  let crc = 0;
  let checked = 0;
  let next: FoundFrame | null = null;
  for (let sync = bytes.indexOf(0xff, found.header.length); sync >= 0; sync = bytes.indexOf(0xff, sync + 1)) {
    const candidate = headerIn(stream, bytes, sync, found.position);
    if (candidate === null) {
      continue;
    }
    crc = crc16(bytes, checked, sync, crc);
    checked = sync;
    if (crc === 0) {
      return { ...found, bytes: bytes.subarray(0, sync), end: candidate.position };
    }
    next ??= candidate.start > found.start ? candidate : null;
  }
  const ending = lengthAtEnd(stream, bytes, found.header, window.size - found.position);
  if (ending !== null) {
    return { ...found, bytes: bytes.subarray(0, ending), end: found.position + ending };
  }
  const searched = Math.max(1, bytes.length - longestFrameHeader);
  next ??= await find(stream, found.position + searched, window.size);
  return { ...found, bytes: null, end: next?.position ?? window.size };
}

async function near(stream: Stream, frame: number): Promise<FoundFrame> {
  const { window } = stream;
  let best = stream.first;
  let high = window.size;
  while (high - best.position > 2 * searchBytes) {
    const middle = best.position + Math.floor((high - best.position) / 2);
    const found = await find(stream, middle, Math.min(high, middle + reachOf(stream)));
    if (found !== null && found.start <= frame && found.start >= best.start) {
      best = found;
    } else {
      high = middle;
    }
  }
  return best;
}

async function last(stream: Stream): Promise<FoundFrame> {
  const { window, first } = stream;
  const reach = reachOf(stream);
  let from = Math.max(first.position, window.size - reach);
  let best = await find(stream, from, window.size);
  if (best === null) {
    best = await near(stream, Number.MAX_SAFE_INTEGER);
    from = best.position;
  }
  const limit = Math.min(window.size, from + 4 * reach);
  for (let found: FoundFrame | null = best; found !== null;) {
    best = found.start >= best.start ? found : best;
    found = await find(stream, found.position + 1, limit);
  }
  return best;
}

/** Bytes within which a header must lie. */
function reachOf({ first, mostBytes }: Stream): number {
  return Math.max(
    searchBytes,
    mostBytes(first.header.isVariable ? 65535 : first.header.blockSize) + longestFrameHeader,
  );
}

/** The length of a whole frame that no other of its stream follows: the file ends, or something else begins. */
function lengthAtEnd({ width }: Stream, bytes: Uint8Array, header: FlacFrameHeader, rest: number): number | null {
  const isWhole = (length: number): boolean => length <= bytes.length && crc16(bytes, 0, length, 0) === 0;
  try {
    const { length } = decodeFlacBlock(bytes, header, header.bitsPerSample || width);
    if (isWhole(length)) {
      return length;
    }
  } catch {
    // What cannot be decoded here may still end where the file does.
  }
  // Asked last: the checksum is right, too, over this frame and whole ones of another kind behind it.
  return isWhole(rest) ? rest : null;
}

/** The frames of the stream whose first whole frame begins from `from` on and before `to`; null where there is none. */
export async function findFlacFrames(
  window: FileWindow,
  from: number,
  to: number,
  bits: number,
): Promise<FlacFrames | null> {
  for (let at = from; at < Math.min(to, window.size); at += searchBytes) {
    const length = Math.min(searchBytes, to - at);
    // Copied, because reading a frame may move the window.
    const bytes = (await window.at(at, length + longestFrameHeader)).slice();
    for (let sync = bytes.indexOf(0xff); sync >= 0 && sync < length; sync = bytes.indexOf(0xff, sync + 1)) {
      const header = parseFrameHeader(bytes, sync);
      if (header !== null && (header.bitsPerSample || bits) > 0) {
        const frames = createFlacFrames(window, at + sync, header, bits);
        if ((await frames.read(frames.first)).bytes !== null) {
          return frames;
        }
      }
    }
  }
  return null;
}
