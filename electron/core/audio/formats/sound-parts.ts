import { resampledLength } from '../windows.ts';
import type { BlockStream } from './block-reader.ts';
import { minutesOf } from './remarks.ts';
import { resampledBlocks } from './resampled-blocks.ts';

/** A stretch of a recording whose rate and channels do not change. */
export interface SoundPart {
  readonly sampleRate: number;
  readonly channels: number;
  /** At its own rate. */
  readonly frames: number;
  /** Blocks counted from the beginning of the part, at its own rate. */
  openStream(): Promise<BlockStream>;
}

/** What can be resampled at all. */
const steepestRatio = 256;

/** The parts that can be played at the rate of the first: all, except what follows an absurd change of rate. */
export function playableParts<Part extends SoundPart>(parts: readonly Part[]): readonly Part[] {
  const rate = parts[0]?.sampleRate ?? 0;
  const absurd = parts.findIndex(({ sampleRate }) => Math.max(rate / sampleRate, sampleRate / rate) > steepestRatio);
  return absurd < 0 ? parts : parts.slice(0, absurd);
}

/** Frames of the parts one after another, at the rate of the first. */
export function joinedFrames(parts: readonly SoundPart[]): number {
  const rate = parts[0]?.sampleRate ?? 0;
  return parts.reduce((sum, { frames, sampleRate }) => sum + resampledLength(frames, sampleRate, rate), 0);
}

/** What is to be said where parts differ; null where they do not. */
export function differenceOf(parts: readonly SoundPart[]): string | null {
  const [first] = parts;
  if (first === undefined) {
    return null;
  }
  const rates = [...new Set(parts.map(({ sampleRate }) => `${sampleRate / 1000} kHz`))];
  const counts = [...new Set(parts.map(({ channels }) => channels))];
  const change = parts.findIndex((part) => part.sampleRate !== first.sampleRate || part.channels !== first.channels);
  if (change < 0) {
    return null;
  }
  const at = minutesOf(joinedFrames(parts.slice(0, change)) / first.sampleRate);
  const ofRate = `The sample rate changes at ${at} (${rates.join(', ')}). All of it is read, at ${first.sampleRate / 1000} kHz throughout.`;
  const ofCount = `The number of channels changes at ${at} (${counts.join(', ')}). All of it is read.`;
  return rates.length > 1 ? ofRate : ofCount;
}

/** Plays parts one after another at the rate of the first, so that every second keeps its time. */
export async function joinParts(parts: readonly SoundPart[]): Promise<BlockStream> {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return only.openStream();
  }
  const rate = only?.sampleRate ?? 0;
  const starts = parts.map((_, index) => joinedFrames(parts.slice(0, index)));
  let stream: BlockStream | null = null;
  let current = -1;
  const enter = async (index: number): Promise<void> => {
    const part = parts[index];
    if (index !== current || stream === null) {
      stream?.release();
      stream = part === undefined ? null : await openPart(part, rate);
      current = index;
    }
  };
  return {
    async seek(frame) {
      const index = Math.max(
        0,
        starts.findLastIndex((start) => start <= frame),
      );
      await enter(index);
      await stream?.seek(frame - (starts[index] ?? 0));
    },
    async next() {
      while (stream !== null) {
        const block = await stream.next();
        if (block !== null) {
          return { ...block, start: block.start + (starts[current] ?? 0) };
        }
        await enter(current + 1);
        await stream?.seek(0);
      }
      return null;
    },
    release: () => {
      stream?.release();
      stream = null;
    },
  };
}

async function openPart(part: SoundPart, rate: number): Promise<BlockStream> {
  const stream = endingAt(part.frames, await part.openStream());
  return part.sampleRate === rate ? stream : resampledBlocks(part, rate, stream);
}

/** The last block of a part may go beyond its end. */
function endingAt(frames: number, stream: BlockStream): BlockStream {
  return {
    ...stream,
    async next() {
      const block = await stream.next();
      return block === null ? null : { ...block, frames: Math.max(0, Math.min(block.frames, frames - block.start)) };
    },
  };
}
