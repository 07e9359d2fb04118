import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import { faultOfFileError, type AudioFile } from '../audio-file.ts';
import type { AudioInfo, ChannelChoice, FormatReader, MetadataBlock } from '../audio-reader.ts';
import { FileShrunk, refuseShrunk } from './file-window.ts';

/** What a decoder hands out at once: some tens of milliseconds of sound. */
export interface SampleBlock {
  /** Where it lies in the recording, in frames; what lies before 0 is not part of it. */
  readonly start: number;
  /** One array a channel, all of `frames` samples. */
  readonly channels: readonly Float32Array[];
  readonly frames: number;
}

/** A compressed recording, decoded forwards from any place. */
export interface BlockStream {
  /** Goes to a place from which every block from `frame` on comes out whole; blocks before it may come first. */
  seek(frame: number): Promise<void>;
  /** The next block; null at the end. */
  next(): Promise<SampleBlock | null>;
  /** Frees the decoder. */
  release(): void;
}

export interface BlockSource {
  readonly file: AudioFile;
  readonly info: AudioInfo;
  readonly metadataBlocks: readonly MetadataBlock[];
  /** Called at the first read: whoever wants the header only pays for no decoder. */
  openStream(): Promise<BlockStream>;
}

/** A jump of less than this is read through rather than sought. */
const shortJumpSeconds = 0.5;
/** Beyond this a decoded sample is taken for damage rather than for a loud sound. */
const largestPlausibleSample = 1e6;

/** The reader of a compressed format: goes on from where the last read ended, and seeks where it must. */
export function readerOverBlocks({ file, info, metadataBlocks, openStream }: BlockSource): FormatReader {
  const shortJump = Math.round(info.sampleRate * shortJumpSeconds);
  let stream: BlockStream | null = null;
  let block: SampleBlock | null = null;
  let isOver = false;

  const advance = async (): Promise<void> => {
    block = (await stream?.next()) ?? null;
    isOver = block === null;
  };
  /** A decoder that failed may be in any state: the next read takes a new one. */
  const drop = (): void => {
    try {
      stream?.release();
    } catch {
      // Its memory goes with it.
    }
    stream = null;
    block = null;
  };
  const goTo = async (frame: number): Promise<void> => {
    stream ??= await openStream();
    if (block === null || frame < block.start || frame >= block.start + block.frames + shortJump) {
      await stream.seek(frame);
      await advance();
    }
  };
  const fill = async (fromFrame: number, target: Float32Array, channel: ChannelChoice): Promise<void> => {
    let done = 0;
    await goTo(fromFrame);
    while (done < target.length) {
      const frame = fromFrame + done;
      if (block === null || isOver) {
        target.fill(0, done);
        return;
      }
      if (frame >= block.start + block.frames) {
        await advance();
        continue;
      }
      const rest = target.subarray(done);
      const from = frame - block.start;
      done += from < 0 ? fillGap(rest, -from) : take(block, from, rest, channel);
    }
  };
  return {
    info,
    metadataBlocks,
    async readMono(fromFrame, target, channel = 'mix') {
      const wanted = Math.max(0, Math.min(target.length, info.frames - fromFrame));
      const read =
        wanted === 0 ? succeed(0) : await settle(() => fill(fromFrame, target.subarray(0, wanted), channel), wanted);
      if (!read.ok) {
        drop();
      }
      return read;
    },
    async close() {
      drop();
      await file.close();
    },
  };
}

/** Turns what a decoder throws into a fault. */
async function settle(work: () => Promise<void>, frames: number): Promise<Outcome<number>> {
  try {
    await work();
    return succeed(frames);
  } catch (error) {
    if (error instanceof FileShrunk) {
      return refuseShrunk();
    }
    if (error instanceof Error && 'code' in error) {
      return { ok: false, fault: faultOfFileError(error) };
    }
    const detail = error instanceof Error ? error.message : String(error);
    return fail(
      'damaged-file',
      'This part of the recording is damaged and cannot be decoded. Copy the file from the card again.',
      detail,
    );
  }
}

/** What is missing between two blocks (a damaged part) is silence, so that everything after it keeps its time. */
function fillGap(target: Float32Array, length: number): number {
  const gap = Math.min(target.length, length);
  target.fill(0, 0, gap);
  return gap;
}

/** The chosen channel, or the mean of all, from `from` on; returns the frames written. */
function take(block: SampleBlock, from: number, target: Float32Array, channel: ChannelChoice): number {
  const count = Math.min(target.length, block.frames - from);
  const channels = channel === 'mix' ? block.channels : block.channels.slice(channel - 1, channel);
  if (channels.length === 0) {
    return fillGap(target, count);
  }
  for (let frame = 0; frame < count; frame += 1) {
    let sum = 0;
    for (const channel of channels) {
      sum += channel[from + frame] ?? 0;
    }
    const mean = sum / channels.length;
    target[frame] = Math.abs(mean) <= largestPlausibleSample ? mean : 0;
  }
  return count;
}
