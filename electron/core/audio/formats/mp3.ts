import { fail, succeed } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { FormatReader, MetadataBlock, OpenedFormat } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { readerOverBlocks } from './block-reader.ts';
import { createFileWindow, type FileWindow } from './file-window.ts';
import { flacMark } from './flac-metadata.ts';
import { openFlac } from './flac.ts';
import { decoderDelay, parseEncoderTag, tagReachBytes, type EncoderTag } from './mpeg-encoder-tag.ts';
import { isSameStream, mpegHeaderBytes, parseMpegHeader, type MpegFrameHeader } from './mpeg-frame.ts';
import { createMpegIndex, type MpegExtent } from './mpeg-index.ts';
import { knownLength } from './mpeg-length.ts';
import { nameRefusedMpeg } from './mpeg-refused.ts';
import { findFirstFrame, type MpegFrame } from './mpeg-search.ts';
import { openStream } from './mpeg-stream.ts';
import { refuseSilent } from './refusals.ts';
import { beginningMissingRemark, endsEarlyRemark, minutesOf } from './remarks.ts';
import { asciiOf } from './riff-chunks.ts';
import { refuseUndecoded } from './undecoded.ts';

const id3HeaderBytes = 10;
const mostTags = 16;
/** How far a row of this many frames is looked for in a file that does not begin with one. */
const mostHeadlessBytes = 1 << 16;
const rowFrames = 5;
/** Enough for the two headers by which a kind of sound is known. */
const headerReachBytes = 4096;

/** MPEG audio of layer III and II. Encoder delay and padding are left out, as ffmpeg does where a LAME tag names them. */
export const mp3Format: AudioFormat = {
  id: 'mp3',
  recognises: (head) => (asciiOf(head, 0, 3) === 'ID3' && head.length > id3HeaderBytes) || isMpegStart(head),
  open: openMp3,
  openHeadless,
};

/** A frame header that is followed by another, where the first bytes reach that far. */
function isMpegStart(head: Uint8Array): boolean {
  const header = parseMpegHeader(head, 0);
  if (header === null) {
    return false;
  }
  const next = parseMpegHeader(head, header.length);
  return next === null ? head.length <= header.length + 3 : isSameStream(header, next);
}

async function openMp3(file: AudioFile): Promise<OpenedFormat> {
  const tags = await readId3Tags(file);
  const last = tags.at(-1);
  const begin = last === undefined ? 0 : last.position + last.length;
  if (asciiOf(await file.peek(begin, flacMark.length), 0, flacMark.length) === flacMark) {
    return openFlac(file, tags);
  }
  const head = await file.peek(begin, headerReachBytes);
  const refused = nameRefusedMpeg(head) === null ? null : await refuseUndecoded({ ...file, head }, tags);
  if (refused !== null) {
    return refused;
  }
  const window = createFileWindow(file);
  const found = await findFirstFrame(window, begin);
  return found === null
    ? fail(
        'damaged-file',
        'The file starts like an MP3 recording but no audio can be found in it. Copy it from the card again; if that does not help, the recording is lost.',
      )
    : openFrom(file, window, found, tags);
}

/** A file that begins somewhere in a frame: a row of frames is looked for, since one header alone is soon found in anything. */
async function openHeadless(file: AudioFile): Promise<OpenedFormat | null> {
  const window = createFileWindow(file);
  let found = await findFirstFrame(window, 0);
  while (found !== null && found.position < mostHeadlessBytes) {
    if (await beginsRow(window, found)) {
      const opened = await openFrom(file, window, found, []);
      return opened.ok ? succeed(withoutBeginning(opened.value)) : opened;
    }
    found = await findFirstFrame(window, found.position + 1);
  }
  return null;
}

async function beginsRow(window: FileWindow, first: MpegFrame): Promise<boolean> {
  let { position, header } = first;
  for (let count = 1; count < rowFrames; count += 1) {
    position += header.length;
    const next = parseMpegHeader(await window.at(position, mpegHeaderBytes), 0);
    if (next === null || !isSameStream(next, first.header)) {
      return false;
    }
    header = next;
  }
  return true;
}

