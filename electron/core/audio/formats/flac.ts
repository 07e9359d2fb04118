import { fail, succeed } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { MetadataBlock, OpenedFormat, Refusal } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { readerOverBlocks } from './block-reader.ts';
import { createFileWindow, type FileWindow } from './file-window.ts';
import { parseFrameHeader } from './flac-frame.ts';
import { findFlacFrames, type FlacFrames } from './flac-frames.ts';
import { flacMark, readFlacMetadata, type FlacMetadata } from './flac-metadata.ts';
import { readFlacParts, type FlacPart } from './flac-parts.ts';
import { headerOf, refuse, refuseSilent } from './refusals.ts';
import { beginningMissingRemark, endsEarlyRemark } from './remarks.ts';
import { asciiOf } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';
import { differenceOf, joinedFrames, joinParts, playableParts } from './sound-parts.ts';

/** How far behind the mark the first frame is looked for where the blocks before it are damaged. */
const mostLostBytes = 1 << 20;
/** How far the first frame is looked for where the file does not even begin like FLAC: more than a frame. */
const mostHeadlessBytes = 1 << 17;
const noMetadata: FlacMetadata = {
  sampleRate: 0,
  bitsPerSample: 0,
  channels: 0,
  totalFrames: 0,
  mostAudioBytes: Infinity,
  blocks: [],
  end: 0,
};

/** FLAC, also where the beginning of the file is missing. What its frames say is believed before what its header says. */
export const flacFormat: AudioFormat = {
  id: 'flac',
  recognises: (head) => asciiOf(head, 0, 4) === flacMark || parseFrameHeader(head, 0) !== null,
  open: (file) => openFlac(file, []),
  openHeadless: async (file) =>
    (await findFlacFrames(createFileWindow(file), 0, mostHeadlessBytes, 0)) === null ? null : openFlac(file, []),
};

/** Opens a FLAC stream that begins behind the tags, which may be none. */
export async function openFlac(file: AudioFile, tags: readonly MetadataBlock[]): Promise<OpenedFormat> {
  const start = tags.reduce((end, { position, length }) => Math.max(end, position + length), 0);
  const isMarked = asciiOf(await file.peek(start, flacMark.length), 0, flacMark.length) === flacMark;
  const metadata = isMarked ? await readFlacMetadata(file, start) : { ...noMetadata, end: start };
  const window = createFileWindow(file);
  const frames = await firstFrames(window, metadata, start);
  const sampleRate = frames === null ? 0 : frames.first.header.sampleRate || metadata.sampleRate;
  const metadataBlocks = [...tags, ...metadata.blocks];
  if (frames === null || !isPossibleSound(sampleRate, frames.first.header.channels)) {
    return refuseWithoutFrames(metadata, metadataBlocks);
  }
  const found = await readFlacParts(file, window, metadata, frames);
  const parts = playableParts(found);
  const total = joinedFrames(parts);
  const { channels } = frames.first.header;
  const sound = { sampleRate, channels, bitsPerSample: frames.width };
  const label = labelOf(sound);
  if (total === 0) {
    return refuseSilent({ label, ...sound }, metadataBlocks);
  }
  const remark = remarkOf(metadata, found, frames) ?? (isMarked ? null : beginningMissingRemark);
  return succeed(
    readerOverBlocks({
      file,
      info: {
        format: label,
        ...sound,
        frames: total,
        durationSeconds: total / sampleRate,
        warning: [differenceOf(found), remark].filter((text) => text !== null).join(' ') || null,
      },
      metadataBlocks,
      openStream: () => joinParts(parts),
    }),
  );
}

function labelOf({ bitsPerSample }: Pick<FlacMetadata, 'bitsPerSample'>): string {
  return `FLAC ${bitsPerSample}-bit`;
}

function refuseWithoutFrames(metadata: FlacMetadata, metadataBlocks: readonly MetadataBlock[]): Refusal {
  const isTold = isPossibleSound(metadata.sampleRate, metadata.channels);
  return refuse(
    fail(
      'damaged-file',
      'The file starts like a FLAC recording but no audio can be found in it. Copy it from the card again; if that does not help, the recording is lost.',
    ),
    { header: isTold ? headerOf({ label: labelOf(metadata), ...metadata }, null) : undefined, metadataBlocks },
  );
}

/** The frames of the stream, from the first that can be found on. */
async function firstFrames(window: FileWindow, metadata: FlacMetadata, start: number): Promise<FlacFrames | null> {
  const limit = metadata.end + mostLostBytes;
  return (
    (await findFlacFrames(window, metadata.end, limit, metadata.bitsPerSample)) ??
    findFlacFrames(window, start + flacMark.length, limit, metadata.bitsPerSample)
  );
}

function remarkOf(metadata: FlacMetadata, parts: readonly FlacPart[], { first }: FlacFrames): string | null {
  const held = parts.filter(({ stream }) => stream === 0).reduce((sum, { frames }) => sum + frames, 0);
  const { totalFrames: claimed, bitsPerSample } = metadata;
  const streams = (parts.at(-1)?.stream ?? 0) + 1;
  if (claimed === 2 * held && claimed > 0) {
    return 'The header says that the recording is twice as long as it is, as the firmware of some recorders does. All of it is read.';
  }
  if (parts.at(-1)?.isCut === true || claimed > held) {
    return endsEarlyRemark;
  }
  if (streams > 1) {
    return `This file holds ${streams} recordings one after another. They are read as one.`;
  }
  if (claimed !== 0 && claimed < held) {
    return 'The header says that the recording is shorter than it is. All of it is read.';
  }
  return isOtherWidth(bitsPerSample, first.header.bitsPerSample)
    ? 'The header of this file is wrong about how the audio is stored. The audio itself is read as it is.'
    : null;
}

function isOtherWidth(claimed: number, found: number): boolean {
  return claimed !== 0 && found !== 0 && claimed !== found;
}
