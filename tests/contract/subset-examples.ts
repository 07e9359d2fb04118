import type { FamilyPreset, LeftOut, RuleDescription, SubsetOverlap } from '../../electron/contract/subsets.ts';
import { recording, tier } from './example-values.ts';

export const familyPreset: FamilyPreset = {
  id: 'hard-negative',
  family: 'hardNeg',
  label: 'Hard negatives',
  purpose: 'negative',
  tiers: [tier],
  onlyLowQuality: false,
  evidence: { summary: 'What the study found', lines: ['−0.8 with large'], caveat: 'Three seeds.' },
};

export const ruleDescription: RuleDescription = {
  kind: 'threshold',
  label: 'Confidence at least',
  help: 'Every file whose confidence reaches the threshold.',
  short: '≥ {threshold}',
  hasPlaces: false,
  fields: [
    {
      name: 'threshold',
      label: 'Confidence',
      control: 'number',
      prefix: '≥ ',
      suffix: '',
      minimum: 0,
      maximum: 1,
      step: 0.01,
      choices: [],
      initial: 0.85,
    },
  ],
};

export const subsetOverlap: SubsetOverlap = {
  subsets: [
    {
      subsetId: 6,
      name: tier.name,
      family: 'hardNeg',
      purpose: 'negative',
      files: 470,
      withoutHash: 470,
      withoutTime: 0,
    },
  ],
  cells: [[{ recordings: 470, copies: 0, sameNight: 0 }]],
};

export const leftOut: LeftOut = {
  recordingId: 7,
  sourceName: 'DATA',
  relativePath: recording.relativePath,
  confidence: 0.94,
  reason: 'same-night',
  because: 'small',
};
