import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { FileAccess } from './audio-file.ts';
import type { AudioInfo, AudioReader, ChannelChoice } from './audio-reader.ts';
import { openAudio } from './open-audio.ts';
import { createResampler, type StreamResampler } from './resampler.ts';
import { createWindowAssembler, type WindowAssembler } from './window-assembler.ts';
import { countWindows, resampledLength } from './windows.ts';

export interface WindowStreamOptions {
  /** The model's sample rate in Hz. */
  readonly sampleRate: number;
  readonly windowSamples: number;
  readonly hopSamples: number;
  /** `waiting` unless said otherwise. */
  readonly access?: FileAccess;
  /** The mean of all channels where absent. */
  readonly channel?: ChannelChoice;
}

export interface WindowStream {
  readonly info: AudioInfo;
  /** By the header; the real number may differ where a file is damaged. */
  readonly windowCount: number;
  /**
   * Writes the next windows into `target`, one after another, each of `windowSamples` float32 samples, as many as fit.
   * Returns their starts in samples at the model's rate: fewer than fit only at the end, none after it.
   */
  fill(target: Float32Array): Promise<Outcome<number[]>>;
  /** Whether every window was given. */
  isOver(): boolean;
  close(): Promise<void>;
}

/** What one stream after another may use again, so that a card of short files does not allocate megabytes a file. */
export interface WindowWorkspace {
  readonly piece: Float32Array;
  readonly assembler: WindowAssembler;
}

/** Frames decoded at a time, at the file's own rate. */
const pieceFrames = 65536;

/** Of one stream at a time. */
export function createWindowWorkspace({ windowSamples, hopSamples }: WindowStreamOptions): WindowWorkspace {
  return { piece: new Float32Array(pieceFrames), assembler: createWindowAssembler(windowSamples, hopSamples) };
}

/**
 * A recording as the model wants it: mono, resampled, cut into windows (see `windowStarts`), read in pieces so that
 * memory is the same for a second and for a day. The same file and options give bit-identical windows.
 */
export async function openWindowStream(
  path: string,
  options: WindowStreamOptions,
  workspace = createWindowWorkspace(options),
): Promise<Outcome<WindowStream>> {
  const opened = await openAudio(path, { access: options.access, channel: options.channel });
  if (!opened.ok) {
    return opened;
  }
  const reader = opened.value;
  try {
    const resampler = await createResampler(reader.info.sampleRate, options.sampleRate);
    workspace.assembler.reset();
    return succeed(streamOver(reader, resampler, options, workspace));
  } catch (error) {
    await reader.close();
    return fail(
      'unsupported-format',
      `A recording at ${reader.info.sampleRate} Hz cannot be turned into the ${options.sampleRate} Hz that this model needs.`,
      String(error),
    );
  }
}

function streamOver(
  reader: AudioReader,
  resampler: StreamResampler,
  options: WindowStreamOptions,
  { piece, assembler }: WindowWorkspace,
): WindowStream {
  const { sampleRate, windowSamples, hopSamples } = options;
  const { frames, sampleRate: fileRate } = reader.info;
  const isDirect = fileRate === sampleRate && hopSamples >= windowSamples;
  const source = isDirect
    ? directSource(reader, options)
    : assembledSource({ reader, resampler, piece, assembler, windowSamples });
  return {
    info: reader.info,
    windowCount: countWindows(resampledLength(frames, fileRate, sampleRate), windowSamples, hopSamples),
    ...source,
    async close() {
      resampler.release();
      await reader.close();
    },
  };
}

type WindowSource = Pick<WindowStream, 'fill' | 'isOver'>;

/** Where nothing is resampled and no window overlaps another, each is decoded to where it is wanted. */
function directSource(reader: AudioReader, { windowSamples, hopSamples }: WindowStreamOptions): WindowSource {
  const { frames } = reader.info;
  const lastStart = Math.max(0, frames - windowSamples);
  let next = 0;
  const isOver = (): boolean => next > lastStart;
  return {
    isOver,
    async fill(target) {
      const starts: number[] = [];
      for (let offset = 0; offset + windowSamples <= target.length && !isOver(); offset += windowSamples) {
        const read = await reader.readMono(next, target.subarray(offset, offset + windowSamples));
        if (!read.ok) {
          return read;
        }
        target.fill(0, offset + read.value, offset + windowSamples);
        starts.push(next);
        // The last window is aligned to the end, wherever the hop would have put it.
        next = next + hopSamples > lastStart && next < lastStart ? lastStart : next + hopSamples;
      }
      return succeed(starts);
    },
  };
}

interface Assembly extends WindowWorkspace {
  readonly reader: AudioReader;
  readonly resampler: StreamResampler;
  readonly windowSamples: number;
}

function assembledSource({ reader, resampler, piece, assembler, windowSamples }: Assembly): WindowSource {
  let position = 0;
  let isFinished = false;

  const readPiece = async (): Promise<Outcome<null>> => {
    const read = await reader.readMono(position, piece);
    if (!read.ok) {
      return read;
    }
    position += read.value;
    assembler.push(resampler.process(piece.subarray(0, read.value)));
    if (read.value < piece.length) {
      assembler.push(resampler.finish());
      assembler.finish();
      isFinished = true;
    }
    return succeed(null);
  };

  return {
    async fill(target) {
      const room = Math.floor(target.length / windowSamples);
      const starts: number[] = [];
      while (starts.length < room) {
        const start = assembler.take(target, starts.length * windowSamples);
        if (start !== null) {
          starts.push(start);
        } else if (isFinished) {
          break;
        } else {
          const read = await readPiece();
          if (!read.ok) {
            return read;
          }
        }
      }
      return succeed(starts);
    },
    isOver: () => isFinished && !assembler.hasNext(),
  };
}
