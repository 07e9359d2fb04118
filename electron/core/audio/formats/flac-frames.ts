import type { FileWindow } from './file-window.ts';
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
const id3v1Bytes = 128;
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
  const unitSize = header.isVariable ? 1 : header.blockSize;
  const base = header.number * unitSize;
  const first: FoundFrame = { position, header, start: 0 };
  /** A block that is not compressed at all, with one bit more for the side channel. */
  const mostBytes = (size: number): number => Math.ceil((size * header.channels * (width + 1)) / 8) + 64;
  const reach = Math.max(searchBytes, mostBytes(header.isVariable ? 65535 : header.blockSize) + longestFrameHeader);

  const agrees = (other: FlacFrameHeader): boolean =>
    other.channels === header.channels &&
    other.sampleRate === header.sampleRate &&
    other.bitsPerSample === header.bitsPerSample &&
    other.isVariable === header.isVariable &&
    (other.isVariable || other.blockSize <= header.blockSize);
  const headerIn = (bytes: Uint8Array, at: number, filePosition: number): FoundFrame | null => {
    const found = parseFrameHeader(bytes, at);
    const start = found === null ? -1 : found.number * unitSize - base;
    return found !== null && agrees(found) && start >= 0 && start <= (filePosition + at - position) * mostFramesPerByte
      ? { position: filePosition + at, header: found, start }
      : null;
  };
  const find = async (from: number, to: number): Promise<FoundFrame | null> => {
    for (let at = from; at < Math.min(to, window.size); at += searchBytes) {
      const length = Math.min(searchBytes, to - at);
      const bytes = await window.at(at, length + longestFrameHeader);
      for (let sync = bytes.indexOf(0xff); sync >= 0 && sync < length; sync = bytes.indexOf(0xff, sync + 1)) {
        const found = headerIn(bytes, sync, at);
        if (found !== null) {
          return found;
        }
      }
    }
    return null;
  };

  const read = async (found: FoundFrame): Promise<FlacFrame> => {
    const bytes = await window.at(found.position, mostBytes(found.header.blockSize) + longestFrameHeader);
    let crc = 0;
    let checked = 0;
    let next: FoundFrame | null = null;
    for (let sync = bytes.indexOf(0xff, found.header.length); sync >= 0; sync = bytes.indexOf(0xff, sync + 1)) {
      const candidate = headerIn(bytes, sync, found.position);
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
    const ending = wholeAtEnd(bytes, window.size - found.position);
    if (ending !== null) {
      return { ...found, bytes: bytes.subarray(0, ending), end: found.position + ending };
    }
    next ??= await find(found.position + bytes.length - Math.min(bytes.length, longestFrameHeader) + 1, window.size);
    return { ...found, bytes: null, end: next?.position ?? window.size };
  };

  const near = async (frame: number): Promise<FoundFrame> => {
    let best = first;
    let high = window.size;
    while (high - best.position > 2 * searchBytes) {
      const middle = best.position + Math.floor((high - best.position) / 2);
      const found = await find(middle, Math.min(high, middle + reach));
      if (found !== null && found.start <= frame && found.start >= best.start) {
        best = found;
      } else {
        high = middle;
      }
    }
    return best;
  };

  const last = async (): Promise<FoundFrame> => {
    let from = Math.max(position, window.size - reach);
    let best = await find(from, window.size);
    if (best === null) {
      best = await near(Number.MAX_SAFE_INTEGER);
      from = best.position;
    }
    for (let found: FoundFrame | null = best; found !== null; ) {
      best = found.start >= best.start ? found : best;
      found = await find(found.position + 1, Math.min(window.size, from + 4 * reach));
    }
    return best;
  };
  return { first, find, read, near, last };
}

/** The length of the last frame of a file where it is whole; a tag of 128 bytes may follow it. */
function wholeAtEnd(bytes: Uint8Array, rest: number): number | null {
  const lengths = [rest, rest - id3v1Bytes].filter((length) => length > 0 && length <= bytes.length);
  return lengths.find((length) => crc16(bytes, 0, length, 0) === 0) ?? null;
}
