import type { SweepKey } from '../../contract/sweeps.ts';

type Kind = SweepKey['kind'];

function both(key: string, kind: Kind, standard: string | null, help: string): SweepKey {
  return { key, kind, standard, help, asAxis: 'training_args', asBase: 'training_args', choices: [] };
}

function routed(key: SweepKey, asAxis: string | null, asBase: string | null, choices: string[] = []): SweepKey {
  return { ...key, asAxis, asBase, choices };
}

/**
 * The settings that the study's generator and trainer know (field guide §1.5 and §5.1), in the order in which a person
 * looks for them. `asAxis` and `asBase` say where the generator writes them; null where it is no place for them.
 */
export const knownKeys: readonly SweepKey[] = [
  routed(
    both(
      'seed',
      'whole',
      '123',
      'Chooses which files are left out by balance and caps. It does not seed the training.',
    ),
    'experiment',
    null,
  ),
  routed(
    both('quality', 'texts', '[high]', 'Qualities of the positives from the manifest; [] takes all.'),
    'training_package',
    'training_package',
    ['high', 'medium', 'low'],
  ),
  routed(
    both('balance', 'truth', 'true', 'Cuts the larger class down to the smaller one, hard negatives included.'),
    'training_package',
    'training_package',
  ),
  routed(
    both(
      'positive_subsets',
      'folders',
      null,
      'Folders added to the positives, past the quality filter; [] is the baseline.',
    ),
    'training_package',
    null,
  ),
  routed(
    both('negative_subsets', 'folders', null, 'Folders added to the negatives; [] is the baseline.'),
    'training_package',
    null,
  ),
  routed(
    both(
      'include_negatives',
      'truth',
      'true',
      'Takes the manifest’s negatives. Without them, negative subsets stay and are not balanced.',
    ),
    'training_package',
    'training_package',
  ),
  routed(
    both('call_type', 'texts', null, 'Call types of the positives from the manifest; absent takes all.'),
    'training_package',
    'training_package',
    ['grunt', 'growl', 'both'],
  ),
  routed(
    both('use_validation', 'truth', 'false', 'Validates on the manifest’s val split instead of a random fifth.'),
    'training',
    'training',
  ),
  routed(
    both('epochs', 'whole', '50', 'Most epochs; training stops early when the validation loss does.'),
    'training_args',
    'training',
  ),
  routed(
    both('batch_size', 'whole', '32', 'Windows a step, in training and inference.'),
    'training and inference',
    'training and inference',
  ),
  both('learning_rate', 'number', '0.0005', 'Highest step size; it rises for five epochs and falls along a cosine.'),
  both('dropout', 'number', '0.25', 'Share of inputs that is left out while training, 0 to 1.'),
  both('hidden_units', 'whole', '512', 'Units of the hidden layer; 0 for none.'),
  both('mixup', 'truth', 'false', 'Blends pairs of training windows.'),
  both('label_smoothing', 'truth', 'false', 'Softens the labels by 0.1.'),
  both('focal-loss', 'truth', 'false', 'Weighs hard windows more. Written with a hyphen.'),
  both('focal-loss-gamma', 'number', '2.0', 'How much more; used with focal-loss only.'),
  both('focal-loss-alpha', 'number', '0.25', 'Weight of the positives; used with focal-loss only.'),
  {
    ...both(
      'upsampling_mode',
      'choice',
      'repeat',
      'How small classes are filled up; nothing happens while the ratio is 0.',
    ),
    choices: ['repeat', 'linear', 'mean', 'smote'],
  },
  both('upsampling_ratio', 'number', '0.0', 'Small classes are filled up to this share of the largest; 0 for none.'),
  routed(
    both('fmin', 'whole', '0', 'Lowest frequency in Hz, in training and analysis.'),
    'training_args and analyzer_args',
    'training_args and analyzer_args',
  ),
  routed(
    both('fmax', 'whole', '15000', 'Highest frequency in Hz, in training and analysis.'),
    'training_args and analyzer_args',
    'training_args and analyzer_args',
  ),
  routed(
    both('overlap', 'number', '0.0', 'Overlap of windows in seconds, 0 to 2.9, in training and analysis.'),
    'training_args and analyzer_args',
    'training_args and analyzer_args',
  ),
  routed(
    both('sensitivity', 'number', '1.0', 'Shifts the confidence in the analysis, 0.5 to 1.5; the ranking stays.'),
    'analyzer_args',
    null,
  ),
];

/** The known setting of this name. */
export function knownKey(key: string): SweepKey | undefined {
  return knownKeys.find((each) => each.key === key);
}
