import { describe, expect, it } from 'vitest';
import { createLibraryResampler } from '../../../electron/core/audio/library-resampler.ts';
import { designFilter, filterSize, largestFilter } from '../../../electron/core/audio/polyphase-filter.ts';
import { instantiateKernel } from '../../../electron/core/audio/polyphase-kernel.ts';
import { createPolyphaseResampler } from '../../../electron/core/audio/polyphase-resampler.ts';
import type { StreamResampler } from '../../../electron/core/audio/resampler.ts';
import { makeNoise, makeTone } from '../../support/wav-fixture.ts';

function run(resampler: StreamResampler, input: Float32Array): number[] {
  const output = [...resampler.process(input), ...resampler.finish()];
  resampler.release();
  return output;
}

describe('designFilter', () => {
  it('leaves a constant alone in every phase', () => {
    const { phases, step, taps, coefficients } = designFilter(44_100, 48_000);
    expect([phases, step, taps % 8]).toEqual([160, 147, 0]);
    expect(coefficients).toHaveLength(filterSize(44_100, 48_000));
    for (let phase = 0; phase < phases; phase += 1) {
      const row = coefficients.subarray(phase * taps, (phase + 1) * taps);
      expect(row.reduce((sum, coefficient) => sum + coefficient, 0)).toBeCloseTo(1, 5);
    }
  });

  it('fits the rates of recorders and leaves odd ones to the library', () => {
    for (const rate of [
      8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000, 256_000, 384_000,
    ]) {
      expect(filterSize(rate, 48_000)).toBeLessThan(largestFilter);
      expect(filterSize(rate, 16_000)).toBeLessThan(largestFilter);
    }
    expect(filterSize(47_999, 16_000)).toBeGreaterThan(largestFilter);
  });
});

describe('the kernel', () => {
  it('computes what the same loop computes in JavaScript', () => {
    const [taps, phases, step, count] = [16, 3, 2, 50];
    const coefficients = makeNoise(taps * phases, 2);
    const input = makeNoise(200, 3);
    const { memory, filter } = instantiateKernel(4 * (coefficients.length + input.length + count));
    const inputAt = 4 * coefficients.length;
    const outputAt = inputAt + 4 * input.length;
    new Float32Array(memory).set(coefficients);
    new Float32Array(memory, inputAt).set(input);
    filter(inputAt, 0, outputAt, count, 4 * taps, phases, step, 1);
    new Float32Array(memory, outputAt, count).forEach((sample, index) => {
      const place = 1 + index * step;
      const row = (place % phases) * taps;
      const first = Math.floor(place / phases);
      const expected = coefficients
        .subarray(row, row + taps)
        .reduce((sum, coefficient, tap) => sum + coefficient * (input[first + tap] ?? 0), 0);
      expect(sample).toBeCloseTo(expected, 5);
    });
  });
});

describe('createPolyphaseResampler', () => {
  it.each([
    [48_000, 16_000],
    [44_100, 48_000],
    [250_000, 48_000],
    [22_050, 16_000],
  ])('agrees with libsamplerate from %i to %i Hz', async (fromRate, toRate) => {
    const tone = makeTone(0.3 * Math.min(fromRate, toRate), 0.25, fromRate);
    const fast = run(createPolyphaseResampler(fromRate, toRate), tone);
    const reference = run(await createLibraryResampler(fromRate, toRate), tone);
    expect(fast).toHaveLength(reference.length);
    const edge = Math.round(fast.length / 4);
    const differences = fast
      .slice(edge, -edge)
      .map((sample, index) => Math.abs(sample - (reference[edge + index] ?? NaN)));
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  });
});
