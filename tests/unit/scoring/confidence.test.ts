import { expect, test } from 'vitest';
import { confidenceOf } from '../../../electron/core/scoring/confidence.ts';
import { seededRandom } from '../../support/random.ts';

test('BirdNET’s formula at its own sensitivities, rounded once to float32', () => {
  expect(confidenceOf(0, 'sigmoid')).toBe(0.5);
  // 1/(1+exp(2.5)) and 1/(1+exp(-5)): sensitivity 0.75 shifts by −2.5, 1.5 by +5.
  expect(confidenceOf(0, 'sigmoid', 0.75)).toBe(Math.fround(0.075_858_180_021_243_55));
  expect(confidenceOf(0, 'sigmoid', 1.5)).toBe(Math.fround(0.993_307_149_075_715_3));
  expect(confidenceOf(2.5, 'sigmoid', 0.75)).toBe(0.5);
});

test('logits are cut at ±20 after the shift', () => {
  expect(confidenceOf(-100, 'sigmoid')).toBe(Math.fround(1 / (1 + Math.exp(20))));
  expect(confidenceOf(-22, 'sigmoid', 1.5)).toBe(Math.fround(1 / (1 + Math.exp(17))));
  expect(confidenceOf(100, 'sigmoid')).toBe(1);
});

test('a sensitivity means nothing to a probability', () => {
  expect(confidenceOf(0.3, 'none', 1.5)).toBe(Math.fround(0.3));
  expect(confidenceOf(Math.log(0.25), 'softmax', 0.5)).toBeCloseTo(0.25, 6);
});

test('confidence never falls where the raw score rises, at any sensitivity', () => {
  const random = seededRandom(3);
  const raw = Float32Array.from({ length: 20_000 }, () => 60 * random() - 30).sort();
  for (const sensitivity of [0.5, 0.75, 1, 1.25, 1.5]) {
    const confidence = raw.map((value) => confidenceOf(value, 'sigmoid', sensitivity));
    expect(confidence.findIndex((value, index) => value < (confidence[index - 1] ?? 0))).toBe(-1);
  }
});
