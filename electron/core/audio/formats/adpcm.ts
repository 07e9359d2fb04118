import type { FormatReader, MetadataBlock } from '../audio-reader.ts';
import type { AudioFile } from '../audio-file.ts';
import { readerOverBlocks, type BlockStream } from './block-reader.ts';
import { createFileWindow } from './file-window.ts';
import { imaAdpcm } from './ima-adpcm.ts';
import { msAdpcm } from './ms-adpcm.ts';
import { warningOf, type SoundExtent } from './sound-extent.ts';

/** What the `fmt ` chunk says of the blocks. */
export interface BlockFields {
  /** What people call the container. */
  readonly container: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly blockBytes: number;
  readonly bits: number;
}

/** Samples of four bits in blocks that are decoded each by itself. */
export interface AdpcmLayout {
  /** In words, for example `WAV IMA ADPCM`. */
  readonly label: string;
  readonly channels: number;
  readonly sampleRate: number;
  /** Four, of a sample as it is stored. */
  readonly bitsPerSample: number;
  readonly blockBytes: number;
  /** Frames of a block of `bytes` bytes; 0 where it is too short to hold any. */
  framesOf(bytes: number): number;
  /** Decodes a block, or what is there of the last one, into one array a channel. */
  decode(block: Uint8Array): Float32Array[];
}

/** A codec of WAV files. To add one: one file that exports this, and one line in `adpcmCodecs`. */
export interface AdpcmCodec {
  readonly name: string;
  /** Its format tag. */
  readonly tag: number;
  /** null where the header is of a kind that nobody writes. `bytes` is the content of the `fmt ` chunk. */
  layoutOf(bytes: Uint8Array, fields: BlockFields): AdpcmLayout | null;
}

export const adpcmCodecs: readonly AdpcmCodec[] = [msAdpcm, imaAdpcm];

/** All that a file of this length holds. The `fact` chunk is not asked: other programs do not ask it either. */
export function adpcmFrames(layout: AdpcmLayout, bytes: number): number {
  const blocks = Math.floor(bytes / layout.blockBytes);
  return blocks * layout.framesOf(layout.blockBytes) + layout.framesOf(bytes - blocks * layout.blockBytes);
}

/** The reader of an ADPCM recording: any block opens at once. */
export function adpcmReader(
  file: AudioFile,
  layout: AdpcmLayout,
  extent: SoundExtent,
  metadataBlocks: readonly MetadataBlock[],
): FormatReader {
  const { label, sampleRate, channels, bitsPerSample } = layout;
  const frames = adpcmFrames(layout, extent.length);
  const bytesPerSecond = (layout.blockBytes / layout.framesOf(layout.blockBytes)) * sampleRate;
  return readerOverBlocks({
    file,
    info: {
      format: label,
      sampleRate,
      channels,
      bitsPerSample,
      frames,
      durationSeconds: frames / sampleRate,
      warning: warningOf(extent, bytesPerSecond),
    },
    metadataBlocks,
    openStream: () => Promise.resolve(blockStream(file, layout, extent)),
  });
}

function blockStream(file: AudioFile, layout: AdpcmLayout, extent: SoundExtent): BlockStream {
  const window = createFileWindow(file);
  const framesPerBlock = layout.framesOf(layout.blockBytes);
  let block = 0;
  return {
    seek: (frame) => {
      block = Math.floor(frame / framesPerBlock);
      return Promise.resolve();
    },
    next: async () => {
      const offset = block * layout.blockBytes;
      const length = Math.min(layout.blockBytes, extent.length - offset);
      const frames = layout.framesOf(length);
      if (frames === 0) {
        return null;
      }
      const channels = layout.decode(await window.at(extent.position + offset, length));
      const start = block * framesPerBlock;
      block += 1;
      return { start, channels, frames };
    },
    release: () => undefined,
  };
}
