import { describe, expect, it } from 'vitest';
import { compareMeans, summarise } from '../../../electron/core/results/summarise.ts';
import { twoSidedQuantile, twoSidedTail } from '../../../electron/core/results/student-t.ts';

/** scipy 1.17.1: `scipy.stats.t.ppf(0.975, df)`. */
const quantiles: readonly (readonly [number, number])[] = [
  [1, 12.706204736174694],
  [2, 4.302652729749462],
  [2.5, 3.5746548420036817],
  [3.7214, 2.8603725433132237],
  [4, 2.7764451051977934],
  [10, 2.228138851986274],
  [120.5, 1.9798467346393642],
];

function comparison(left: readonly number[], right: readonly number[]) {
  const group = summarise(left);
  const baseline = summarise(right);
  if (group === null || baseline === null) {
    throw new Error('no values');
  }
  return compareMeans(group, baseline);
}

describe('Student’s t', () => {
  it.each(quantiles)('quantile for %f degrees of freedom', (degreesOfFreedom, expected) => {
    expect(twoSidedQuantile(0.05, degreesOfFreedom)).toBeCloseTo(expected, 7);
  });

  it('tail', () => {
    expect(twoSidedTail(1.3, 2.2)).toBeCloseTo(0.3130857858536012, 9);
    expect(twoSidedTail(0, 3)).toBe(1);
  });
});

describe('summarise', () => {
  it('uses the sample standard deviation', () => {
    const summary = summarise([0.886, 0.798, 0.78]);
    expect(summary).toMatchObject({ n: 3, min: 0.78, max: 0.886 });
    // python: statistics.mean, statistics.stdev
    expect(summary?.mean).toBeCloseTo(0.8213333333333334, 15);
    expect(summary?.sd).toBeCloseTo(0.05672154205708209, 12);
  });

  it('has no spread for one value, none at all for equal ones, and nothing for none', () => {
    expect(summarise([0.7])).toEqual({ n: 1, mean: 0.7, sd: null, min: 0.7, max: 0.7 });
    expect(summarise([0.1, 0.1, 0.1])?.sd).toBe(0);
    expect(summarise([])).toBeNull();
  });
});

describe('compareMeans', () => {
  it('agrees with scipy.stats.ttest_ind(equal_var=False).confidence_interval(0.95)', () => {
    const equalSizes = comparison([0.886, 0.798, 0.78], [0.732, 0.747, 0.779]);
    expect(equalSizes.mean).toBeCloseTo(0.06866666666666676, 12);
    expect(equalSizes.degreesOfFreedom).toBeCloseTo(2.694257448046708, 9);
    expect(equalSizes.low).toBeCloseTo(-0.052126800076502236, 9);
    expect(equalSizes.high).toBeCloseTo(0.18946013340983575, 9);
    const unequalSizes = comparison([0.71, 0.74, 0.69, 0.75, 0.7, 0.72], [0.8, 0.79, 0.9]);
    expect(unequalSizes).toMatchObject({ n: 6, baselineN: 3 });
    expect(unequalSizes.degreesOfFreedom).toBeCloseTo(2.295779247311941, 9);
    expect(unequalSizes.low).toBeCloseTo(-0.25033649301254, 9);
    expect(unequalSizes.high).toBeCloseTo(0.027003159679206412, 9);
    const oneWithoutSpread = comparison([0.5, 0.5, 0.5], [0.6, 0.7, 0.9]);
    expect(oneWithoutSpread.low).toBeCloseTo(-0.6127916366930093, 9);
    expect(oneWithoutSpread.high).toBeCloseTo(0.14612497002634273, 9);
  });

  it('gives no interval where one side has one value, or neither has a spread', () => {
    expect(comparison([0.7], [0.6, 0.5])).toMatchObject({ low: null, high: null, degreesOfFreedom: null });
    expect(comparison([0.7, 0.7], [0.6, 0.6])).toMatchObject({ low: null, high: null });
  });
});
