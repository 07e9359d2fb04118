import type { SweepPreset, SweepSpecification, SweepValue } from '../../contract/sweeps.ts';

const bestLowQuality = 'AudioData/curated/bestLowQuality';
const hardNegatives = 'AudioData/curated/hardNeg';

/** One value an entry: the empty baseline for none, otherwise one folder. */
function positives(...tiers: readonly ('none' | 'small' | 'medium' | 'large' | 'top50')[]): SweepValue[] {
  return tiers.map((tier) => (tier === 'none' ? [] : [`${bestLowQuality}/${tier}`]));
}

function negatives(...confidences: readonly ('none' | 50 | 85 | 99)[]): SweepValue[] {
  return confidences.map((least) => (least === 'none' ? [] : [`${hardNegatives}/hardneg_conf_min_${least}`]));
}

/** What all of the study's stages share; from stage 6 on, mixup and label smoothing are on. */
function baseParameters(regularised: boolean): Record<string, SweepValue> {
  return {
    epochs: 50,
    upsampling_ratio: { float: 0 },
    mixup: regularised,
    label_smoothing: regularised,
    'focal-loss': false,
    'focal-loss-gamma': { float: 2 },
    'focal-loss-alpha': 0.25,
    dropout: 0.25,
    learning_rate: 0.0005,
    batch_size: 32,
    fmin: 0,
    fmax: 15_000,
    overlap: { float: 0 },
  };
}

const seed = [123, 456, 789];
const quality: SweepValue[] = [['high', 'medium']];

function stage(number: number, parts: Pick<SweepSpecification, 'axes' | 'base_params'>): SweepSpecification {
  return { stage: number, out_dir: `config/sweeps/stage${number}_sweep`, ...parts };
}

const stage5 = stage(5, {
  axes: {
    seed,
    quality,
    balance: [true, false],
    positive_subsets: positives('none', 'large', 'medium', 'small', 'top50'),
    negative_subsets: negatives('none', 50, 99, 85),
  },
  base_params: baseParameters(false),
});

const stage6 = stage(6, {
  axes: {
    seed,
    quality,
    balance: [true, false],
    positive_subsets: positives('none', 'small', 'top50'),
    negative_subsets: negatives('none', 50, 99),
  },
  base_params: baseParameters(true),
});

const stage9 = stage(9, {
  axes: {
    seed,
    quality,
    balance: [true],
    use_validation: [true, false],
    positive_subsets: positives('top50', 'small', 'medium', 'large'),
    negative_subsets: negatives(85, 99, 50),
  },
  base_params: { ...baseParameters(true), use_validation: false },
});

const stage11 = stage(11, {
  axes: {
    seed,
    quality,
    balance: [true],
    positive_subsets: positives('none', 'small', 'medium', 'top50', 'large'),
    negative_subsets: negatives(99, 85),
  },
  base_params: { ...baseParameters(true), use_validation: false },
});

/**
 * The study's published sweeps, value for value and in their order, which numbers the experiments. Their back slashes
 * and the misspelt `hardnet_conf_min_85` are put right here; both can be had as published (`withFolderStyle`).
 */
export const sweepPresets: readonly SweepPreset[] = [
  { id: 'stage5', label: 'Stage 5: curated subsets', specification: stage5 },
  { id: 'stage6', label: 'Stage 6: curated subsets with mixup', specification: stage6 },
  { id: 'stage9', label: 'Stage 9: validation package', specification: stage9 },
  { id: 'stage11', label: 'Stage 11: hard negatives ≥ 0.85 and ≥ 0.99', specification: stage11 },
];
