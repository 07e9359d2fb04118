import { expect, test } from 'vitest';
import type { SweepComposition } from '../../../electron/contract/sweep-composition.ts';
import type { SweepPreview } from '../../../electron/contract/sweeps.ts';
import { experimentColumns, filteredExperiments } from '../../../renderer/features/sweep/experiment-columns.ts';

const preview: SweepPreview = {
  specificationYaml: '',
  baseYaml: '',
  experimentCount: 2,
  axisNames: ['seed', 'balance', 'negative_subsets'],
  problems: [],
  warnings: [],
  experiments: [
    { name: 'stage5_001', values: ['123', 'true', 'AudioData/curated/hardNeg/hardneg_conf_min_85'], yaml: '' },
    { name: 'stage5_002', values: ['123', 'false', 'none'], yaml: '' },
  ],
};
const composition: SweepComposition = {
  folders: [],
  base: { rows: 1, inSplits: 1, missing: 0, positives: 1, negatives: 1 },
  problems: [],
  warnings: [],
  experiments: [
    {
      name: 'stage5_001',
      positives: { base: 2017, subset: 309, selected: 2326, copied: 2300 },
      negatives: { base: 8525, subset: 981, selected: 2326, copied: 2326 },
      hardNegatives: { available: 981, expected: 240.04, low: 219, high: 261 },
      tiers: [{ folder: 'hardneg_conf_min_85', files: 981, expected: 240.04 }],
    },
    {
      name: 'stage5_002',
      positives: { base: 2017, subset: 0, selected: 2017, copied: 2017 },
      negatives: { base: 8525, subset: 0, selected: 8525, copied: 8525 },
      hardNegatives: { available: 0, expected: 0, low: 0, high: 0 },
      tiers: [],
    },
  ],
};

test('only axes that differ are shown, folders by their last part', () => {
  const columns = experimentColumns(preview, null);
  expect(columns.map(({ name }) => name)).toEqual(['balance', '− subset']);
  expect(columns[1]?.text(0)).toBe('hardneg_conf_min_85');
  expect(columns[1]?.title(0)).toBe('AudioData/curated/hardNeg/hardneg_conf_min_85');
});

test('the composition says what is there, what is left, and how many hard negatives to expect', () => {
  const columns = experimentColumns(preview, composition).slice(2);
  expect(columns.map(({ name, text }) => [name, text(0), text(1)])).toEqual([
    ['Positives', '2,326', '2,017'],
    ['Negatives', '9,506 → 2,326', '8,525'],
    ['Hard negatives', '240 of 981', '–'],
    ['90 %', '219–261', '–'],
  ]);
  expect(columns[0]?.title(0)).toMatch(/about 26 of them are copied over/);
  expect(columns[2]?.title(0)).toBe('hardneg_conf_min_85: about 240 of 981');
});

test('without a base only what the subsets add is shown', () => {
  const columns = experimentColumns(preview, { ...composition, base: null }).slice(2);
  expect(columns.map(({ name, text }) => [name, text(0)])).toEqual([
    ['Added +', '309'],
    ['Added −', '981'],
  ]);
});

test('every word of the filter has to stand in the name or a value', () => {
  expect(filteredExperiments(preview, '')).toEqual([0, 1]);
  expect(filteredExperiments(preview, ' TRUE min_85 ')).toEqual([0]);
  expect(filteredExperiments(preview, '_002')).toEqual([1]);
  expect(filteredExperiments(preview, 'true none')).toEqual([]);
});
