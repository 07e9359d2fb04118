import type { FileWindow } from './file-window.ts';
import { asciiOf, uint32At } from './riff-chunks.ts';

/** One page of an Ogg stream (RFC 3533) whose checksum is right. */
export interface OggPage {
  readonly position: number;
  /** Bytes of the page, header included. */
  readonly length: number;
  readonly serial: number;
  /** Counts the pages of a stream. */
  readonly sequence: number;
  /** Samples up to the end of the last packet that ends on this page; -1 where none does. */
  readonly granule: number;
  /** Whether its first packet began on the page before. */
  readonly isContinued: boolean;
  /** Whether a stream begins with it. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Lengths of the packets or pieces of packets on it. */
  readonly pieces: readonly number[];
  /** Whether the last piece goes on on the next page. */
  readonly isOpen: boolean;
  /** Where the packets begin, in bytes from the page's beginning. */
  readonly headerLength: number;
}

const headerBytes = 27;
/** A page has at most 255 segments of 255 bytes. */
export const mostPageBytes = headerBytes + 255 + 255 * 255;
/** What false pages may cost beyond what true ones weigh: real damage stays far below, and it is a tenth of a second. */
const mostInVainBytes = 1 << 22;
/** A page that is refused by its header alone costs about what this many bytes of a checksum do. */
const refusalBytes = 512;
const mostFlags = 7;
const capture = 'OggS';
const captureAndVersion = `${capture}\0`;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) {
    crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  }
  return crc >>> 0;
});

/** Reads the page at `position`; null where there is none, it is cut, or its checksum is wrong. */
export async function readOggPage(window: FileWindow, position: number): Promise<OggPage | null> {
  const bytes = await window.at(position, mostPageBytes);
  if (!isPageHeader(bytes)) {
    return null;
  }
  const page = pageOf(bytes, position);
  const isWhole = page.length <= bytes.length;
  if (!isWhole || oggChecksum(bytes.subarray(0, page.length)) !== uint32At(bytes, 22)) {
    window.inVain.bytes += refusalBytes + (isWhole ? page.length : 0);
    return null;
  }
  window.inVain.bytes = Math.max(0, window.inVain.bytes - page.length);
  return page;
}

function isPageHeader(bytes: Uint8Array): boolean {
  return (
    bytes.length >= headerBytes + (bytes[headerBytes - 1] ?? 0) &&
    asciiOf(bytes, 0, capture.length) === capture &&
    bytes[4] === 0 &&
    (bytes[5] ?? 0) <= mostFlags
  );
}

/** What the header says that `bytes` begin with. */
function pageOf(bytes: Uint8Array, position: number): OggPage {
  const headerLength = headerBytes + (bytes[headerBytes - 1] ?? 0);
  const segments = bytes.subarray(headerBytes, headerLength);
  const flags = bytes[5] ?? 0;
  const isUnset = uint32At(bytes, 6) === 0xffffffff && uint32At(bytes, 10) === 0xffffffff;
  return {
    position,
    length: headerLength + segments.reduce((sum, segment) => sum + segment, 0),
    serial: uint32At(bytes, 14),
    sequence: uint32At(bytes, 18),
    granule: isUnset ? -1 : uint32At(bytes, 10) * 4294967296 + uint32At(bytes, 6),
    isContinued: (flags & 1) !== 0,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    ...piecesOf(segments),
    headerLength,
  };
}

/**
 * The first whole page of `serial` (of any stream where null) that begins from `from` on and before `to`; none in a file
 * whose false pages cost too much.
 */
export async function findOggPage(
  window: FileWindow,
  from: number,
  to: number,
  serial: number | null,
): Promise<OggPage | null> {
  let at = from;
  while (at < Math.min(to, window.size)) {
    const page = await readOggPage(window, at);
    if (page !== null && (serial === null || page.serial === serial)) {
      return page;
    }
    if (page === null && window.inVain.bytes > mostInVainBytes) {
      return null;
    }
    at = page === null ? await nextCapture(window, at + 1) : at + page.length;
  }
  return null;
}

/** The pieces of packets that lie on a page, copied. */
export async function readPieces(window: FileWindow, page: OggPage): Promise<Uint8Array[]> {
  const bytes = (await window.at(page.position, page.length)).slice();
  let at = page.headerLength;
  return page.pieces.map((length) => {
    at += length;
    return bytes.subarray(at - length, at);
  });
}

/** The packets that begin and end on a page. */
export async function readWholePackets(window: FileWindow, page: OggPage): Promise<Uint8Array[]> {
  const pieces = await readPieces(window, page);
  return pieces.slice(page.isContinued ? 1 : 0, page.isOpen ? -1 : undefined);
}

function piecesOf(segments: Uint8Array): { pieces: number[]; isOpen: boolean } {
  const pieces: number[] = [];
  let length = 0;
  let isOpen = false;
  for (const segment of segments) {
    length += segment;
    isOpen = segment === 255;
    if (!isOpen) {
      pieces.push(length);
      length = 0;
    }
  }
  return { pieces: isOpen ? [...pieces, length] : pieces, isOpen };
}

/** The checksum of a page whose own checksum field counts as zero. */
export function oggChecksum(page: Uint8Array): number {
  let crc = 0;
  for (let at = 0; at < page.length; at += 1) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0);
    crc = ((crc << 8) ^ (crcTable[(crc >>> 24) ^ byte] ?? 0)) >>> 0;
  }
  return crc;
}

async function nextCapture(window: FileWindow, from: number): Promise<number> {
  for (let at = from; at < window.size;) {
    const bytes = await window.at(at, mostPageBytes);
    const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(captureAndVersion, 0, 'latin1');
    if (found >= 0) {
      return at + found;
    }
    at += Math.max(1, bytes.length - captureAndVersion.length + 1);
  }
  return window.size;
}
