import { describe, expect, it } from 'vitest';
import { tierSchema } from '../../../electron/contract/subsets.ts';
import { familyPresets } from '../../../electron/core/subsets/family-presets.ts';
import { folderProblem, foldersProblem, inferPurpose } from '../../../electron/core/subsets/folder-words.ts';

describe('folderProblem', () => {
  it('accepts every folder of the presets on its own side only', () => {
    for (const { purpose, tiers } of familyPresets) {
      for (const tier of tiers) {
        expect(tierSchema.parse(tier)).toEqual(tier);
        expect(folderProblem(tier.folder, purpose)).toBeNull();
        expect(folderProblem(tier.folder, purpose === 'positive' ? 'negative' : 'positive')).not.toBeNull();
      }
      expect(foldersProblem(tiers.map((tier) => tier.folder))).toBeNull();
    }
  });

  it('refuses what the packager would drop, with the reason', () => {
    expect(folderProblem('false_positive_hardneg', 'negative')?.message).toMatch(/contains “positive”/u);
    expect(folderProblem('curated/top5', 'positive')?.message).toMatch(/take “curated\/top5” for negatives/u);
    expect(folderProblem('hardNeg/quiet', 'positive')).not.toBeNull();
    expect(folderProblem('curated/rain', 'negative')).toBeNull();
    expect(inferPurpose('AudioData/curated/bestLowQuality/small')).toEqual({ purpose: 'positive', word: 'bestlow' });
    expect(inferPurpose('AudioData/curated/rain')).toEqual({ purpose: 'negative', word: null });
  });

  it.each([
    '',
    '/bestlow',
    'bestlow/',
    '../bestlow',
    'bestlow//a',
    'bestlow\\a',
    'bestlow/a?',
    'bestlow/con',
    'bestlow/a.',
  ])('refuses %j as a path', (folder) => {
    expect(folderProblem(folder, 'positive')?.code).toBe('invalid-input');
  });
});

describe('foldersProblem', () => {
  it('refuses the same folder twice, also in another case, and one folder inside another', () => {
    expect(foldersProblem(['bestlow/a', 'bestlow/A'])?.message).toMatch(/own folder/u);
    expect(foldersProblem(['bestlow', 'bestlow/a'])?.message).toMatch(/lies inside/u);
    expect(foldersProblem(['bestlow/a', 'bestlow/ab'])).toBeNull();
  });
});
