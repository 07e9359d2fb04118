import { createResampler, type StreamResampler } from '../resampler.ts';
import type { BlockStream, SampleBlock } from './block-reader.ts';

interface PartSound {
  readonly sampleRate: number;
  readonly channels: number;
  /** At its own rate. */
  readonly frames: number;
}

/** More than half of the longest filter. */
const settlingFrames = 16_384;
const feedFrames = 8192;

/** The blocks of a part at another rate. Its samples lie at the same times wherever it was entered. */
export function resampledBlocks(part: PartSound, rate: number, stream: BlockStream): BlockStream {
  const { sampleRate, channels } = part;
  const input = withoutGaps(part, stream);
  let resamplers: StreamResampler[] = [];
  /** Of the next frame to come out. */
  let given = 0;
  let isOver = false;
  const releaseResamplers = (): void => {
    for (const resampler of resamplers) {
      resampler.release();
    }
    resamplers = [];
  };
  return {
    async seek(frame) {
      const wanted = Math.max(0, Math.floor((frame * sampleRate) / rate) - settlingFrames);
      // At whole seconds, samples of all rates lie at the same time.
      const second = Math.floor(wanted / sampleRate);
      given = second * rate;
      isOver = false;
      releaseResamplers();
      resamplers = await Promise.all(Array.from({ length: channels }, () => createResampler(sampleRate, rate)));
      await input.seek(second * sampleRate);
    },
    async next() {
      if (isOver) {
        return null;
      }
      const pieces = await input.next();
      isOver = pieces === null;
      const ready = resamplers.map((resampler, channel) => {
        const piece = pieces?.[channel];
        return (piece === undefined ? resampler.finish() : resampler.process(piece)).slice();
      });
      const block = { start: given, channels: ready, frames: ready[0]?.length ?? 0 };
      given += block.frames;
      return block;
    },
    release: () => {
      releaseResamplers();
      stream.release();
    },
  };
}

interface SteadyInput {
  seek(frame: number): Promise<void>;
  /** The next piece, one array a channel; null at the end of the part. */
  next(): Promise<readonly Float32Array[] | null>;
}

/** What a stream leaves out is silence, and a channel that a block has not as well. */
function withoutGaps({ frames, channels }: PartSound, stream: BlockStream): SteadyInput {
  let waiting: SampleBlock | null = null;
  let taken = 0;
  const advance = (count: number, sound: (channel: number) => Float32Array | undefined): readonly Float32Array[] => {
    taken += count;
    return Array.from({ length: channels }, (_, channel) => sound(channel) ?? new Float32Array(count));
  };
  return {
    async seek(frame) {
      waiting = null;
      taken = frame;
      await stream.seek(frame);
    },
    async next() {
      waiting ??= await stream.next();
      const limit = waiting === null ? frames : waiting.start;
      if (taken < limit) {
        return advance(Math.min(feedFrames, limit - taken), () => undefined);
      }
      const block = waiting;
      waiting = null;
      if (block === null) {
        return null;
      }
      const from = Math.min(block.frames, taken - block.start);
      return advance(block.frames - from, (channel) => block.channels[channel]?.subarray(from, block.frames));
    },
  };
}
