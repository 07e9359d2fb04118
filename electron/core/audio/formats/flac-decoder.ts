import { decodeFlacBlock } from './flac-block.ts';
import type { FlacFrameHeader } from './flac-frame.ts';
import { withoutConsole } from './without-console.ts';

/** Decodes whole FLAC frames. */
export interface FlacDecoder {
  /** One array a channel; null where a frame is damaged in a way that its checksum does not show. */
  decode(bytes: Uint8Array, header: FlacFrameHeader): Promise<Float32Array[] | null>;
  /** Forgets what came before; asked for at every place where a frame does not follow the one before. */
  restart(): Promise<void>;
  release(): void;
}

/** The widths that libFLAC's wrapper scales to numbers; it divides by zero for all others. */
const libraryWidths = [8, 16, 24, 32];

/** A decoder for frames like `header`; `width` is what STREAMINFO says where the header does not. */
export async function createFlacDecoder(header: FlacFrameHeader, width: number): Promise<FlacDecoder> {
  // Where a frame leaves its rate or width to STREAMINFO, libFLAC wants that first, and we need it for neither.
  const isForLibrary = libraryWidths.includes(header.bitsPerSample) && header.sampleRate > 0;
  return isForLibrary ? createLibraryDecoder() : createPlainDecoder(width);
}

/** Four times slower than libFLAC, exact for every width that FLAC allows. */
function createPlainDecoder(width: number): FlacDecoder {
  return {
    decode(bytes, header) {
      try {
        return Promise.resolve(decodeFlacBlock(bytes, header, header.bitsPerSample || width).channels);
      } catch {
        return Promise.resolve(null);
      }
    },
    restart: () => Promise.resolve(),
    release: () => undefined,
  };
}

async function createLibraryDecoder(): Promise<FlacDecoder> {
  // Loaded when the first such file is read: most libraries hold WAV files only.
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  const decoder = new FLACDecoder();
  await decoder.ready;
  let isFresh = true;
  /** A decoder that has seen another place would take a jump for a loss. */
  const restart = async (): Promise<void> => {
    if (!isFresh) {
      await decoder.reset();
      isFresh = true;
    }
  };
  return {
    async decode(bytes, { blockSize }) {
      isFresh = false;
      const { samplesDecoded, channelData, bitDepth } = await withoutConsole(() => decoder.decodeFrames([bytes]));
      if (samplesDecoded !== blockSize) {
        await restart();
        return null;
      }
      restoreScale(channelData, bitDepth);
      return channelData;
    },
    restart,
    release: () => {
      decoder.free();
    },
  };
}

/** The decoder divides by the largest sample, we by full scale as everywhere: 32768 rather than 32767 for 16 bits. */
function restoreScale(channels: readonly Float32Array[], bits: number): void {
  const largest = 2 ** (bits - 1) - 1;
  for (const channel of channels) {
    for (let index = 0; index < channel.length; index += 1) {
      channel[index] = Math.round((channel[index] ?? 0) * largest) / (largest + 1);
    }
  }
}