function withoutBeginning(reader: FormatReader): FormatReader {
  const { warning } = reader.info;
  return {
    ...reader,
    info: { ...reader.info, warning: [beginningMissingRemark, warning].filter((text) => text !== null).join(' ') },
  };
}

/** Opens the stream of frames from the first one on. */
async function openFrom(
  file: AudioFile,
  window: FileWindow,
  found: MpegFrame,
  tags: readonly MetadataBlock[],
): Promise<OpenedFormat> {
  const head = await window.at(found.position, Math.min(tagReachBytes, found.header.length));
  const tag = parseEncoderTag(head, found.header);
  const start = tag === null ? found.position : found.position + found.header.length;
  const first = { position: start, header: found.header };
  const index = createMpegIndex(window, first, file.identity);
  const known = await knownLength(file, window, { begin: found.position, tag, first });
  const extent = known === null ? await index.whole() : { count: known.count, isDamaged: false, change: null };
  const { frames, skip } = playedPart(extent.count, found.header.frames, tag);
  const { layer, sampleRate, channels } = found.header;
  const format = layer === 3 ? 'MP3' : 'MPEG audio layer II';
  if (frames <= 0) {
    return refuseSilent({ label: format, sampleRate, channels, bitsPerSample: null }, tags);
  }
  return succeed(
    readerOverBlocks({
      file,
      info: {
        format,
        sampleRate,
        channels,
        bitsPerSample: null,
        frames,
        durationSeconds: frames / sampleRate,
        warning: warningOf(extent, tag, found.header),
      },
      metadataBlocks: tags,
      openStream: () =>
        openStream({ window, first, count: extent.count, constantBytes: known?.constantBytes ?? null, index }, skip),
    }),
  );
}

/** The tags in front of the audio; a tag that claims more than the file holds ends the walk. */
async function readId3Tags(file: AudioFile): Promise<MetadataBlock[]> {
  const tags: MetadataBlock[] = [];
  for (let position = 0; tags.length < mostTags;) {
    const head = await file.peek(position, id3HeaderBytes);
    if (asciiOf(head, 0, 3) !== 'ID3' || head.length < id3HeaderBytes) {
      break;
    }
    const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6);
    const content = ((a & 127) << 21) | ((b & 127) << 14) | ((c & 127) << 7) | (d & 127);
    const footer = ((head[5] ?? 0) & 0x10) === 0 ? 0 : id3HeaderBytes;
    const length = id3HeaderBytes + content + footer;
    if (position + length > file.size) {
      break;
    }
    tags.push({ kind: 'ID3', position, length });
    position += length;
  }
  return tags;
}

/** The frames that are sound, and how many decoded ones come before them. */
function playedPart(count: number, frameSize: number, tag: EncoderTag | null): { frames: number; skip: number } {
  const decoded = count * frameSize;
  if (tag === null || tag.delay === null) {
    return { frames: decoded, skip: 0 };
  }
  const skip = tag.delay + decoderDelay;
  const padding = tag.frameCount === count ? Math.max(0, tag.padding - decoderDelay) : 0;
  return { frames: decoded - skip - padding, skip };
}

function warningOf(
  { count, isDamaged, change }: MpegExtent,
  tag: EncoderTag | null,
  { frames, sampleRate }: MpegFrameHeader,
): string | null {
  if (change !== null) {
    const at = minutesOf((change.frame * frames) / sampleRate);
    const kilohertz = sampleRate / 1000;
    return `The sample rate changes at ${at} (${kilohertz} kHz, ${change.sampleRate / 1000} kHz). Only what is at ${kilohertz} kHz is read.`;
  }
  if (tag !== null && tag.frameCount > count) {
    return endsEarlyRemark;
  }
  return isDamaged ? 'Parts of this file are damaged. Everything whole was recovered.' : null;
}
