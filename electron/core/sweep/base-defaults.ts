import type { SweepDocument } from './sweep-document.ts';

/** What the study's generator writes into base.yaml before `base_params` act (field guide §1.5). */
export function baseDefaults(stage: number): SweepDocument {
  return {
    dataset: { audio_root: 'AudioData', manifest: 'data/manifest.csv' },
    experiment: { name: `stage${stage}_base`, seed: 123 },
    training_package: { include_negatives: true, balance: true, quality: ['high'] },
    training: { epochs: 50, batch_size: 32, threads: 4, val_split: 0.2, autotune: false, use_validation: false },
    inference: { batch_size: 32, threads: 4, min_conf: { float: 0 } },
    evaluation: { thresholds: [0.5], output_dir: 'evaluation' },
    training_args: {
      fmin: 0,
      fmax: 15_000,
      overlap: { float: 0 },
      dropout: 0.25,
      hidden_units: 512,
      learning_rate: 0.0005,
      'focal-loss': false,
      'focal-loss-gamma': { float: 2 },
      'focal-loss-alpha': 0.25,
      label_smoothing: false,
      mixup: false,
      upsampling_mode: 'repeat',
      upsampling_ratio: { float: 0 },
    },
    analyzer_args: { fmin: 0, fmax: 15_000, overlap: { float: 0 }, sensitivity: { float: 1 } },
  };
}
