import libsamplerate from '@alexanderolsen/libsamplerate-js';
import { resampledLength } from './windows.ts';

/** Changes the sample rate of a mono stream in pieces of any size. The one who created it releases it. */
export interface StreamResampler {
  /** Takes the next piece; returns what is ready (a copy, possibly empty). */
  process(input: Float32Array): Float32Array;
  /** Ends the stream; returns the rest, so that the whole output has round(input · to / from) samples. */
  finish(): Float32Array;
  release(): void;
}

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

/**
 * A resampler without time shift: output sample n is the sound at n / toRate. Identity where the rates are equal.
 * Rates are whole numbers of Hz, at most 256 times apart (throws otherwise; readers refuse such files before).
 */
export async function createResampler(fromRate: number, toRate: number): Promise<StreamResampler> {
  if (Math.max(fromRate / toRate, toRate / fromRate) > steepestRatio) {
    throw new RangeError(`cannot resample from ${fromRate} to ${toRate} Hz`);
  }
  return fromRate === toRate ? identity : streamThrough(await takeConverter(fromRate, toRate), fromRate, toRate);
}

const identity: StreamResampler = {
  process: (input) => input.slice(),
  finish: () => new Float32Array(0),
  release: () => undefined,
};

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
      return joined(ready);
    },
    finish() {
      const total = resampledLength(taken, fromRate, toRate);
      const before = given;
      const ready = [convert(pending.fill(0, pendingFrames))];
      while (given < total) {
        ready.push(convert(zeros));
      }
      return joined(ready).slice(0, Math.max(0, total - before));
    },
    release() {
      if (!isReleased && idleConverters.length < mostIdleConverters) {
        idleConverters.push(converter);
      }
      isReleased = true;
    },
  };
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) {
    return only;
  }
  const all = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}
