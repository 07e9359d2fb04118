import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createResampler } from '../../../electron/core/audio/resampler.ts';
import { resampledLength } from '../../../electron/core/audio/windows.ts';
import { makeNoise, makeTone } from '../../support/wav-fixture.ts';

/** The conversions of the scoring issue, and the extremes. */
const conversions: [number, number][] = [
  [48000, 32000],
  [44100, 48000],
  [250000, 48000],
  [32000, 48000],
  [48000, 16000],
  [96000, 16000],
  [22050, 16000],
  [500000, 16000],
  [47999, 16000],
];
/** The band up to here, as a share of the lower Nyquist frequency, must pass unchanged. */
const passBand = 0.85;

async function resample(
  input: Float32Array,
  fromRate: number,
  toRate: number,
  pieceLength = 10_000,
): Promise<Float32Array> {
  const resampler = await createResampler(fromRate, toRate);
  const pieces: Float32Array[] = [];
  for (let from = 0; from < input.length; from += pieceLength) {
    pieces.push(resampler.process(input.subarray(from, from + pieceLength)));
  }
  pieces.push(resampler.finish());
  resampler.release();
  const output = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((offset, piece) => (output.set(piece, offset), offset + piece.length), 0);
  return output;
}

/** Amplitude and phase of a tone in the middle of a signal by least squares, and the amplitude of everything else. */
function fitTone(signal: Float32Array, frequency: number, rate: number): { gain: number; phase: number; rest: number } {
  const edge = Math.round(signal.length / 4);
  const middle = signal.subarray(edge, signal.length - edge);
  let [cc, ss, cs, yc, ys] = [0, 0, 0, 0, 0];
  const angle = (index: number): number => (2 * Math.PI * frequency * (index + edge)) / rate;
  middle.forEach((sample, index) => {
    const [cosine, sine] = [Math.cos(angle(index)), Math.sin(angle(index))];
    cc += cosine * cosine;
    ss += sine * sine;
    cs += cosine * sine;
    yc += sample * cosine;
    ys += sample * sine;
  });
  const determinant = cc * ss - cs * cs;
  const a = (yc * ss - ys * cs) / determinant;
  const b = (ys * cc - yc * cs) / determinant;
  const power = middle.reduce(
    (sum, sample, index) => sum + (sample - a * Math.cos(angle(index)) - b * Math.sin(angle(index))) ** 2,
    0,
  );
  return { gain: Math.hypot(a, b), phase: Math.atan2(a, b), rest: Math.sqrt((2 * power) / middle.length) };
}

const decibels = (ratio: number): number => 20 * Math.log10(ratio + 1e-15);

describe.each(conversions.filter(([fromRate, toRate]) => toRate < fromRate))(
  'down from %i Hz to %i Hz',
  (fromRate, toRate) => {
    const nyquist = toRate / 2;
    const seconds = 0.3;

    it('suppresses everything above the new Nyquist frequency by 90 dB', async () => {
      for (const share of [1.001, 1.01, 1.1, 1.33, 1.9, 2.4].filter((factor) => factor * nyquist < fromRate / 2)) {
        const output = await resample(makeTone(share * nyquist, seconds, fromRate, 1), fromRate, toRate);
        const edge = Math.round(output.length / 4);
        const middle = output.subarray(edge, output.length - edge);
        const rest = Math.sqrt((2 * middle.reduce((sum, sample) => sum + sample * sample, 0)) / middle.length);
        expect(decibels(rest)).toBeLessThan(-90);
      }
    });
  },
);

describe.each(conversions)('%i Hz to %i Hz', (fromRate, toRate) => {
  const nyquist = Math.min(fromRate, toRate) / 2;
  const seconds = 0.3;

  it('passes the band within 0.1 dB, without shift, images below -90 dB', async () => {
    for (const share of [0.02, 0.25, 0.5, 0.75, passBand]) {
      const frequency = share * nyquist;
      const output = await resample(makeTone(frequency, seconds, fromRate, 1), fromRate, toRate);
      const { gain, phase, rest } = fitTone(output, frequency, toRate);
      expect(Math.abs(decibels(gain))).toBeLessThan(0.1);
      expect(Math.abs(phase)).toBeLessThan(1e-4);
      expect(decibels(rest)).toBeLessThan(-90);
    }
  });

  it('gives as many samples as it should, the same however the input is cut', async () => {
    for (const length of [1, 2, 999, 8192, 50_001]) {
      const noise = makeNoise(length);
      const whole = await resample(noise, fromRate, toRate, length);
      expect(whole).toHaveLength(resampledLength(length, fromRate, toRate));
      const cut = await resample(noise, fromRate, toRate, Math.max(1, Math.floor(length / 3.7)));
      expect(cut).toEqual(whole);
      expect(whole.every((sample) => Math.abs(sample) < 1)).toBe(true);
    }
  });

  it('places an impulse where it was', async () => {
    const impulse = new Float32Array(20_000);
    impulse[10_000] = 1;
    const output = await resample(impulse, fromRate, toRate);
    const largest = output.reduce((best, sample, index) => (sample > (output[best] ?? 0) ? index : best), 0);
    expect(Math.abs(largest - (10_000 * toRate) / fromRate)).toBeLessThanOrEqual(0.5);
  });
});

describe('createResampler', () => {
  it('changes nothing where the rates are equal', async () => {
    const noise = makeNoise(1000);
    const resampler = await createResampler(48000, 48000);
    const output = resampler.process(noise);
    expect(output).toEqual(noise);
    expect(resampler.finish()).toHaveLength(0);
    resampler.release();
  });

  it('starts afresh when it takes over from an earlier stream', async () => {
    const noise = makeNoise(30_000, 3);
    const first = await resample(noise, 48000, 16000);
    await resample(makeNoise(30_000, 4), 44100, 48000);
    expect(await resample(noise, 48000, 16000)).toEqual(first);
  });

  it('keeps streams apart that run at the same time', async () => {
    const [one, other] = [makeNoise(20_000, 5), makeNoise(20_000, 6)];
    const alone = [await resample(one, 48000, 16000), await resample(other, 44100, 16000)];
    const [first, second] = await Promise.all([createResampler(48000, 16000), createResampler(44100, 16000)]);
    const together = [[first.process(one)], [second.process(other)]];
    together[0]?.push(first.finish());
    together[1]?.push(second.finish());
    first.release();
    second.release();
    together.forEach((pieces, index) => {
      expect(pieces.flatMap((piece) => [...piece])).toEqual([...(alone[index] ?? [])]);
    });
  });

  it('works in a worker thread', async () => {
    const module = new URL('../../../electron/core/audio/resampler.ts', import.meta.url).href;
    const code = `
      const { parentPort } = await import('node:worker_threads');
      const { createResampler } = await import(${JSON.stringify(module)});
      const resampler = await createResampler(48000, 16000);
      parentPort.postMessage(resampler.process(new Float32Array(30000)).length + resampler.finish().length);`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
    const length = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    await worker.terminate();
    expect(length).toBe(10_000);
  });
});
