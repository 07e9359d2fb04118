import { expect, test } from 'vitest';
import { createPowerSpectrum } from '../../../renderer/audio/power-spectrum.ts';

function sine(frequency: number, sampleRate: number, length: number, amplitude = 1): Float32Array {
  return Float32Array.from({ length }, (_, n) => amplitude * Math.sin((2 * Math.PI * frequency * n) / sampleRate));
}

test('a full-scale sine on a bin has a power of 1 there and almost nothing two bins away', () => {
  const spectrum = createPowerSpectrum(512);
  const out = new Float32Array(spectrum.bins);
  spectrum.measure(sine(32 * (48_000 / 512), 48_000, 512), 0, out);
  expect(out[32]).toBeCloseTo(1, 4);
  expect(out[34]).toBeLessThan(1e-6);
  expect(out[200]).toBeLessThan(1e-9);
});

test('a sine at -35 dBFS measures -35 dB', () => {
  const spectrum = createPowerSpectrum(1024);
  const out = new Float32Array(spectrum.bins);
  spectrum.measure(sine(64 * (44_100 / 1024), 44_100, 1024, 10 ** (-35 / 20)), 0, out);
  expect(10 * Math.log10(out[64] ?? 0)).toBeCloseTo(-35, 2);
});

test('agrees with the definition of the discrete Fourier transform on noise', () => {
  const size = 64;
  let seed = 7;
  const noise = Float32Array.from({ length: size }, () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  });
  const window = Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
  const scale = (2 / window.reduce((sum, value) => sum + value, 0)) ** 2;
  const spectrum = createPowerSpectrum(size);
  const out = new Float32Array(spectrum.bins);
  spectrum.measure(noise, 0, out);
  for (const bin of [0, 1, 5, 31]) {
    let real = 0;
    let imaginary = 0;
    for (let n = 0; n < size; n += 1) {
      const sample = (noise[n] ?? 0) * (window[n] ?? 0);
      real += sample * Math.cos((2 * Math.PI * bin * n) / size);
      imaginary -= sample * Math.sin((2 * Math.PI * bin * n) / size);
    }
    expect(out[bin]).toBeCloseTo((real ** 2 + imaginary ** 2) * scale, 6);
  }
});

test('samples before and after the clip are silence', () => {
  const spectrum = createPowerSpectrum(256);
  const out = new Float32Array(spectrum.bins);
  spectrum.measure(sine(3000, 48_000, 256), -600, out);
  expect(Math.max(...out)).toBe(0);
});
