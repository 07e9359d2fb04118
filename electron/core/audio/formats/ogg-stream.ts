import type { MetadataBlock } from '../audio-reader.ts';
import type { BlockStream } from './block-reader.ts';
import type { FileWindow } from './file-window.ts';
import { findOggPage, mostPageBytes, readPieces, type OggPage } from './ogg-pages.ts';

/** What a codec makes of the packets that end on one page. */
export interface OggDecoder {
  /** One array a channel. */
  decode(packets: readonly Uint8Array[]): Promise<readonly Float32Array[]>;
  /** Forgets everything, before a jump. */
  reset(): Promise<void>;
  release(): void;
}

/** The packets before the audio, and where the audio begins. */
export interface OggHead {
  readonly serial: number;
  readonly packets: readonly Uint8Array[];
  /** The first page with audio. */
  readonly audioPosition: number;
  /** The comment packet where it lies on one page. */
  readonly comment: MetadataBlock | null;
}

export interface OggTiming {
  /** Granule before the first packet: not 0 where a recording was cut out of a longer one. */
  readonly granuleBefore: number;
  /** Decoded samples that are left out at the beginning. */
  readonly skip: number;
  /** Samples that are decoded before a place so that it sounds right. */
  readonly preroll: number;
}

const mostHeaderPages = 64;
const mostHeaderBytes = 1 << 22;
/** A packet of one byte is at most 120 ms of Opus, or half a Vorbis block: a granule beyond that is damage. */
const mostSamplesPerByte = 8192;
const bisectionBytes = 2 * mostPageBytes;
/** Beside video, a page of sound may be this far away. */
const reachBytes = 1 << 20;

/** Where and how the headers of a stream are read. */
export interface OggBegin {
  readonly serial: number;
  /** The page that the stream begins with. */
  readonly position: number;
  readonly headerPackets: number;
  /** Bytes before the comments in their packet. */
  readonly commentOffset: number;
}

/** Reads the header packets of a stream; null where they are not all there. */
export async function readOggHead(window: FileWindow, begin: OggBegin): Promise<OggHead | null> {
  const packets: Uint8Array[] = [];
  let pending: Uint8Array[] = [];
  let comment: MetadataBlock | null = null;
  let { position } = begin;
  for (let count = 0; packets.length < begin.headerPackets && count < mostHeaderPages; count += 1) {
    const page = await findOggPage(window, position, window.size, begin.serial);
    if (page === null || position - begin.position > mostHeaderBytes) {
      return null;
    }
    const pieces = await readPieces(window, page);
    let offset = page.position + page.headerLength;
    for (const [index, piece] of pieces.entries()) {
      const isWhole = !(page.isOpen && index === pieces.length - 1);
      if (packets.length === 1 && isWhole && pending.length === 0) {
        comment = {
          kind: 'VORBIS_COMMENT',
          position: offset + begin.commentOffset,
          length: Math.max(0, piece.length - begin.commentOffset),
        };
      }
      pending.push(piece);
      offset += piece.length;
      if (isWhole) {
        packets.push(joined(pending));
        pending = [];
      }
    }
    position = page.position + page.length;
  }
  return { serial: begin.serial, packets, audioPosition: position, comment };
}

/** The last granule of a stream, 0 where there is none: by the last page, or by bisection where the end is damaged. */
export async function lastGranule(window: FileWindow, { serial, audioPosition }: OggHead): Promise<OggPage | null> {
  const from = Math.max(audioPosition, window.size - 2 * mostPageBytes);
  const near = await lastPageIn(window, from, { serial, audioPosition });
  const far = { serial, audioPosition };
  return near ?? lastPageIn(window, await bisect(window, far, Number.MAX_SAFE_INTEGER), far);
}

