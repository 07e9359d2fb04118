import type { AudioFile } from '../audio-file.ts';
import type { BlockStream, SampleBlock } from './block-reader.ts';
import { windowBefore, type FileWindow } from './file-window.ts';
import { endOfKind } from './flac-change.ts';
import { createFlacDecoder } from './flac-decoder.ts';
import { createFlacFrames, findFlacFrames, type FlacFrames, type FoundFrame } from './flac-frames.ts';
import { flacMark, readFlacMetadata, type FlacMetadata } from './flac-metadata.ts';
import { asciiOf } from './riff-chunks.ts';
import type { SoundPart } from './sound-parts.ts';

/** A stretch of FLAC frames of one rate, width and number of channels. */
export interface FlacPart extends SoundPart {
  /** Which of the streams in the file it belongs to: whole files may follow each other in one. */
  readonly stream: number;
  /** Whether its last frame is not whole. */
  readonly isCut: boolean;
}

const mostParts = 64;
/** How far behind the end of a part another is looked for. */
const mostLostBytes = 1 << 20;
/** How far another whole file is looked for where a file is larger than its header can mean. */
const mostSearchedBytes = 1 << 26;
const searchBytes = 1 << 16;
/** Tags behind the audio. */
const mostTagBytes = 4096;

interface Place {
  readonly metadata: FlacMetadata;
  readonly frames: FlacFrames;
  readonly stream: number;
}

/**
 * All parts of a file, from `first` on, whose metadata is given. Looks at the ends of parts and a few places in them, not
 * through the file.
 */
export async function readFlacParts(
  file: AudioFile,
  window: FileWindow,
  metadata: FlacMetadata,
  first: FlacFrames,
): Promise<FlacPart[]> {
  const parts: FlacPart[] = [];
  for (let place: Place | null = { metadata, frames: first, stream: 0 }; place !== null && parts.length < mostParts;) {
    const bits = place.metadata.bitsPerSample;
    const streamEnd = await endOfStream(window, place);
    const isLikely = parts.length < mostParts / 2;
    const limit = isLikely ? await endOfKind(file, place.frames, bits, streamEnd) : streamEnd;
    const frames = framesBefore(limit === window.size ? window : windowBefore(window, limit), place.frames, bits);
    const end = await endOfAudio(frames);
    parts.push(partOf(framesBefore(windowBefore(window, end.position), frames, bits), place, end));
    place = await placeBehind(file, window, Math.max(end.position, place.frames.first.position + 1), place);
  }
  return parts;
}

function framesBefore(window: FileWindow, { first }: FlacFrames, bits: number): FlacFrames {
  return createFlacFrames(window, first.position, first.header, bits);
}

/** Where the next whole FLAC file begins inside this one, if this one is larger than its header allows. */
async function endOfStream(window: FileWindow, { metadata, frames }: Place): Promise<number> {
  const from = frames.first.position;
  if (window.size - from <= metadata.mostAudioBytes + mostTagBytes) {
    return window.size;
  }
  const limit = Math.min(window.size, from + mostSearchedBytes);
  for (let at = from; at < limit; at += searchBytes) {
    const bytes = await window.at(at, searchBytes + flacMark.length);
    for (let found = bytes.indexOf(0x66); found >= 0; found = bytes.indexOf(0x66, found + 1)) {
      if (asciiOf(bytes, found, flacMark.length) === flacMark) {
        return at + found;
      }
    }
  }
  return window.size;
}

interface EndOfAudio {
  /** From the beginning of the part. */
  readonly frames: number;
  /** Behind the last whole frame. */
  readonly position: number;
  readonly isCut: boolean;
}

async function endOfAudio(frames: FlacFrames): Promise<EndOfAudio> {
  const last = await frames.last();
  const { bytes } = await frames.read(last);
  return bytes === null
    ? { frames: last.start, position: last.position + last.header.length, isCut: true }
    : { frames: last.start + last.header.blockSize, position: last.position + bytes.length, isCut: false };
}

async function placeBehind(
  file: AudioFile,
  window: FileWindow,
  position: number,
  before: Place,
): Promise<Place | null> {
  const isMarked = asciiOf(await file.peek(position, flacMark.length), 0, flacMark.length) === flacMark;
  const metadata = isMarked ? await readFlacMetadata(file, position) : before.metadata;
  const from = isMarked ? metadata.end : position;
  const frames = await findFlacFrames(window, from, from + mostLostBytes, metadata.bitsPerSample);
  return frames === null ? null : { metadata, frames, stream: before.stream + (isMarked ? 1 : 0) };
}

function partOf(frames: FlacFrames, { metadata, stream }: Place, end: EndOfAudio): FlacPart {
  const { header } = frames.first;
  return {
    stream,
    isCut: end.isCut,
    sampleRate: header.sampleRate || metadata.sampleRate,
    channels: header.channels,
    frames: end.frames,
    openStream: () => openStream(frames),
  };
}

async function openStream(frames: FlacFrames): Promise<BlockStream> {
  const decoder = await createFlacDecoder(frames.first.header, frames.width);
  const decode = async ({ start, header }: FoundFrame, bytes: Uint8Array): Promise<SampleBlock> => {
    const channels = await decoder.decode(bytes, header);
    return { start, channels: channels ?? [new Float32Array(header.blockSize)], frames: header.blockSize };
  };
  let at: FoundFrame | null = null;
  let sought = 0;
  return {
    async seek(frame) {
      at = await frames.near(frame);
      sought = frame;
      await decoder.restart();
    },
    async next() {
      while (at !== null) {
        const found: FoundFrame = at;
        const frame = await frames.read(found);
        // Copied, because looking for the next header may move the window.
        const bytes = frame.bytes === null ? null : frame.bytes.slice();
        at = (await frames.find(frame.end, frame.end + 1)) ?? (await frames.find(frame.end, Infinity));
        if (bytes === null) {
          await decoder.restart();
        } else if (found.start + found.header.blockSize > sought) {
          return decode(found, bytes);
        }
      }
      return null;
    },
    release: () => {
      decoder.release();
    },
  };
}
