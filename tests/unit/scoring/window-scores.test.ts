import { expect, test } from 'vitest';
import { confidenceOf } from '../../../electron/core/scoring/confidence.ts';
import { normaliseLevel } from '../../../electron/core/scoring/normalise-level.ts';
import { bestWindow, focusSeconds, labelScores, windowStart } from '../../../electron/core/scoring/window-scores.ts';

test('the best window is the highest raw score, the earliest where several share it', () => {
  expect(bestWindow(Float32Array.of(-1, 3, 2, 3))).toEqual({ raw: 3, windowIndex: 1 });
  expect(bestWindow(Float32Array.of(Number.NEGATIVE_INFINITY))).toEqual({
    raw: Number.NEGATIVE_INFINITY,
    windowIndex: 0,
  });
});

test('windows stand at multiples of the hop, the last at the end of the recording', () => {
  expect([0, 1, 2].map((index) => windowStart(index, 3, 100, 170))).toEqual([0, 100, 170]);
  expect(windowStart(0, 1, 100, 0)).toBe(0);
});

test('a stored block is read label by label', () => {
  const block = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect([...labelScores(block, 1, 3)]).toEqual([4, 5, 6]);
});

test('confidence is the sigmoid of a logit, in float32; an activated output is taken as it is', () => {
  expect(confidenceOf(0, 'sigmoid')).toBe(0.5);
  expect(confidenceOf(9.9034, 'sigmoid')).toBeCloseTo(0.99995, 7);
  expect(confidenceOf(Math.fround(0.85), 'none')).toBe(Math.fround(0.85));
  expect(confidenceOf(-200, 'sigmoid')).toBe(confidenceOf(-20, 'sigmoid'));
});

test('peak normalisation brings a quiet window to full scale and leaves silence alone', () => {
  const quiet = Float32Array.of(0.01, -0.02, 0.005);
  normaliseLevel(quiet, 'peak');
  expect([...quiet]).toEqual([0.5, -1, 0.25].map(Math.fround));
  const silence = Float32Array.of(0, 1 / 65536, 0);
  normaliseLevel(silence, 'peak');
  expect([...silence]).toEqual([0, 1 / 65536, 0]);
  const untouched = Float32Array.of(0.01);
  normaliseLevel(untouched, 'none');
  expect([...untouched]).toEqual([Math.fround(0.01)]);
});

test('the focus lies between overlapping windows that both hear the call, and in the best one where none overlap', () => {
  const scores = { fromSeconds: [21, 22.5, 24, 25.5], confidence: [0, 0.99, 0.9999, 0] };
  expect(focusSeconds(scores, 24, 3)).toBeCloseTo(24.75, 2);
  expect(focusSeconds({ fromSeconds: [0, 3, 6], confidence: [0.9, 1, 0.9] }, 3, 3)).toBe(4.5);
});
