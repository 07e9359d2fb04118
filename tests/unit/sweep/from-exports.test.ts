import { describe, expect, it } from 'vitest';
import { specificationFromExports } from '../../../electron/core/sweep/from-exports.ts';
import { subsetPlace } from '../../../electron/core/sweep/subset-place.ts';
import { sweepPresets } from '../../../electron/core/sweep/presets.ts';

const [preset] = sweepPresets;
if (preset === undefined) {
  throw new Error('There is no preset.');
}

describe('specificationFromExports', () => {
  it.each(sweepPresets)('rebuilds $id from the study’s seven folders, whatever their order', (each) => {
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
    expect(specificationFromExports(each, folders, 'AudioData/curated')).toEqual(each.specification);
  });

  it('leaves out what was not exported, and has one value even where nothing was', () => {
    const stage9 = sweepPresets.find(({ id }) => id === 'stage9') ?? preset;
    const { axes } = specificationFromExports(stage9, [{ folder: 'bestLowQuality/large', purpose: 'positive' }], 'x');
    expect(axes['positive_subsets']).toEqual([['x/bestLowQuality/large']]);
    expect(axes['negative_subsets']).toEqual([[]]);
  });

  it('adds unknown folders at the end, and leaves the baseline where nothing was exported', () => {
    const { axes } = specificationFromExports(
      preset,
      [
        { folder: 'curated_pos/loud', purpose: 'positive' },
        { folder: 'bestLowQuality/small', purpose: 'positive' },
        { folder: 'bestLowQuality/small', purpose: 'positive' },
        { folder: 'second/bestLowQuality/small', purpose: 'positive' },
      ],
      'AudioData/2026',
    );
    expect(axes['positive_subsets']).toEqual([
      [],
      ['AudioData/2026/bestLowQuality/small'],
      ['AudioData/2026/curated_pos/loud'],
      ['AudioData/2026/second/bestLowQuality/small'],
    ]);
    expect(axes['negative_subsets']).toEqual([[]]);
    expect(axes['seed']).toEqual([123, 456, 789]);
  });
});

describe('subsetPlace', () => {
  it.each([
    ['/data/AudioData/curated', '/data/AudioData', 'AudioData/curated'],
    ['/data/AudioData/old/AudioData/curated/2026/', '/data/AudioData/old/AudioData', 'AudioData/curated/2026'],
    ['D:\\frogs\\AudioData\\curated', 'D:\\frogs\\AudioData', 'AudioData/curated'],
    ['/data/AudioData', '/data/AudioData', 'AudioData'],
  ])('finds AudioData in %s', (root, audioRoot, prefix) => {
    expect(subsetPlace(root)).toEqual({ audioRoot, prefix, note: null });
  });

  it.each(['/home/ana/exports', '/data/MyAudioData/x'])('names subsets of %s relative to it, and says so', (root) => {
    const place = subsetPlace(root);
    expect(place).toMatchObject({ audioRoot: root, prefix: '' });
    expect(place.note).toContain(`named relative to ${root}`);
    const folders = [{ folder: 'bestLowQuality/small', purpose: 'positive' as const }];
    const { axes } = specificationFromExports(preset, folders, place.prefix);
    expect(axes['positive_subsets']).toEqual([[], ['bestLowQuality/small']]);
  });

  it.each([
    ['/data/AudioData/curated', '/data/AudioData', 'AudioData/curated', null],
    ['/data/frogs/curated/2026', '/data/frogs', 'curated/2026', /audio_root/u],
    ['/data/frogs', '/data/frogs/', '', /audio_root/u],
    ['/data/frogs2/curated', '/data/frogs', '/data/frogs2/curated', /whole path/u],
  ])('of %s is relative to the audio root %s that is given', (exportRoot, audioRoot, prefix, note) => {
    const place = subsetPlace(exportRoot, audioRoot);
    expect(place.prefix).toBe(prefix);
    expect(place.note ?? '').toMatch(note ?? /^$/u);
  });
});
