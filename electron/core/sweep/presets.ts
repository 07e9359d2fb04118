import type { SweepPreset } from '../../contract/sweeps.ts';

const bestLowQuality = 'AudioData/curated/bestLowQuality';
const hardNegatives = 'AudioData/curated/hardNeg';

/**
 * Sweeps that are ready in one click. Stage 5 is the study's, value for value and in its order, which numbers the
 * experiments; its back slashes and its misspelt `hardnet_conf_min_85` are put right.
 */
export const sweepPresets: readonly SweepPreset[] = [
  {
    id: 'stage5',
    label: 'Stage 5: curated subsets',
    specification: {
      stage: 5,
      out_dir: 'config/sweeps/stage5_sweep',
      axes: {
        seed: [123, 456, 789],
        quality: [['high', 'medium']],
        balance: [true, false],
        positive_subsets: [
          [],
          [`${bestLowQuality}/large`],
          [`${bestLowQuality}/medium`],
          [`${bestLowQuality}/small`],
          [`${bestLowQuality}/top50`],
        ],
        negative_subsets: [
          [],
          [`${hardNegatives}/hardneg_conf_min_50`],
          [`${hardNegatives}/hardneg_conf_min_99`],
          [`${hardNegatives}/hardneg_conf_min_85`],
        ],
      },
      base_params: {
        epochs: 50,
        upsampling_ratio: 0,
        mixup: false,
        label_smoothing: false,
        'focal-loss': false,
        'focal-loss-gamma': 2,
        'focal-loss-alpha': 0.25,
        dropout: 0.25,
        learning_rate: 0.0005,
        batch_size: 32,
        fmin: 0,
        fmax: 15_000,
        overlap: 0,
      },
    },
  },
];
