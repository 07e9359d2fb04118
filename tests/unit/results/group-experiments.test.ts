import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { groupExperiments } from '../../../electron/core/results/group-experiments.ts';
import { rankGroups } from '../../../electron/core/results/leaderboard.ts';
import { selectExperiments } from '../../../electron/core/results/select-experiments.ts';
import { tableCsv } from '../../../electron/core/results/table-csv.ts';
import { balance, dropout, experimentsOf, negative, positive, seeds, subset, type Row } from './make-results.ts';

const half = { [negative]: subset('hardNeg/hardneg_conf_min_50') };
const strict = { [negative]: subset('hardNeg/hardneg_conf_min_99', '\\\\') };
const small = { [positive]: subset('bestLowQuality/small') };

function grouped(rows: readonly Row[], options: { axes?: readonly string[]; baseline?: 'tier-50' | 'none' } = {}) {
  return groupExperiments({ ...experimentsOf(rows), ...options });
}

describe('grouping over seeds', () => {
  it('groups by every setting that varies, whatever the spelling, and never by seed', () => {
    const misspelt = { [negative]: subset('hardNeg/hardnet_conf_min_85', '\\\\') };
    const right = { [negative]: subset('hardNeg/hardneg_conf_min_85') };
    const table = grouped([
      ...seeds('a', [0.7, 0.8], misspelt),
      ...seeds('b', [0.9], right),
      ...seeds('c', [0.5, 0.6, 0.7]),
    ]);
    expect(table.axes.map(({ column, chosen }) => [column, chosen])).toEqual([[negative, true]]);
    expect(table.groups.map(({ values, experiments }) => [values[0]?.label, experiments])).toEqual([
      ['none', ['c_001', 'c_002', 'c_003']],
      ['hardneg_conf_min_85', ['a_001', 'a_002', 'b_001']],
    ]);
    expect(table.groups[1]?.values[0]?.originals).toEqual(['hardnet_conf_min_85']);
    expect(table.groups[1]?.metrics['ood.f1']).toMatchObject({ n: 3, min: 0.7, max: 0.9 });
    expect(table.groups[1]?.signatures).toHaveLength(2);
    expect(table.groups[1]?.warnings).toEqual(['3 runs of 2 seeds: some settings were run again']);
  });

  it('names settings that change together once, and leaves columns that it does not know aside', () => {
    const used = (value: string, count: string): Row => ({
      'validation_package.used': value,
      'validation_package.total_count': count,
    });
    const table = grouped(
      [...seeds('a', [0.7, 0.8], used('True', '3249.0')), ...seeds('b', [0.7, 0.8], used('False', ''))].map(
        (row, index) => ({ minutes: String(31 + index), ...row }),
      ),
    );
    expect(table.axes.map(({ column, chosen, together }) => [column, chosen, together])).toEqual([
      ['validation_package.used', true, ['validation_package.total_count']],
      ['minutes', false, []],
    ]);
    expect(table.groups).toHaveLength(2);
  });

  it('warns of what a group mixes, and of too few', () => {
    const table = grouped(
      [...seeds('a', [0.7, 0.8], { [dropout]: '0.5' }), ...seeds('b', [0.7], small), ...seeds('c', [0.6])],
      { axes: [positive] },
    );
    expect(table.groups.map(({ warnings }) => warnings)).toEqual([
      ['mixes dropout 0.25 and 0.5'],
      ['n = 1: too few to tell a difference from chance'],
    ]);
  });

  it('counts only the experiments that state a metric', () => {
    const [first, second] = seeds('a', [0.7, 0.8]);
    const table = grouped([{ ...first, 'metrics.iid.auroc': '0.9' }, { ...second }]);
    expect(table.groups[0]?.metrics['iid.auroc']).toMatchObject({ n: 1, sd: null });
    expect(table.groups[0]?.metrics).not.toHaveProperty(['iid.f1']);
  });
});

