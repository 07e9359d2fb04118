import { expect, test } from 'vitest';
import { colourTable } from '../../../renderer/audio/colour-maps.ts';
import { automaticGainDb, automaticLevelRange, gainFactor } from '../../../renderer/audio/levels.ts';
import { spectrogramPixels } from '../../../renderer/audio/spectrogram-pixels.ts';
import { computeSpectrogram, suitableFftSize } from '../../../renderer/audio/spectrogram.ts';

const sampleRate = 24_000;

/** Quiet noise with one louder 50 ms tone in it. */
function clipWithCall(seconds: number, callAt: number, peak = 0.02): Float32Array {
  let seed = 11;
  const samples = Float32Array.from({ length: seconds * sampleRate }, () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return (seed / 2_147_483_647 - 0.5) * 0.002;
  });
  for (let n = 0; n < 0.05 * sampleRate; n += 1) {
    const place = Math.round(callAt * sampleRate) + n;
    samples[place] = (samples[place] ?? 0) + peak * Math.sin((2 * Math.PI * 1200 * n) / sampleRate);
  }
  return samples;
}

test('a 50 ms call stays visible when a whole minute is pooled into few columns', () => {
  const samples = clipWithCall(60, 41.3);
  const spectrogram = computeSpectrogram({ samples, sampleRate, fftSize: 512, maximumColumns: 300 });
  expect(spectrogram.columns).toBe(300);
  const bin = Math.round(1200 / (sampleRate / 512));
  const levels = Array.from(
    { length: 300 },
    (_, column) => spectrogram.levels[column * spectrogram.bins + bin] ?? -200,
  );
  const loudest = levels.indexOf(Math.max(...levels));
  expect(Math.abs(loudest - Math.floor((41.325 / 60) * 300))).toBeLessThanOrEqual(1);
  expect(Math.max(...levels)).toBeGreaterThan(-37);
});

test('a short clip has no more columns than it has frames, and silence is the lowest level', () => {
  const spectrogram = computeSpectrogram({
    samples: new Float32Array(640),
    sampleRate,
    fftSize: 512,
    maximumColumns: 300,
  });
  expect(spectrogram.columns).toBe(10);
  expect(new Set(spectrogram.levels)).toEqual(new Set([-160]));
});

test('the drawn range begins under the noise and ends at the call, however quiet the clip is', () => {
  for (const gain of [1, 0.05]) {
    const samples = clipWithCall(3, 1.2).map((sample) => sample * gain);
    const spectrogram = computeSpectrogram({ samples, sampleRate, fftSize: 512, maximumColumns: 700 });
    const range = automaticLevelRange(spectrogram, { fromHz: 0, toHz: 4000 });
    const callDb = 20 * Math.log10(0.02 * gain);
    expect(range.ceilingDb).toBeGreaterThan(callDb - 12);
    expect(range.ceilingDb).toBeLessThan(callDb + 3);
    expect(range.ceilingDb - range.floorDb).toBeGreaterThanOrEqual(30);
  }
});

test('digital silence around a call does not pull the floor down', () => {
  const samples = new Float32Array(3 * sampleRate);
  samples.set(clipWithCall(1, 0.5), sampleRate);
  const spectrogram = computeSpectrogram({ samples, sampleRate, fftSize: 512, maximumColumns: 700 });
  expect(automaticLevelRange(spectrogram, { fromHz: 100, toHz: 4000 }).floorDb).toBeGreaterThan(-130);
});

test('pixels put the highest frequency on top and the loudest in the brightest colour', () => {
  const samples = Float32Array.from({ length: sampleRate }, (_, n) => Math.sin((2 * Math.PI * 3000 * n) / sampleRate));
  const spectrogram = computeSpectrogram({ samples, sampleRate, fftSize: 256, maximumColumns: 100 });
  const colours = Uint32Array.from({ length: 256 }, (_, shade) => shade);
  const request = { spectrogram, width: 40, height: 120, scale: 'linear', colours } as const;
  const pixels = spectrogramPixels({
    ...request,
    band: { fromHz: 0, toHz: 12_000 },
    range: { floorDb: -60, ceilingDb: 0 },
  });
  const column = Array.from({ length: 120 }, (_, row) => pixels[row * 40 + 20] ?? 0);
  const brightest = column.indexOf(Math.max(...column));
  expect(brightest).toBeGreaterThanOrEqual(88);
  expect(brightest).toBeLessThanOrEqual(91);
  expect(column[10]).toBe(0);
});

test('colour tables go from the first anchor to the last, opaque throughout', () => {
  const magma = colourTable('magma');
  expect(magma).toHaveLength(256);
  expect(magma[0]).toBe(0xff040000);
  expect(magma[255]).toBe(0xffbffdfc);
  expect([...magma].every((word) => word >>> 24 === 0xff)).toBe(true);
});

test('the FFT is long enough for a narrow band and short enough to stay sharp in time', () => {
  expect(suitableFftSize(48_000, 24_000)).toBe(512);
  expect(suitableFftSize(48_000, 1400)).toBe(2048);
  expect(suitableFftSize(48_000, 200)).toBe(2048);
  expect(suitableFftSize(384_000, 192_000)).toBe(4096);
  expect(suitableFftSize(8000, 4000)).toBe(128);
});

test('automatic gain lifts a clip to -3 dBFS, never lowers one, and stops at 40 dB', () => {
  expect(automaticGainDb(10 ** (-35 / 20))).toBe(32);
  expect(automaticGainDb(1)).toBe(0);
  expect(automaticGainDb(1e-6)).toBe(40);
  expect(automaticGainDb(0)).toBe(0);
  expect(gainFactor(20)).toBeCloseTo(10, 6);
});
