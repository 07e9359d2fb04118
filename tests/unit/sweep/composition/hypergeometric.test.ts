import { describe, expect, it } from 'vitest';
import { chanceOfAny, expectedMarked } from '../../../../electron/core/sweep/composition/hypergeometric.ts';

function choose(all: number, some: number): number {
  return Array.from({ length: some }, (_, index) => (all - index) / (index + 1)).reduce(
    (left, right) => left * right,
    1,
  );
}

/** Probability of exactly `count` marked items, from the definition. */
function probability(total: number, marked: number, drawn: number, count: number): number {
  return (choose(marked, count) * choose(total - marked, drawn - count)) / choose(total, drawn);
}

describe('expectedMarked', () => {
  it('keeps about 240 of 981 and 123 of 475 hard negatives in the field guide’s example', () => {
    const positives = 2017 + 309;
    const of981 = expectedMarked({ total: 8525 + 981, marked: 981, drawn: positives });
    expect(of981.expected).toBeCloseTo(240.04, 2);
    expect(of981.expected / 981).toBeCloseTo(0.24, 2);
    expect(expectedMarked({ total: 8525 + 475, marked: 475, drawn: positives }).expected).toBeCloseTo(122.76, 2);
    // Standard deviation √(n·p·(1−p)·(N−n)/(N−1)) ≈ 12.8, times 1.645.
    expect(of981.low).toBeGreaterThanOrEqual(218);
    expect(of981.low).toBeLessThanOrEqual(220);
    expect(of981.high).toBeGreaterThanOrEqual(260);
    expect(of981.high).toBeLessThanOrEqual(262);
  });

  it.each([
    [20, 7, 9],
    [30, 12, 25],
    [12, 5, 1],
    [50, 49, 20],
  ])('of %i with %i marked, %i drawn: the range is where the tails pass 5 %%', (total, marked, drawn) => {
    const { expected, low, high } = expectedMarked({ total, marked, drawn });
    const least = Math.max(0, drawn + marked - total);
    const chances = Array.from({ length: Math.min(marked, drawn) - least + 1 }, (_, index) =>
      probability(total, marked, drawn, least + index),
    );
    const mean = chances.reduce((sum, chance, index) => sum + chance * (least + index), 0);
    const upTo = (count: number): number =>
      chances.slice(0, count - least + 1).reduce((sum, chance) => sum + chance, 0);
    expect(expected).toBeCloseTo(mean, 9);
    expect(upTo(low)).toBeGreaterThanOrEqual(0.05);
    expect(upTo(low - 1)).toBeLessThan(0.05);
    expect(upTo(high)).toBeGreaterThanOrEqual(0.95);
    expect(upTo(high - 1)).toBeLessThan(0.95);
  });

  it('is certain where everything or nothing is drawn', () => {
    expect(expectedMarked({ total: 10, marked: 4, drawn: 10 })).toEqual({ expected: 4, low: 4, high: 4 });
    expect(expectedMarked({ total: 10, marked: 4, drawn: 0 })).toEqual({ expected: 0, low: 0, high: 0 });
    expect(expectedMarked({ total: 0, marked: 0, drawn: 0 })).toEqual({ expected: 0, low: 0, high: 0 });
  });
});

describe('chanceOfAny', () => {
  it('is the share drawn for one item, and one less the chance of none for several', () => {
    expect(chanceOfAny({ total: 10, marked: 1, drawn: 3 })).toBeCloseTo(0.3, 12);
    expect(chanceOfAny({ total: 10, marked: 2, drawn: 3 })).toBeCloseTo(1 - probability(10, 2, 3, 0), 12);
    expect(chanceOfAny({ total: 10, marked: 2, drawn: 9 })).toBe(1);
    expect(chanceOfAny({ total: 10, marked: 2, drawn: 0 })).toBe(0);
  });
});
