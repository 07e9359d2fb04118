import { designFilter, type PolyphaseFilter } from './polyphase-filter.ts';
import { instantiateKernel } from './polyphase-kernel.ts';
import type { StreamResampler } from './resampler.ts';
import { joinPieces } from './sample-pieces.ts';
import { resampledLength } from './windows.ts';

/** Input that is filtered at a time. */
const pieceFrames = 8192;

/** The files of a card have one rate: the last filters are kept. */
const recentFilters = new Map<string, PolyphaseFilter>();
const mostRecentFilters = 4;

/** See `createResampler`; for rates whose ratio has a small numerator. */
export function createPolyphaseResampler(fromRate: number, toRate: number): StreamResampler {
  const stage = createFilterStage(filterFor(fromRate, toRate));
  let taken = 0;
  let given = 0;
  const push = (input: Float32Array, ready: Float32Array[]): void => {
    for (let from = 0; from < input.length; from += pieceFrames) {
      const output = stage(input.subarray(from, from + pieceFrames));
      given += output.length;
      ready.push(output);
    }
  };
  return {
    process(input) {
      const ready: Float32Array[] = [];
      taken += input.length;
      push(input, ready);
      return joinPieces(ready);
    },
    finish() {
      const total = resampledLength(taken, fromRate, toRate);
      const rest = Math.max(0, total - given);
      const ready: Float32Array[] = [];
      while (given < total) {
        push(new Float32Array(pieceFrames), ready);
      }
      return joinPieces(ready).slice(0, rest);
    },
    release: () => undefined,
  };
}

function filterFor(fromRate: number, toRate: number): PolyphaseFilter {
  const key = `${fromRate}:${toRate}`;
  const filter = recentFilters.get(key) ?? designFilter(fromRate, toRate);
  recentFilters.delete(key);
  recentFilters.set(key, filter);
  for (const oldest of [...recentFilters.keys()].slice(0, -mostRecentFilters)) {
    recentFilters.delete(oldest);
  }
  return filter;
}

/** Takes at most `pieceFrames` samples at a time; each output sample is the same sum wherever the pieces were cut. */
function createFilterStage(filter: PolyphaseFilter): (input: Float32Array) => Float32Array {
  const { phases, step, taps, coefficients } = filter;
  const inputFrames = taps + pieceFrames;
  const outputFrames = Math.ceil((inputFrames * phases) / step) + 1;
  const inputAt = coefficients.byteLength;
  const outputAt = inputAt + 4 * inputFrames;
  const kernel = instantiateKernel(outputAt + 4 * outputFrames);
  const input = new Float32Array(kernel.memory, inputAt, inputFrames);
  const output = new Float32Array(kernel.memory, outputAt, outputFrames);
  new Float32Array(kernel.memory, 0, coefficients.length).set(coefficients);
  // The first output sample lies on the first input sample: what is before it is silence.
  let filled = taps / 2 - 1;
  let position = 0;
  let phase = 0;

  return (piece) => {
    input.set(piece, filled);
    filled += piece.length;
    const room = filled - taps - position;
    const count = room < 0 ? 0 : Math.floor((room * phases + phases - 1 - phase) / step) + 1;
    if (count > 0) {
      kernel.filter(inputAt + 4 * position, 0, outputAt, count, 4 * taps, phases, step, phase);
      position += Math.floor((phase + count * step) / phases);
      phase = (phase + count * step) % phases;
    }
    const used = Math.min(position, filled);
    input.copyWithin(0, used, filled);
    filled -= used;
    position -= used;
    return output.slice(0, count);
  };
}
