import { createLibraryResampler } from './library-resampler.ts';
import { filterSize, largestFilter } from './polyphase-filter.ts';
import { createPolyphaseResampler } from './polyphase-resampler.ts';

/** Changes the sample rate of a mono stream in pieces of any size. The one who created it releases it. */
export interface StreamResampler {
  /** Takes the next piece; returns what is ready, possibly nothing, good until the next call or change of `input`. */
  process(input: Float32Array): Float32Array;
  /** Ends the stream; returns the rest, so that the whole output has round(input · to / from) samples. */
  finish(): Float32Array;
  release(): void;
}

/**
 * A resampler without time shift: output sample n is the sound at n / toRate. Identity where the rates are equal.
 * Rates of recorders and models have a small common ratio, for which a table of filters is 16 times as fast as
 * libsamplerate; that one takes the odd rates (47,999 Hz). Rates are whole numbers of Hz, for odd ones at most 256
 * times apart (throws a RangeError otherwise).
 */
export async function createResampler(fromRate: number, toRate: number): Promise<StreamResampler> {
  if (fromRate === toRate) {
    return identity;
  }
  return filterSize(fromRate, toRate) <= largestFilter
    ? createPolyphaseResampler(fromRate, toRate)
    : createLibraryResampler(fromRate, toRate);
}

const identity: StreamResampler = {
  process: (input) => input,
  finish: () => new Float32Array(0),
  release: () => undefined,
};
