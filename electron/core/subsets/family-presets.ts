import type { FamilyPreset, PresetEvidence, Tier } from '../../contract/subsets.ts';

function percentTier(name: string, percent: number): Tier {
  return { name, folder: `bestLowQuality/${name}`, rule: { kind: 'top-percent', percent } };
}

function confidenceTier(name: string, threshold: number): Tier {
  return { name, folder: `hardNeg/${name}`, rule: { kind: 'threshold', threshold, fourDecimals: false } };
}

/**
 * What the study says of its hard-negative subsets (field guide §0.8, §1.9). F1 in percent, out of domain, as differences to
 * the ≥ 0.50 tier.
 */
const hardNegativeEvidence: PresetEvidence = {
  summary:
    'The study: ≥ 0.99 lost with few positives and gained with many, by differences about as large as their spread.',
  lines: [
    '≥ 0.99 instead of ≥ 0.50, out-of-domain F1: −4.8 points with medium, −0.8 with large, +2.8 with top50 positives.',
    '≥ 0.85 instead of ≥ 0.50: −1.7 with medium, +5.1 with large, +1.8 with top50 positives.',
  ],
  caveat:
    'Differences to the ≥ 0.50 tier over three seeds each, with a standard deviation of 2 to 8 points. Try several tiers in a ' +
    'sweep; this is no rule.',
};

/** The tier families of the study's stage 5, with the folder names its training packager understands (field guide §1.6). */
export const familyPresets: readonly FamilyPreset[] = [
  {
    id: 'best-low-quality',
    family: 'bestLowQuality',
    label: 'Best low-quality positives: top 5, 15, 30 and 50 %',
    purpose: 'positive',
    tiers: [percentTier('small', 5), percentTier('medium', 15), percentTier('large', 30), percentTier('top50', 50)],
    onlyLowQuality: true,
    evidence: null,
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
    onlyLowQuality: false,
    evidence: hardNegativeEvidence,
  },
];
