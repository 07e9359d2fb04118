import { expect, test } from 'vitest';
import { bandShown } from '../../../renderer/audio/band-shown.ts';
import {
  clockText,
  frequencyAt,
  frequencyText,
  frequencyTicks,
  heightOf,
  linearValues,
  timeTicks,
} from '../../../renderer/audio/frequency-scale.ts';
import { viewAround } from '../../../renderer/audio/view-range.ts';

test('height and frequency are each other’s inverse on both scales', () => {
  const band = { fromHz: 100, toHz: 12_000 };
  for (const scale of ['linear', 'logarithmic'] as const) {
    for (const height of [0, 0.25, 0.5, 1]) {
      expect(heightOf(frequencyAt(height, band, scale), band, scale)).toBeCloseTo(height, 9);
    }
  }
  expect(frequencyAt(0, { fromHz: 0, toHz: 12_000 }, 'logarithmic')).toBe(20);
});

test('ticks are round and keep their distance', () => {
  const linear = frequencyTicks({ fromHz: 0, toHz: 24_000 }, 'linear', 0.12);
  expect(linear.map(({ text }) => text)).toEqual(['0 Hz', '5 kHz', '10 kHz', '15 kHz', '20 kHz']);
  const logarithmic = frequencyTicks({ fromHz: 100, toHz: 10_000 }, 'logarithmic', 0.12);
  expect(logarithmic.map(({ text }) => text)).toEqual([
    '100 Hz',
    '200 Hz',
    '500 Hz',
    '1 kHz',
    '2 kHz',
    '5 kHz',
    '10 kHz',
  ]);
  for (const ticks of [linear, logarithmic]) {
    ticks.slice(1).forEach((tick, index) => {
      expect(tick.position - (ticks[index]?.position ?? 0)).toBeGreaterThanOrEqual(0.12);
    });
  }
});

test('values, frequencies and times read as a person writes them', () => {
  expect(linearValues(22.5, 28.5, 0.14)).toEqual([23, 24, 25, 26, 27, 28]);
  expect(frequencyText(750)).toBe('750 Hz');
  expect(frequencyText(1250)).toBe('1.25 kHz');
  expect(clockText(2.5, 1)).toBe('2.5 s');
  expect(clockText(62.5, 1)).toBe('1:02.5');
  expect(clockText(3661, 0)).toBe('1:01:01');
  expect(timeTicks(0, 3, 0.14).map(({ text }) => text)).toEqual([
    '0.0 s',
    '0.5 s',
    '1.0 s',
    '1.5 s',
    '2.0 s',
    '2.5 s',
    '3.0 s',
  ]);
});

test('a short recording is shown whole, a long one around its window', () => {
  expect(viewAround(3, { fromSeconds: 0, toSeconds: 3 })).toEqual({ fromSeconds: 0, toSeconds: 3 });
  expect(viewAround(60, { fromSeconds: 24, toSeconds: 27 })).toEqual({ fromSeconds: 22.5, toSeconds: 28.5 });
  expect(viewAround(60, { fromSeconds: 0, toSeconds: 3 })).toEqual({ fromSeconds: 0, toSeconds: 6 });
  expect(viewAround(60, { fromSeconds: 57, toSeconds: 60 })).toEqual({ fromSeconds: 54, toSeconds: 60 });
  expect(viewAround(3600, null)).toEqual({ fromSeconds: 0, toSeconds: 6 });
  expect(viewAround(60, { fromSeconds: 10, toSeconds: 10.96 })).toEqual({ fromSeconds: 8.5, toSeconds: 14.5 });
});

test('the band shown is the label’s, then where animals call, and everything for bats or on request', () => {
  expect(bandShown(true, [100, 1500], 24_000)).toEqual({ fromHz: 100, toHz: 1500 });
  expect(bandShown(true, null, 24_000)).toEqual({ fromHz: 0, toHz: 12_000 });
  expect(bandShown(true, null, 192_000)).toEqual({ fromHz: 0, toHz: 192_000 });
  expect(bandShown(false, [100, 1500], 24_000)).toEqual({ fromHz: 0, toHz: 24_000 });
  expect(bandShown(true, [100, 20_000], 8000)).toEqual({ fromHz: 100, toHz: 8000 });
});
