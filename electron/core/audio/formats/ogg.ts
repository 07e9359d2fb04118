import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { MetadataBlock, OpenedFormat } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { readerOverBlocks } from './block-reader.ts';
import { createFileWindow, type FileWindow } from './file-window.ts';
import { oggCodecs } from './ogg-codecs.ts';
import { readOggGroup, readOggLink, type OggLink } from './ogg-links.ts';
import { findOggPage, mostPageBytes } from './ogg-pages.ts';
import { refuseSilent } from './refusals.ts';
import { asciiOf } from './riff-chunks.ts';
import { differenceOf, joinedFrames, joinParts, playableParts } from './sound-parts.ts';

const mostLinks = 256;
const pageHeaderBytes = 27;

/** Ogg with a codec that is decoded, alone or beside others (video, Skeleton); links of a chain are read as one. */
export const oggFormat: AudioFormat = {
  id: 'ogg',
  recognises: (head) => firstPackets(head).some((packet) => oggCodecs.some(({ recognises }) => recognises(packet))),
  open: openOgg,
  openHeadless: async (file) =>
    asciiOf(file.head, 0, 4) === 'OggS' ||
    (await findOggPage(createFileWindow(file), 0, 2 * mostPageBytes, null)) !== null
      ? beginningIsLost()
      : null,
};

function beginningIsLost(): Outcome<never> {
  return fail(
    'damaged-file',
    'The beginning of this Ogg file is damaged, and without it the audio cannot be decoded. Copy it from the card again.',
  );
}

/** The beginnings of the packets on the pages that begin streams, as far as `head` reaches. */
function firstPackets(head: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = [];
  for (let at = 0; asciiOf(head, at, 4) === 'OggS' && ((head[at + 5] ?? 0) & 2) !== 0;) {
    const segments = head[at + pageHeaderBytes - 1] ?? 0;
    const content = at + pageHeaderBytes + segments;
    const length = head.subarray(at + pageHeaderBytes, content).reduce((sum, segment) => sum + segment, 0);
    packets.push(head.subarray(content, content + length));
    at = content + length;
  }
  return packets;
}

async function openOgg(file: AudioFile): Promise<OpenedFormat> {
  const window = createFileWindow(file);
  const first = await readOggLink(window, await readOggGroup(window, 0));
  if (first === null) {
    return beginningIsLost();
  }
  const links = await followingLinks(window, first);
  const parts = playableParts(links).filter(({ frames }) => frames > 0);
  const frames = joinedFrames(parts);
  if (frames === 0) {
    return refuseSilent({ ...first, ...first.content }, commentsOf(first));
  }
  const [{ sampleRate, channels, content } = first] = parts;
  return succeed(
    readerOverBlocks({
      file,
      info: {
        format: content.label,
        sampleRate,
        channels,
        bitsPerSample: content.bitsPerSample,
        frames,
        durationSeconds: frames / sampleRate,
        warning: warningOf(links, window.size),
      },
      metadataBlocks: commentsOf(first),
      openStream: () => joinParts(parts),
    }),
  );
}

function commentsOf({ head }: OggLink): MetadataBlock[] {
  return head.comment === null ? [] : [head.comment];
}

/** The first link and those behind it, up to one that cannot be read. */
async function followingLinks(window: FileWindow, first: OggLink): Promise<OggLink[]> {
  const links = [first];
  for (let last = first; last.end < window.size && links.length < mostLinks;) {
    const next = await readOggLink(window, await readOggGroup(window, last.end));
    if (next === null) {
      break;
    }
    links.push(next);
    last = next;
  }
  return links;
}

function warningOf(links: readonly OggLink[], size: number): string | null {
  const last = links.at(-1);
  const remarks = [
    differenceOf(links),
    links.length > 1 ? `This file holds ${links.length} recordings one after another. They are read as one.` : null,
    last !== undefined && last.end < size ? 'What follows in this file cannot be decoded and is left out.' : null,
    last?.isWhole === true ? null : 'The end of this recording is missing. The whole part was recovered.',
  ];
  return remarks.filter((remark) => remark !== null).join(' ') || null;
}
