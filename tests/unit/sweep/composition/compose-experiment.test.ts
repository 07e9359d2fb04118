import { describe, expect, it } from 'vitest';
import { classPool } from '../../../../electron/core/sweep/composition/class-pool.ts';
import { composeExperiment, selectedCounts } from '../../../../electron/core/sweep/composition/compose-experiment.ts';
import { packageSettings, type PackageSettings } from '../../../../electron/core/sweep/composition/package-settings.ts';

const plain: PackageSettings = packageSettings({}, {}, {});

function settings(changes: Partial<PackageSettings>): PackageSettings {
  return { ...plain, ...changes };
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}.wav`);
}

describe('selectedCounts', () => {
  it.each<[string, Partial<PackageSettings>, number, number]>([
    ['nothing', {}, 100, 400],
    ['balance', { balance: true }, 100, 100],
    ['balance without negatives leaves negative subsets alone', { balance: true, includeNegatives: false }, 100, 400],
    ['a cap of positives', { positiveCap: 30 }, 30, 400],
    ['caps, then balance', { positiveCap: 30, negativeCap: 20, balance: true }, 20, 20],
    ['a ratio to the capped positives, cut off', { positiveCap: 33, negativeRatio: 1.5 }, 33, 49],
    ['a ratio above the cap of negatives', { negativeRatio: 3, negativeCap: 120 }, 100, 120],
    ['a ratio, then balance', { negativeRatio: 0.5, balance: true }, 50, 50],
  ])('%s', (_, changes, positives, negatives) => {
    expect(selectedCounts(100, 400, settings(changes))).toEqual({ positives, negatives });
  });

  it('has no ratio to nothing', () => {
    expect(selectedCounts(0, 40, settings({ negativeRatio: 2 }))).toEqual({ positives: 0, negatives: 40 });
  });
});

describe('packageSettings', () => {
  it('takes the experiment’s keys over those of base.yaml, and Python’s idea of true', () => {
    const base = { training_package: { include_negatives: true, balance: true, quality: ['high'] } };
    const experiment = { training_package: { balance: { float: 0 }, quality: null, positive_subsets: ['a'] } };
    expect(packageSettings(base, experiment, { pos_cap: 0, max_per_class: 50, neg_ratio: 2 })).toMatchObject({
      balance: false,
      includeNegatives: true,
      qualities: [],
      splits: ['train'],
      positiveFolders: ['a'],
      negativeFolders: [],
      positiveCap: 50,
      negativeCap: 50,
      negativeRatio: 2,
    });
  });
});

describe('composeExperiment', () => {
  it('gives the field guide’s numbers: 240 of 981 hard negatives survive the balance', () => {
    const folder = 'AudioData/curated/hardNeg/hardneg_conf_min_85';
    const pools = {
      positives: classPool(names('p', 2017), [{ folder: 'large', names: names('low', 309) }]),
      negatives: classPool(names('n', 8525), [{ folder, names: names('hard', 981) }]),
    };
    const composed = composeExperiment('stage5_001', pools, settings({ balance: true }));
    expect(composed.positives).toEqual({ base: 2017, subset: 309, selected: 2326, copied: 2326 });
    expect(composed.negatives).toMatchObject({ base: 8525, subset: 981, selected: 2326 });
    expect(composed.negatives.copied).toBeCloseTo(2326, 6);
    expect(Math.round(composed.hardNegatives.expected)).toBe(240);
    expect(composed.tiers).toEqual([{ folder, files: 981, expected: expect.closeTo(240.04, 2) }]);
    const unbalanced = composeExperiment('stage5_021', pools, settings({}));
    expect(unbalanced.hardNegatives).toEqual({ available: 981, expected: 981, low: 981, high: 981 });
  });

  it('copies files of one name once: six rows of five names make five files', () => {
    const pools = {
      positives: classPool(names('p', 5), [{ folder: 'small', names: ['p0.wav'] }]),
      negatives: classPool(names('n', 6), []),
    };
    const composed = composeExperiment('x', pools, settings({ balance: true }));
    expect(composed.positives).toEqual({ base: 5, subset: 1, selected: 6, copied: 5 });
    expect(pools.positives.parts).toEqual([{ folder: 'small', files: 1, alsoInBase: 1 }]);
  });

  it('expects as many copies as many draws give on the average', () => {
    const pool = classPool(names('p', 12), [{ folder: 'small', names: names('p', 6) }]);
    const rows = [...names('p', 12), ...names('p', 6)];
    const negatives = classPool(names('n', 7), []);
    const { copied } = composeExperiment('x', { positives: pool, negatives }, settings({ balance: true })).positives;
    let sum = 0;
    const draws = 20_000;
    let state = 1;
    for (let draw = 0; draw < draws; draw += 1) {
      const left = [...rows];
      const seen = new Set<string>();
      for (let taken = 0; taken < 7; taken += 1) {
        state = (state * 48_271) % 2_147_483_647;
        seen.add(left.splice(state % left.length, 1)[0] ?? '');
      }
      sum += seen.size;
    }
    expect(copied).toBeCloseTo(sum / draws, 1);
  });
});
