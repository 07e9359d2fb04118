import { describe, expect, it } from 'vitest';
import { specificationFromExports, subsetPrefix } from '../../../electron/core/sweep/from-exports.ts';
import { sweepPresets } from '../../../electron/core/sweep/presets.ts';

const [preset] = sweepPresets;
if (preset === undefined) {
  throw new Error('There is no preset.');
}

describe('specificationFromExports', () => {
  it('rebuilds the preset from its own folders, whatever their order', () => {
    const folders = [
      ...['top50', 'small', 'large', 'medium'].map((tier) => ({
        folder: `bestLowQuality/${tier}`,
        purpose: 'positive' as const,
      })),
      ...['99', '50', '85'].map((tier) => ({
        folder: `hardNeg/hardneg_conf_min_${tier}`,
        purpose: 'negative' as const,
      })),
    ];
    expect(specificationFromExports(preset, folders)).toEqual(preset.specification);
  });

  it('adds unknown folders at the end, and leaves the baseline where nothing was exported', () => {
    const { axes } = specificationFromExports(
      preset,
      [
        { folder: 'curated_pos/loud', purpose: 'positive' },
        { folder: 'bestLowQuality/small', purpose: 'positive' },
        { folder: 'bestLowQuality/small', purpose: 'positive' },
      ],
      'AudioData/2026',
    );
    expect(axes['positive_subsets']).toEqual([
      [],
      ['AudioData/2026/bestLowQuality/small'],
      ['AudioData/2026/curated_pos/loud'],
    ]);
    expect(axes['negative_subsets']).toEqual([[]]);
    expect(axes['seed']).toEqual([123, 456, 789]);
  });
});

describe('subsetPrefix', () => {
  it.each([
    ['/data/AudioData/curated', 'AudioData/curated'],
    ['/data/AudioData/old/AudioData/curated/2026/', 'AudioData/curated/2026'],
    ['D:\\frogs\\AudioData\\curated', 'AudioData/curated'],
    ['/data/AudioData', 'AudioData'],
    ['/home/ana/exports', 'AudioData/curated'],
    ['/data/MyAudioData/x', 'AudioData/curated'],
  ])('of %s is %s', (root, prefix) => {
    expect(subsetPrefix(root)).toBe(prefix);
  });
});
