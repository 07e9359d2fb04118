import libsamplerate from '@alexanderolsen/libsamplerate-js';
import type { StreamResampler } from './resampler.ts';
import { joinPieces } from './sample-pieces.ts';
import { resampledLength } from './windows.ts';

type Converter = Awaited<ReturnType<typeof libsamplerate.create>>;

/** Medium: 121 dB signal to noise; "best" costs three times as much for quality that nobody can use here. */
const converterType = libsamplerate.ConverterType.SRC_SINC_MEDIUM_QUALITY;
/** The converter always gets pieces of this size, so that its output never depends on how the caller cut the input. */
const pieceFrames = 8192;
const zeros = new Float32Array(pieceFrames);

/** An instance takes 26 MB and 30 ms to set up: a few are kept for the next file. */
const idleConverters: Converter[] = [];
const mostIdleConverters = 2;

/** libsamplerate refuses steeper conversions, with an error code in place of a number of frames. */
const steepestRatio = 256;

/** Any whole rates at most 256 times apart (throws a RangeError otherwise): slow, but without a table of filters. */
export async function createLibraryResampler(fromRate: number, toRate: number): Promise<StreamResampler> {
  if (Math.max(fromRate / toRate, toRate / fromRate) > steepestRatio) {
    throw new RangeError(`cannot resample from ${fromRate} to ${toRate} Hz`);
  }
  return streamThrough(await takeConverter(fromRate, toRate), fromRate, toRate);
}

async function takeConverter(fromRate: number, toRate: number): Promise<Converter> {
  const idle = idleConverters.pop() ?? (await libsamplerate.create(1, 48000, 44100, { converterType }));
  idle.module.destroy();
  idle.module.init(1, converterType, fromRate, toRate);
  return idle;
}

function streamThrough(converter: Converter, fromRate: number, toRate: number): StreamResampler {
  const pending = new Float32Array(pieceFrames);
  let pendingFrames = 0;
  let taken = 0;
  let given = 0;
  let isReleased = false;

  const convert = (piece: Float32Array): Float32Array => {
    converter.sourceArray.set(piece);
    const frames = converter.module.full(piece.length, 1, converterType, fromRate, toRate);
    given += frames;
    return converter.targetArray.slice(0, frames);
  };

  return {
    process(input) {
      taken += input.length;
      const ready: Float32Array[] = [];
      let used = 0;
      while (used < input.length) {
        const count = Math.min(pieceFrames - pendingFrames, input.length - used);
        pending.set(input.subarray(used, used + count), pendingFrames);
        pendingFrames += count;
        used += count;
        if (pendingFrames === pieceFrames) {
          ready.push(convert(pending));
          pendingFrames = 0;
        }
      }
      return joinPieces(ready);
    },
    finish() {
      const total = resampledLength(taken, fromRate, toRate);
      const before = given;
      const ready = [convert(pending.fill(0, pendingFrames))];
      while (given < total) {
        ready.push(convert(zeros));
      }
      return joinPieces(ready).slice(0, Math.max(0, total - before));
    },
    release() {
      if (!isReleased && idleConverters.length < mostIdleConverters) {
        idleConverters.push(converter);
      }
      isReleased = true;
    },
  };
}