describe('differences', () => {
  const rows = [
    ...seeds('a', [0.7, 0.72, 0.74]),
    ...seeds('b', [0.8, 0.79, 0.9], half),
    ...seeds('c', [0.6, 0.65, 0.7], { ...half, ...small }),
    ...seeds('d', [0.75, 0.76, 0.8], { ...strict, ...small }),
  ];

  it('are to the empty subsets with everything else equal where these exist', () => {
    const table = grouped(rows);
    expect(table.baseline).toBe('no-subsets');
    expect(table.baselines.map(({ kind, groups }) => [kind, groups])).toEqual([
      ['no-subsets', 3],
      ['tier-50', 2],
      ['no-negatives', 1],
    ]);
    const [none, second] = table.groups;
    expect(none).toMatchObject({ isBaseline: true, baselineKey: null, differences: {} });
    expect(second?.baselineKey).toBe(none?.key);
    expect(second?.differences['ood.f1']?.mean).toBeCloseTo(0.11, 12);
  });

  it('are to the ≥ 0.50 tier with the same positives on request', () => {
    const table = grouped(rows, { baseline: 'tier-50' });
    const compared = table.groups.filter(({ baselineKey }) => baselineKey !== null);
    expect(compared.map(({ experiments }) => experiments[0])).toEqual(['a_001', 'd_001']);
    expect(compared[1]?.differences['ood.f1']?.mean).toBeCloseTo(0.12, 12);
    expect(table.caveat).toMatch(/as large as their spread.*2 of 2 intervals|as large as their spread.*[01] of 2/u);
  });

  it('never cross another setting', () => {
    const other = seeds('e', [0.9, 0.9, 0.8], { ...half, [balance]: 'False' });
    const table = grouped([...rows, ...other]);
    expect(table.groups.find(({ experiments }) => experiments.includes('e_001'))?.baselineKey).toBeNull();
  });

  it('do not exist where subsets are mixed within groups', () => {
    const table = grouped([...rows, ...seeds('f', [0.5, 0.6, 0.7], { [dropout]: '0.5' })], { axes: [dropout] });
    expect(table.baseline).toBe('none');
    expect(table.groups.every(({ baselineKey }) => baselineKey === null)).toBe(true);
  });
});

describe('selection, leaderboard and file', () => {
  const { columns, experiments } = experimentsOf([
    ...seeds('stage6', [0.8, 0.8, 0.8]),
    ...seeds('stage9', [0.95, 0.65, 0.85], half),
    ...seeds('stage9b', [0.99], strict),
  ]);

  it('takes stages and values', () => {
    const names = (stages: string[], where = {}): string[] =>
      selectExperiments(experiments, { stages, where }).map(({ stage }) => stage);
    expect(new Set(names(['stage9']))).toEqual(new Set(['stage9']));
    expect(names([], { [negative]: ['none'] })).toEqual(['stage6', 'stage6', 'stage6']);
    expect(names([], { [negative]: ['nowhere'] })).toEqual([]);
  });

  it('ranks by mean − 0.2 · sd; without a spread last', () => {
    const { groups } = groupExperiments({ columns, experiments });
    const entries = rankGroups(groups, 'ood.f1', experiments);
    expect(entries.map(({ rank, stages }) => [rank, ...stages])).toEqual([
      [1, 'stage6'],
      [2, 'stage9'],
      [3, 'stage9b'],
    ]);
    expect(entries[0]?.score).toBeCloseTo(0.8, 12);
    // python: statistics.mean(v) - 0.2 * statistics.stdev(v)
    expect(entries[1]?.score).toBeCloseTo(0.7861161620336278, 12);
    expect(entries[2]?.score).toBeNull();
  });

  it('writes a table that reads back', () => {
    const text = tableCsv(groupExperiments({ columns, experiments }));
    const rows = parse<Record<string, string>>(text, { columns: true });
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject({
      [negative]: 'hardneg_conf_min_50',
      n: '3',
      experiments: 'stage9_001; stage9_002; stage9_003',
      compared_with: 'no-subsets',
      'ood.f1.min': '0.65',
    });
    expect(Number(rows[1]?.['ood.f1.mean'])).toBeCloseTo(0.8166666666666667, 12);
  });

  it('of nothing is nothing', () => {
    expect(groupExperiments({ columns, experiments: [] })).toMatchObject({ groups: [], axes: [], baseline: 'none' });
  });
});
