import { expect, test } from 'vitest';
import { createBandPass } from '../../../electron/core/scoring/band-pass.ts';
import { toLogProbabilities } from '../../../electron/core/scoring/log-probability.ts';
import { normaliseLevel } from '../../../electron/core/scoring/normalise-level.ts';
import { createPreparation } from '../../../electron/core/scoring/prepare-window.ts';

/** Impulse responses at samples 0, 1, 2, 10, 50 and 399 by scipy 1.17: butter(5, …, output='sos') and sosfilt. */
const references: [number, number, number, number[]][] = [
  [
    150,
    2500,
    48_000,
    [
      5.430972846649779e-5, 0.00048751151196057267, 0.0021322169886785138, 0.08486088351285791, -0.008272910103393644,
      0.0016981819768350998,
    ],
  ],
  [
    300,
    3000,
    16_000,
    [
      0.011154610861039095, 0.06807485703969302, 0.17074696177551543, 0.017142734902858763, -0.0078051637639351135,
      3.1012787438e-7,
    ],
  ],
  [
    100,
    15_000,
    48_000,
    [
      0.12417891520338994, 0.46380804496973327, 0.4990628210041966, -0.06925178610557933, -0.010738014061047437,
      -0.001774001385984257,
    ],
  ],
  [
    0,
    2500,
    48_000,
    [7.202868521348936e-5, 0.0006441045592586328, 0.002805252089693628, 0.11431191230472017, 0.0004023106986791266, 0],
  ],
  [
    150,
    24_000,
    48_000,
    [
      0.9687287307394817, -0.0615527797751918, -0.059592723827072286, -0.04526552579468009, -0.002894095525799582,
      0.0014685741536273123,
    ],
  ],
];

test.each(references)('band-pass %i–%i Hz at %i Hz has scipy’s impulse response', (lowHz, highHz, rate, expected) => {
  const impulse = new Float32Array(400);
  impulse[0] = 1;
  createBandPass({ lowHz, highHz }, rate)(impulse);
  [0, 1, 2, 10, 50, 399].forEach((place, index) => {
    const value = expected[index] ?? Number.NaN;
    expect(Math.abs((impulse[place] ?? 0) - value)).toBeLessThan(1e-7 * Math.abs(value) + 1e-10);
  });
});

test('a band that is open on both sides changes nothing', () => {
  const window = Float32Array.from({ length: 100 }, (_, index) => Math.sin(index));
  const before = window.slice();
  createBandPass({ lowHz: 0, highHz: 24_000 }, 48_000)(window);
  expect(window).toEqual(before);
});

test('every window is filtered from rest', () => {
  const filter = createBandPass({ lowHz: 300, highHz: 3000 }, 16_000);
  const first = Float32Array.from({ length: 500 }, (_, index) => Math.sin(index / 3));
  const second = first.slice();
  filter(first);
  filter(second);
  expect(second).toEqual(first);
});

test('a window’s peak and root mean square are brought to their targets; silence stays', () => {
  const rms = (window: Float32Array): number =>
    Math.sqrt(window.reduce((sum, value) => sum + value * value, 0) / window.length);
  const tone = (): Float32Array => Float32Array.from({ length: 1000 }, (_, index) => 0.01 * Math.sin(index / 7));
  const peak = tone();
  normaliseLevel(peak, 'peak', 0.25);
  expect(Math.max(...peak.map(Math.abs))).toBeCloseTo(0.25, 6);
  const loud = tone();
  normaliseLevel(loud, 'rms', -14);
  expect(20 * Math.log10(rms(loud))).toBeCloseTo(-14, 4);
  const usual = tone();
  normaliseLevel(usual, 'rms');
  expect(20 * Math.log10(rms(usual))).toBeCloseTo(-20, 4);
  const silence = new Float32Array(10).fill(1e-6);
  normaliseLevel(silence, 'rms', 0);
  expect(silence[0]).toBe(Math.fround(1e-6));
});

test('the mean goes before the level is measured, as for Perch', () => {
  const window = Float32Array.of(0.5, 0.6, 0.7, 0.6);
  createPreparation({ removeMean: true, levelNormalisation: 'peak', levelTarget: 0.25 }, 32_000)(window);
  [-0.25, 0, 0.25, 0].forEach((value, index) => expect(window[index]).toBeCloseTo(value, 6));
});

test('log-probabilities add up to one and do not overflow', () => {
  const logits = Float32Array.of(1000, 999, -1000);
  toLogProbabilities(logits);
  expect(logits[0]).toBeCloseTo(-0.3132617, 6);
  expect(logits.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 6);
  expect(logits[2]).toBeLessThan(-1000);
});
