import type { AudioFile } from '../audio-file.ts';
import type { MetadataBlock } from '../audio-reader.ts';
import { asciiOf } from './riff-chunks.ts';

/** What the blocks before the audio say. */
export interface FlacMetadata {
  readonly sampleRate: number;
  readonly bitsPerSample: number;
  /** 0 where it is not known. */
  readonly totalFrames: number;
  readonly blocks: readonly MetadataBlock[];
  /** Where the first frame should be. */
  readonly end: number;
}

export const flacMark = 'fLaC';
const mostBlocks = 1000;
const blockHeaderBytes = 4;
const riffInsideBytes = 12;

/** Walks the metadata blocks of a FLAC file that begins with its mark. */
export async function readFlacMetadata(file: AudioFile): Promise<FlacMetadata> {
  const blocks: MetadataBlock[] = [];
  let stream = { sampleRate: 0, bitsPerSample: 0, totalFrames: 0 };
  let position = flacMark.length;
  for (let count = 0, isLast = false; !isLast && count < mostBlocks; count += 1) {
    const header = await file.peek(position, blockHeaderBytes);
    const [type = 127, high = 0, middle = 0, low = 0] = header;
    const length = high * 65536 + middle * 256 + low;
    const start = position + blockHeaderBytes;
    if (header.length < blockHeaderBytes || (type & 127) > 6 || start + length > file.size) {
      break;
    }
    if ((type & 127) === 0 && length >= 18) {
      stream = parseStreamInfo(await file.peek(start, 18));
    }
    blocks.push(...(await namedBlocks(file, { type: type & 127, start, length })));
    isLast = (type & 128) !== 0;
    position = start + length;
  }
  return { ...stream, blocks, end: position };
}

function parseStreamInfo(bytes: Uint8Array): { sampleRate: number; bitsPerSample: number; totalFrames: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packed = view.getUint32(10);
  return {
    sampleRate: packed >>> 12,
    bitsPerSample: ((packed >>> 4) & 31) + 1,
    totalFrames: (packed & 15) * 4294967296 + view.getUint32(14),
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
