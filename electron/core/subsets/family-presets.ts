import type { FamilyPreset, Tier } from '../../contract/subsets.ts';

function percentTier(name: string, percent: number): Tier {
  return { name, folder: `bestLowQuality/${name}`, rule: { kind: 'top-percent', percent } };
}

function confidenceTier(name: string, threshold: number): Tier {
  return { name, folder: `hardNeg/${name}`, rule: { kind: 'threshold', threshold, fourDecimals: false } };
}

/** The tier families of the study's stage 5, with the folder names its training packager understands (field guide §1.6). */
export const familyPresets: readonly FamilyPreset[] = [
  {
    id: 'best-low-quality',
    family: 'bestLowQuality',
    label: 'Best low-quality positives: top 5, 15, 30 and 50 %',
    purpose: 'positive',
    tiers: [percentTier('small', 5), percentTier('medium', 15), percentTier('large', 30), percentTier('top50', 50)],
  },
  {
    id: 'hard-negatives',
    family: 'hardNeg',
    label: 'Hard negatives: confidence at least 0.50, 0.85 and 0.99',
    purpose: 'negative',
    tiers: [
      confidenceTier('hardneg_conf_min_50', 0.5),
      confidenceTier('hardneg_conf_min_85', 0.85),
      confidenceTier('hardneg_conf_min_99', 0.99),
    ],
  },
];
