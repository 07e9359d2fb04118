import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { FormatReader } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { readerOverBlocks, type BlockStream, type SampleBlock } from './block-reader.ts';
import { createFileWindow, type FileWindow } from './file-window.ts';
import { longestFrameHeader, parseFrameHeader } from './flac-frame.ts';
import { createFlacFrames, type FlacFrames, type FoundFrame } from './flac-frames.ts';
import { flacMark, readFlacMetadata, type FlacMetadata } from './flac-metadata.ts';
import { describeSound } from './describe-sound.ts';
import { asciiOf } from './riff-chunks.ts';

/** How far behind the mark the first frame is looked for where the blocks before it are damaged. */
const mostLostBytes = 1 << 20;
const noMetadata: FlacMetadata = { sampleRate: 0, bitsPerSample: 0, totalFrames: 0, blocks: [], end: 0 };
/** What the decoder can scale. */
const decodedWidths = [8, 16, 24, 32];
/** A mark and a STREAMINFO block. */
const streamInfoBytes = 42;

/** FLAC, also where the beginning of the file is missing. What its frames say is believed before what its header says. */
export const flacFormat: AudioFormat = {
  id: 'flac',
  recognises: (head) => asciiOf(head, 0, 4) === flacMark || parseFrameHeader(head, 0) !== null,
  open: openFlac,
};

async function openFlac(file: AudioFile): Promise<Outcome<FormatReader>> {
  const metadata = asciiOf(file.head, 0, 4) === flacMark ? await readFlacMetadata(file) : noMetadata;
  const window = createFileWindow(file);
  const frames = await firstFrames(window, metadata);
  const sampleRate = frames === null ? 0 : frames.first.header.sampleRate || metadata.sampleRate;
  if (frames === null || sampleRate === 0) {
    return fail(
      'damaged-file',
      'The file starts like a FLAC recording but no audio can be found in it. Copy it from the card again; if that does not help, the recording is lost.',
    );
  }
  const { header } = frames.first;
  const bits = header.bitsPerSample || metadata.bitsPerSample;
  if (!decodedWidths.includes(bits)) {
    return fail(
      'unsupported-format',
      `This FLAC file has ${bits} bits a sample (${describeSound(sampleRate, header.channels)}), which Earmark does not decode. Convert it to FLAC or WAV of 16 or 24 bits, for example with Audacity or ffmpeg.`,
    );
  }
  const end = await endOfAudio(frames);
  if (end.frames === 0) {
    return fail(
      'no-audio-data',
      'The file has a header but no audio: the recorder stopped before it recorded anything.',
    );
  }
  return succeed(
    readerOverBlocks({
      file,
      info: {
        format: `FLAC ${bits}-bit`,
        sampleRate,
        channels: header.channels,
        bitsPerSample: bits,
        frames: end.frames,
        durationSeconds: end.frames / sampleRate,
        warning: warningOf(metadata, end, frames.first),
      },
      metadataBlocks: metadata.blocks,
      openStream: () => openStream(file, window, frames),
    }),
  );
}

/** The frames of the stream, from the first that can be found on. */
async function firstFrames(window: FileWindow, metadata: FlacMetadata): Promise<FlacFrames | null> {
  const limit = Math.min(window.size, metadata.end + mostLostBytes);
  for (const from of [metadata.end, flacMark.length]) {
    for (let at = from; at < limit; at += 1) {
      const bytes = await window.at(at, longestFrameHeader);
      const header = parseFrameHeader(bytes, 0);
      if (header !== null && (header.bitsPerSample || metadata.bitsPerSample) > 0) {
        const frames = createFlacFrames(window, at, header, metadata.bitsPerSample);
        if ((await frames.read(frames.first)).bytes !== null) {
          return frames;
        }
      }
    }
  }
  return null;
}

interface EndOfAudio {
  readonly frames: number;
  readonly isCut: boolean;
}

async function endOfAudio(frames: FlacFrames): Promise<EndOfAudio> {
  const last = await frames.last();
  const frame = await frames.read(last);
  const isCut = frame.bytes === null;
  return { frames: last.start + (isCut ? 0 : last.header.blockSize), isCut };
}

function warningOf(metadata: FlacMetadata, end: EndOfAudio, first: FoundFrame): string | null {
  if (end.isCut || metadata.totalFrames > end.frames) {
    return 'The file ends before the recording does: the header promises more audio than there is. The whole part was recovered.';
  }
  if (metadata.totalFrames !== 0 && metadata.totalFrames < end.frames) {
    return 'The header says that the recording is shorter than it is. All of it is read.';
  }
  if (
    metadata.bitsPerSample !== 0 &&
    first.header.bitsPerSample !== 0 &&
    metadata.bitsPerSample !== first.header.bitsPerSample
  ) {
    return 'The header of this file is wrong about how the audio is stored. The audio itself is read as it is.';
  }
  return metadata.end === 0 ? 'The beginning of this file is missing. The whole part was recovered.' : null;
}

async function openStream(file: AudioFile, window: FileWindow, frames: FlacFrames): Promise<BlockStream> {
  // Loaded when the first such file is read: most libraries hold WAV files only.
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  const decoder = new FLACDecoder();
  await decoder.ready;
  const { header } = frames.first;
  let isFresh = true;
  /** A decoder that has seen another place would take a jump for a loss. */
  const restart = async (): Promise<void> => {
    if (!isFresh) {
      await decoder.reset();
      isFresh = true;
    }
    if (header.bitsPerSample === 0 || header.sampleRate === 0) {
      const info = Uint8Array.from(await file.peek(0, streamInfoBytes));
      info[flacMark.length] = 0x80;
      await decoder.decodeFrames([info]);
    }
  };
  const decode = async (found: FoundFrame, bytes: Uint8Array): Promise<SampleBlock> => {
    const { blockSize } = found.header;
    isFresh = false;
    const { samplesDecoded, channelData, bitDepth } = await decoder.decodeFrames([bytes]);
    if (samplesDecoded !== blockSize) {
      await restart();
      return { start: found.start, channels: [new Float32Array(blockSize)], frames: blockSize };
    }
    restoreScale(channelData, bitDepth);
    return { start: found.start, channels: channelData, frames: blockSize };
  };
  let at: FoundFrame | null = null;
  let sought = 0;
  return {
    async seek(frame) {
      at = await frames.near(frame);
      sought = frame;
      await restart();
    },
    async next() {
      while (at !== null) {
        const found: FoundFrame = at;
        const frame = await frames.read(found);
        // Copied, because looking for the next header may move the window.
        const bytes = frame.bytes === null ? null : frame.bytes.slice();
        at = (await frames.find(frame.end, frame.end + 1)) ?? (await frames.find(frame.end, window.size));
        if (bytes === null) {
          await restart();
        } else if (found.start + found.header.blockSize > sought) {
          return decode(found, bytes);
        }
      }
      return null;
    },
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
