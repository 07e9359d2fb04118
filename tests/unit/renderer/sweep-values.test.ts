import { expect, test } from 'vitest';
import type { SweepSpecification } from '../../../electron/contract/sweeps.ts';
import {
  baseOf,
  editedOf,
  entryHelp,
  moved,
  parseSweepValue,
  specificationOf,
  suggestedAudioRoot,
  sweepValueText,
  trainerFolder,
} from '../../../renderer/features/sweep/sweep-values.ts';

test('values are read as a person writes them', () => {
  expect(parseSweepValue('123')).toBe(123);
  expect(parseSweepValue('0.0005')).toBe(0.0005);
  expect(parseSweepValue('2.0')).toEqual({ float: 2 });
  expect(parseSweepValue('1e3')).toEqual({ float: 1000 });
  expect(parseSweepValue('true')).toBe(true);
  expect(parseSweepValue('null')).toBeNull();
  expect(parseSweepValue('[]')).toEqual([]);
  expect(parseSweepValue('[high, medium]')).toEqual(['high', 'medium']);
  expect(parseSweepValue('[AudioData/curated/bestLowQuality/large]')).toEqual([
    'AudioData/curated/bestLowQuality/large',
  ]);
  expect(parseSweepValue('"123"')).toBe('123');
  expect(parseSweepValue('["a, b", [1, 2]]')).toEqual(['a, b', [1, 2]]);
});

test('what is written reads back as the same value', () => {
  for (const value of [
    1,
    0.25,
    { float: 0 },
    { float: -3 },
    { float: 1e21 },
    1e-7,
    true,
    null,
    'text',
    '123',
    'true',
    'a, b',
    '[x]',
    ['a', ['b', 2]],
    [],
    '',
  ]) {
    expect(parseSweepValue(sweepValueText(value))).toEqual(value);
  }
});

test('the stage 5 specification survives the editor, with its order', () => {
  const specification: SweepSpecification = {
    stage: 5,
    out_dir: 'config/sweeps/stage5_sweep',
    axes: {
      seed: [123, 456, 789],
      quality: [['high', 'medium']],
      balance: [true, false],
      positive_subsets: [[], ['AudioData\\curated\\bestLowQuality\\large']],
    },
    base_params: { epochs: 50, 'focal-loss': false, learning_rate: 0.0005, overlap: { float: 0 } },
  };
  const edited = specificationOf(editedOf(specification));
  expect(edited).toEqual(specification);
  expect(Object.keys(edited.axes)).toEqual(Object.keys(specification.axes));
});

test('empty lines and entries without a name are left out', () => {
  const edited = specificationOf({
    stage: 1,
    outDir: 'out',
    axes: [
      { name: 'seed', text: '1\n\n2\n' },
      { name: '', text: '3' },
      { name: 'nothing', text: ' ' },
    ],
    baseParams: [{ name: 'epochs', text: '' }],
  });
  expect(edited).toEqual({ stage: 1, out_dir: 'out', axes: { seed: [1, 2] }, base_params: {} });
});

test.each([
  ['/home/ann/study/AudioData/curated', '/home/ann/study'],
  ['/home/ann/AudioData/old/AudioData', '/home/ann/AudioData/old'],
  ['C:\\study\\AudioData\\curated', 'C:\\study'],
  ['/home/ann/subsets', '/home/ann/subsets'],
  ['/home/ann/AudioDataOld/x', '/home/ann/AudioDataOld/x'],
])('the sweep of %s is written for the trainer in %s', (exportRoot, folder) => {
  expect(trainerFolder(exportRoot)).toBe(folder);
});

test.each([
  ['/home/ann/study/AudioData/curated', '/home/ann/study/AudioData'],
  ['/home/ann/AudioData/old/AudioData', '/home/ann/AudioData/old/AudioData'],
  ['C:\\study\\AudioData\\curated', 'C:\\study\\AudioData'],
  ['/home/ann/subsets', ''],
  ['/home/ann/AudioDataOld/x', ''],
])('the audio root that %s shows is %s', (exportRoot, audioRoot) => {
  expect(suggestedAudioRoot(exportRoot)).toBe(audioRoot);
});

test('training data is a manifest by its ending, otherwise a folder', () => {
  expect(baseOf(' ')).toBeNull();
  expect(baseOf('/study/Manifest.CSV ')).toEqual({ kind: 'manifest', path: '/study/Manifest.CSV' });
  expect(baseOf('/study/training')).toEqual({ kind: 'folder', path: '/study/training' });
});

test('an axis is moved by one place', () => {
  const entries = ['a', 'b', 'c'].map((name) => ({ name, text: '' }));
  const names = (index: number, by: -1 | 1): string =>
    moved(entries, index, by)
      .map(({ name }) => name)
      .join('');
  expect([names(1, -1), names(1, 1), names(0, 1), names(2, -1)]).toEqual(['bac', 'acb', 'bac', 'acb']);
});

test('the help of a setting says what it is, its default and where it goes', () => {
  const epochs = {
    key: 'epochs',
    kind: 'whole',
    standard: '50',
    asAxis: 'training_args',
    asBase: 'training',
    choices: [],
    help: 'Most epochs.',
  } as const;
  expect(entryHelp({ ...epochs, choices: [] }, 'axes')).toBe('Most epochs. Whole number, default 50 → training_args.');
  expect(entryHelp({ ...epochs, choices: [] }, 'base_params')).toBe(
    'Most epochs. Whole number, default 50 → training.',
  );
  expect(entryHelp(undefined, 'axes')).toBeNull();
});
