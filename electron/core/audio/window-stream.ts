import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { AudioInfo, AudioReader } from './audio-reader.ts';
import { openAudio } from './open-audio.ts';
import { createResampler, type StreamResampler } from './resampler.ts';
import { createWindowAssembler } from './window-assembler.ts';
import { countWindows, resampledLength } from './windows.ts';

export interface WindowStreamOptions {
  /** The model's sample rate in Hz. */
  readonly sampleRate: number;
  readonly windowSamples: number;
  readonly hopSamples: number;
  readonly batchSize: number;
}

export interface WindowBatch {
  /** `count` windows, one after another, each of `windowSamples` float32 samples. Fresh memory: the caller may keep it. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Start of each window, in samples at the model's rate. */
  readonly starts: number[];
  readonly count: number;
}

export interface WindowStream {
  readonly info: AudioInfo;
  /** By the header; the real number may differ where a file is damaged. */
  readonly windowCount: number;
  /** The next windows, null after the last. */
  next(): Promise<Outcome<WindowBatch | null>>;
  close(): Promise<void>;
}

/** Frames decoded at a time, at the file's own rate. */
const pieceFrames = 65536;

/**
 * A recording as the model wants it: mono, resampled, cut into windows (see `windowStarts`), read in pieces so that
 * memory is the same for a second and for a day. The same file and options give bit-identical windows.
 */
export async function openWindowStream(path: string, options: WindowStreamOptions): Promise<Outcome<WindowStream>> {
  const opened = await openAudio(path);
  if (!opened.ok) {
    return opened;
  }
  const reader = opened.value;
  try {
    const resampler = await createResampler(reader.info.sampleRate, options.sampleRate);
    return succeed(streamOver(reader, resampler, options));
  } catch (error) {
    await reader.close();
    return fail(
      'unsupported-format',
      `A recording at ${reader.info.sampleRate} Hz cannot be turned into the ${options.sampleRate} Hz that this model needs.`,
      String(error),
    );
  }
}

function streamOver(reader: AudioReader, resampler: StreamResampler, options: WindowStreamOptions): WindowStream {
  const { sampleRate, windowSamples, hopSamples, batchSize } = options;
  const assembler = createWindowAssembler(windowSamples, hopSamples);
  const piece = new Float32Array(pieceFrames);
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
    info: reader.info,
    windowCount: countWindows(
      resampledLength(reader.info.frames, reader.info.sampleRate, sampleRate),
      windowSamples,
      hopSamples,
    ),
    async next() {
      const samples = new Float32Array(batchSize * windowSamples);
      const starts: number[] = [];
      while (starts.length < batchSize) {
        const start = assembler.take(samples, starts.length * windowSamples);
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
      const count = starts.length;
      if (count === 0) {
        return succeed(null);
      }
      return succeed({ samples: count < batchSize ? samples.slice(0, count * windowSamples) : samples, starts, count });
    },
    async close() {
      resampler.release();
      await reader.close();
    },
  };
}
