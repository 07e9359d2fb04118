import { windowBefore, type FileWindow } from './file-window.ts';
import { oggCodecs } from './ogg-codecs.ts';
import type { OggCodec, OggContent } from './ogg-codec.ts';
import { findOggPage, mostPageBytes, readPieces, type OggPage } from './ogg-pages.ts';
import { lastGranule, oggBlocks, readOggHead, type OggHead } from './ogg-stream.ts';
import type { SoundPart } from './sound-parts.ts';

/** One logical stream of audio; a file may hold several, one after another (RFC 3533, section 4: chaining). */
export interface OggLink extends SoundPart {
  readonly head: OggHead;
  readonly content: OggContent;
  /** Whether its last page is there. */
  readonly isWhole: boolean;
  /** Where the next link begins, or the file ends. */
  readonly end: number;
}

/** The streams that begin together at one place of a file. */
export interface OggGroup {
  readonly serials: ReadonlySet<number>;
  /** The first of them that is audio which is decoded; null where none is. */
  readonly audio: { readonly page: OggPage; readonly packet: Uint8Array; readonly codec: OggCodec } | null;
}

const mostStreams = 32;
/** Files up to this size are walked page by page, so that links are told apart even where they have one serial number. */
const walkedBytes = 1 << 19;
const bisectionBytes = 4 * mostPageBytes;
/** A link and its twin, which has the same serial number, weigh twice what the last page's number allows. */
const pageTolerance = 1.6;
/** How much is walked at most on such a suspicion. */
const mostSuspectedBytes = 1 << 27;

/** The streams that begin on the pages from `position` on. */
export async function readOggGroup(window: FileWindow, position: number): Promise<OggGroup> {
  const serials = new Set<number>();
  let audio: OggGroup['audio'] = null;
  let page = await findOggPage(window, position, position + 1, null);
  while (page?.isFirst === true && serials.size < mostStreams) {
    const [packet = new Uint8Array(0)] = await readPieces(window, page);
    const codec = oggCodecs.find(({ recognises }) => recognises(packet));
    audio ??= codec === undefined ? null : { page, packet, codec };
    serials.add(page.serial);
    page = await findOggPage(window, page.position + page.length, page.position + page.length + 1, null);
  }
  return { serials, audio };
}

/** The audio of a group; null where its headers are damaged. */
export async function readOggLink(window: FileWindow, { serials, audio }: OggGroup): Promise<OggLink | null> {
  if (audio === null) {
    return null;
  }
  const { page, packet, codec } = audio;
  const head = await readOggHead(window, {
    serial: page.serial,
    position: page.position,
    headerPackets: codec.headerPackets(packet),
    commentOffset: codec.commentOffset,
  });
  if (head === null) {
    return null;
  }
  const end = await endOfLink(window, head, serials);
  const part = windowBefore(window, end);
  const content = await codec.readContent(head, part);
  if (content === null) {
    return null;
  }
  const last = await lastGranule(part, head);
  return {
    head,
    content,
    end,
    isWhole: last?.isLast === true,
    sampleRate: content.sampleRate,
    channels: content.channels,
    frames: Math.max(0, (last?.granule ?? 0) - content.granuleBefore - content.skip),
    openStream: async () => oggBlocks(part, head, content, await content.createDecoder()),
  };
}

type IsForeign = (page: OggPage) => boolean;

async function endOfLink(window: FileWindow, head: OggHead, serials: ReadonlySet<number>): Promise<number> {
  const isForeign: IsForeign = (page) => page.isFirst || !serials.has(page.serial);
  const start = head.audioPosition;
  const from = window.size - start <= walkedBytes ? start : Math.max(start, window.size - bisectionBytes);
  const tail = await walk(window, from, isForeign);
  if (tail.foreign === null) {
    const isSuspicious = serials.size === 1 && tail.mostBytes < Math.min(window.size, mostSuspectedBytes) - start;
    const found = isSuspicious && from > start ? await walk(window, start, isForeign) : tail;
    return found.foreign ?? window.size;
  }
  return from === start ? tail.foreign : bisectLink(window, { low: start, high: tail.foreign }, isForeign);
}

/** Where the first foreign page lies between a page that is ours and one that is not. */
async function bisectLink(
  window: FileWindow,
  { low, high }: { low: number; high: number },
  isForeign: IsForeign,
): Promise<number> {
  let [ours, others] = [low, high];
  while (others - ours > bisectionBytes) {
    const middle = ours + Math.floor((others - ours) / 2);
    const page = await findOggPage(window, middle, others, null);
    if (page === null || isForeign(page)) {
      others = middle;
    } else {
      ours = page.position + page.length;
    }
  }
  return (await walk(window, ours, isForeign)).foreign ?? window.size;
}

interface Walk {
  /** Where the first page lies that is none of ours. */
  readonly foreign: number | null;
  /** How large the link can be, by the number of its last page and what pages weigh here. */
  readonly mostBytes: number;
}

/** Goes from page to page up to one that is none of ours. */
async function walk(window: FileWindow, from: number, isForeign: IsForeign): Promise<Walk> {
  let [pages, bytes, sequence] = [0, 0, 0];
  for (let page = await findOggPage(window, from, window.size, null); page !== null;) {
    if (isForeign(page)) {
      return { foreign: page.position, mostBytes: Infinity };
    }
    pages += 1;
    bytes += page.length;
    sequence = page.sequence;
    const next = page.position + page.length;
    page = await findOggPage(window, next, window.size, null);
  }
  return { foreign: null, mostBytes: pages === 0 ? Infinity : (sequence + 1) * (bytes / pages) * pageTolerance };
}
