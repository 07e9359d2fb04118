import type { BenchCase } from '../bench-case.ts';
import { measured, type Measurement } from '../measurement.ts';
import { createResampler } from '../../../electron/core/audio/resampler.ts';
import { makeNoise } from '../../support/wav-fixture.ts';

/** The conversions of issue 3, in Hz. */
const conversions = [
  [48_000, 32_000],
  [44_100, 48_000],
  [250_000, 48_000],
  [32_000, 48_000],
  [48_000, 16_000],
  [96_000, 16_000],
] as const;
const pieceFrames = 65_536;

export const resamplerCase: BenchCase = {
  id: 'resampler',
  label: 'Resampler',
  reach: 'speed reported (its quality is a test)',
  run: async ({ quick, rounds }) => {
    const seconds = quick ? 5 : 60;
    const measurements: Measurement[] = [];
    for (const [fromRate, toRate] of conversions) {
      const input = makeNoise(fromRate * seconds, 1, 0.5);
      await processorSecondsFor(input, fromRate, toRate);
      const samples: number[] = [];
      for (let round = 0; round < Math.max(5, rounds); round += 1) {
        samples.push(seconds / (await processorSecondsFor(input, fromRate, toRate)));
      }
      measurements.push(
        measured({
          id: `${fromRate}-${toRate}`,
          label: `${fromRate / 1000} → ${toRate / 1000} kHz`,
          unit: '× real time',
          samples,
          note: 'one thread, by processor time',
        }),
      );
    }
    return measurements;
  },
};

async function processorSecondsFor(input: Float32Array, fromRate: number, toRate: number): Promise<number> {
  const before = process.cpuUsage();
  const resampler = await createResampler(fromRate, toRate);
  for (let from = 0; from < input.length; from += pieceFrames) {
    resampler.process(input.subarray(from, from + pieceFrames));
  }
  resampler.finish();
  resampler.release();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
