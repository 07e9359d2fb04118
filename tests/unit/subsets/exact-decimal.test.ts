import { describe, expect, it } from 'vitest';
import { floorOfPercent, printedWithFourDecimals } from '../../../electron/core/subsets/exact-decimal.ts';

describe('floorOfPercent', () => {
  it.each([
    [1030, 5, 51],
    [1030, 15, 154],
    [1030, 30, 309],
    [1030, 50, 515],
    [1000, 0.1, 1],
    [999, 0.1, 0],
    [1000, 33.3, 333],
    [10_000, 33.3, 3330],
    [1000, 32.3, 323],
    [100, 29, 29],
    [1_000_000, 0.0001, 1],
    [1_000_000_000, 1e-7, 1],
    [7, 100, 7],
    [0, 50, 0],
  ])('of %i at %d %% is %i', (count, percent, expected) => {
    expect(floorOfPercent(count, percent)).toBe(expected);
  });

  it('agrees with integer arithmetic on every tenth of a percent, where floats slip', () => {
    let floatSlips = 0;
    for (let tenths = 1; tenths <= 1000; tenths += 1) {
      for (const count of [10, 1000, 1030, 20_457]) {
        const expected = Math.floor((count * tenths) / 1000);
        expect(floorOfPercent(count, tenths / 10)).toBe(expected);
        floatSlips += Math.floor(count * (tenths / 10 / 100)) === expected ? 0 : 1;
      }
    }
    expect(floatSlips).toBeGreaterThan(0);
  });
});

describe('printedWithFourDecimals', () => {
  it.each([
    [0.98996, 0.99],
    [0.98994, 0.9899],
    [0.99995, 0.9999],
    [0.99996, 1],
    [0, 0],
    [1, 1],
    [1e-30, 0],
    // Exact halves in binary, which Python rounds to the even digit: '%.4f' % 0.03125 == '0.0312'.
    [0.03125, 0.0312],
    [0.09375, 0.0938],
  ])('prints float32 %d as %d', (value, expected) => {
    expect(printedWithFourDecimals(Math.fround(value))).toBe(expected);
  });

  it('agrees with the decimal expansion wherever there is no exact half', () => {
    for (let index = 0; index < 20_000; index += 1) {
      const value = Math.fround(index / 20_011);
      expect(printedWithFourDecimals(value)).toBe(Number(value.toFixed(4)));
    }
  });
});