async function lastPageIn(
  window: FileWindow,
  from: number,
  { serial, audioPosition }: Pick<OggHead, 'serial' | 'audioPosition'>,
): Promise<OggPage | null> {
  let last: OggPage | null = null;
  let at = from;
  for (let page = await findOggPage(window, at, window.size, serial); page !== null;) {
    at = page.position + page.length;
    last = page.granule >= 0 && page.granule <= (at - audioPosition) * mostSamplesPerByte ? page : last;
    page = await findOggPage(window, at, window.size, serial);
  }
  return last;
}

/** A position from which fewer than a few pages lie before the one that ends behind `granule`. */
async function bisect(
  window: FileWindow,
  { serial, audioPosition }: Pick<OggHead, 'serial' | 'audioPosition'>,
  granule: number,
): Promise<number> {
  let low = audioPosition;
  let high = window.size;
  while (high - low > bisectionBytes) {
    const middle = low + Math.floor((high - low) / 2);
    const page = await findOggPage(window, middle, Math.min(high, middle + reachBytes), serial);
    if (page !== null && page.granule <= granule) {
      low = page.position;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The blocks of an Ogg stream. A block's place follows from the granule at the end of its page. */
export function oggBlocks(window: FileWindow, head: OggHead, timing: OggTiming, decoder: OggDecoder): BlockStream {
  let position = head.audioPosition;
  let pending: Uint8Array[] = [];
  let isFresh = true;
  /** Granule behind the last block, null where it is not known. */
  let reached: number | null = timing.granuleBefore;
  /** Of the page that should come next, null where any may come. */
  let expected: number | null = null;
  const firstGranule = timing.granuleBefore + timing.skip;

  /** The packets that end on a page; begins of packets that were jumped over are left out. */
  const packetsOf = async (page: OggPage): Promise<Uint8Array[]> => {
    const packets: Uint8Array[] = [];
    for (const [index, piece] of (await readPieces(window, page)).entries()) {
      const isOrphan = index === 0 && page.isContinued && pending.length === 0;
      pending = index === 0 && !page.isContinued ? [piece] : [...pending, piece];
      if (page.isOpen && index === page.pieces.length - 1) {
        break;
      }
      if (!isOrphan) {
        packets.push(joined(pending));
      }
      pending = [];
    }
    return packets;
  };
  return {
    async seek(frame) {
      const granule = frame + firstGranule - timing.preroll;
      const from = await bisect(window, head, granule);
      if (!isFresh) {
        await decoder.reset();
        isFresh = true;
      }
      position = await startBefore(window, head, from, granule);
      pending = [];
      expected = null;
      reached = position === head.audioPosition ? timing.granuleBefore : null;
    },
    async next() {
      const page = await findOggPage(window, position, window.size, head.serial);
      if (page === null) {
        return null;
      }
      position = page.position + page.length;
      isFresh = false;
      if (expected !== null && page.sequence !== expected) {
        // Pages are lost: what comes next is placed by its own granule (the last page may so be early by a packet).
        pending = [];
        reached = null;
      }
      expected = page.sequence + 1;
      const channels = await decoder.decode(await packetsOf(page));
      const decoded = channels[0]?.length ?? 0;
      const end = page.granule >= 0 ? page.granule : (reached ?? 0) + decoded;
      // The last page ends where its granule says, which may be before the end of its last packet.
      const start = page.isLast && reached !== null ? reached : end - decoded;
      const frames = Math.max(0, Math.min(decoded, end - start));
      reached = end;
      return { start: start - firstGranule, channels, frames };
    },
    release: () => {
      decoder.release();
    },
  };
}

/** The page before the last one that ends at or before `granule`: the first that is decoded comes out incomplete. */
async function startBefore(window: FileWindow, head: OggHead, from: number, granule: number): Promise<number> {
  const passed: number[] = [from];
  let at = from;
  for (;;) {
    const page = await findOggPage(window, at, window.size, head.serial);
    if (page === null || page.granule > granule) {
      break;
    }
    passed.push(page.position);
    at = page.position + page.length;
  }
  return passed.length > 2 ? (passed.at(-2) ?? from) : from;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) {
    return only;
  }
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
