import type { AudioFile } from '../audio-file.ts';
import type { MetadataBlock } from '../audio-reader.ts';
import { asciiOf } from './riff-chunks.ts';

/** What the blocks before the audio say. */
export interface FlacMetadata {
  readonly sampleRate: number;
  readonly bitsPerSample: number;
  readonly channels: number;
  /** 0 where it is not known. */
  readonly totalFrames: number;
  /** The most bytes that the frames can have by what STREAMINFO says of the largest; Infinity where it does not. */
  readonly mostAudioBytes: number;
  readonly blocks: readonly MetadataBlock[];
  /** Where the first frame should be. */
  readonly end: number;
}

export const flacMark = 'fLaC';
const mostBlocks = 1000;
const blockHeaderBytes = 4;
const riffInsideBytes = 12;

/** Walks the metadata blocks behind the mark of a FLAC stream that begins at `start`. */
export async function readFlacMetadata(file: AudioFile, start: number): Promise<FlacMetadata> {
  const blocks: MetadataBlock[] = [];
  let stream: StreamInfo = {
    sampleRate: 0,
    bitsPerSample: 0,
    channels: 0,
    totalFrames: 0,
    mostAudioBytes: Infinity,
  };
  let position = start + flacMark.length;
  for (let count = 0, isLast = false; !isLast && count < mostBlocks; count += 1) {
    const header = await file.peek(position, blockHeaderBytes);
    const [type = 127, high = 0, middle = 0, low = 0] = header;
    const length = high * 65536 + middle * 256 + low;
    const content = position + blockHeaderBytes;
    if (header.length < blockHeaderBytes || (type & 127) > 6 || content + length > file.size) {
      break;
    }
    if ((type & 127) === 0 && length >= 18) {
      stream = parseStreamInfo(await file.peek(content, 18));
    }
    blocks.push(...(await namedBlocks(file, { type: type & 127, start: content, length })));
    isLast = (type & 128) !== 0;
    position = content + length;
  }
  return { ...stream, blocks, end: position };
}

export type StreamInfo = Omit<FlacMetadata, 'blocks' | 'end'>;

/** Reads a STREAMINFO block, of at least 18 bytes. */
export function parseStreamInfo(bytes: Uint8Array): StreamInfo {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packed = view.getUint32(10);
  const totalFrames = (packed & 15) * 4294967296 + view.getUint32(14);
  const [smallestBlock, largestFrame] = [view.getUint16(0), view.getUint32(6) & 0xffffff];
  const isKnown = totalFrames > 0 && smallestBlock > 0 && largestFrame > 0;
  return {
    sampleRate: packed >>> 12,
    channels: ((packed >>> 9) & 7) + 1,
    bitsPerSample: ((packed >>> 4) & 31) + 1,
    totalFrames,
    mostAudioBytes: isKnown ? Math.ceil(totalFrames / smallestBlock) * largestFrame : Infinity,
  };
}

interface RawBlock {
  readonly type: number;
  readonly start: number;
  readonly length: number;
}

/** Vorbis comments, and the RIFF chunks that `flac --keep-foreign-metadata` keeps of the WAV file it was made from. */
async function namedBlocks(file: AudioFile, { type, start, length }: RawBlock): Promise<MetadataBlock[]> {
  if (type === 4) {
    return [{ kind: 'VORBIS_COMMENT', position: start, length }];
  }
  if (type !== 2 || length < riffInsideBytes) {
    return [];
  }
  const head = await file.peek(start, riffInsideBytes);
  return asciiOf(head, 0, 4) === 'riff'
    ? [{ kind: asciiOf(head, 4, 4), position: start + riffInsideBytes, length: length - riffInsideBytes }]
    : [];
}
