import { describe, expect, it } from 'vitest';
import { countWindows, resampledLength, windowStarts } from '../../../electron/core/audio/windows.ts';

describe('windowStarts', () => {
  it.each([
    ['exactly one window', [100, 100, 50], [0]],
    ['shorter than a window', [99, 100, 50], [0]],
    ['nothing at all', [0, 100, 100], [0]],
    ['a whole number of hops', [300, 100, 100], [0, 100, 200]],
    ['overlapping', [200, 100, 50], [0, 50, 100]],
    ['a tail that is not covered', [250, 100, 100], [0, 100, 150]],
    ['a tail of one sample', [201, 100, 100], [0, 100, 101]],
    ['one sample short of a second window', [199, 100, 100], [0, 99]],
    ['a hop larger than the window', [350, 100, 200], [0, 200, 250]],
    ['a tail inside the gap of a large hop', [320, 100, 200], [0, 200, 220]],
  ] satisfies [string, [number, number, number], number[]][])('%s', (_, [total, window, hop], expected) => {
    expect(windowStarts(total, window, hop)).toEqual(expected);
  });

  it('covers every sample, stays inside, and is counted right', () => {
    for (let total = 1; total < 400; total += 1) {
      for (const hop of [1, 7, 48, 96]) {
        const starts = windowStarts(total, 96, hop);
        const covered = new Set(starts.flatMap((start) => Array.from({ length: 96 }, (_, index) => start + index)));
        expect(countWindows(total, 96, hop)).toBe(starts.length);
        expect(new Set(starts).size).toBe(starts.length);
        expect(Math.max(...starts)).toBe(Math.max(0, total - 96));
        expect(Array.from({ length: total }, (_, index) => index).every((index) => covered.has(index))).toBe(true);
      }
    }
  });
});

describe('resampledLength', () => {
  it('is the nearest whole number', () => {
    expect(resampledLength(48000, 48000, 16000)).toBe(16000);
    expect(resampledLength(44101, 44100, 48000)).toBe(48001);
    expect(resampledLength(1, 250000, 48000)).toBe(0);
  });
});
