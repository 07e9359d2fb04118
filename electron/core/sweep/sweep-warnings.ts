import type { SweepSpecification, SweepValue } from '../../contract/sweeps.ts';
import { inferPurpose } from '../subsets/folder-words.ts';
import { experimentCount } from './expand-sweep.ts';
import { scalarText } from './python-scalars.ts';
import { subsetAxisNames } from './subset-axes.ts';

function valuesOf(specification: SweepSpecification, key: string): readonly SweepValue[] {
  const ofAxis = specification.axes[key];
  const ofBase = specification.base_params[key];
  return ofAxis ?? (ofBase === undefined ? [] : [ofBase]);
}

/** Every text in a value, however deep. */
function textsOf(value: SweepValue): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return Array.isArray(value) ? value.flatMap((entry: SweepValue) => textsOf(entry)) : [];
}

function foldersOf(specification: SweepSpecification, key: string): string[] {
  return [...new Set((specification.axes[key] ?? []).flatMap((value) => textsOf(value)))];
}

function focalLossWarnings(specification: SweepSpecification): string[] {
  const keys = [...Object.keys(specification.axes), ...Object.keys(specification.base_params)];
  return keys
    .filter((key) => key.startsWith('focal_loss'))
    .map(
      (key) =>
        `“${key}” is not read: it becomes an unknown option of the trainer. Write “${key.replaceAll('_', '-')}”.`,
    );
}

function upsamplingWarnings(specification: SweepSpecification): string[] {
  const known = ['repeat', 'linear', 'mean', 'smote'];
  return valuesOf(specification, 'upsampling_mode')
    .filter((mode) => typeof mode !== 'string' || !known.includes(mode))
    .map(
      (mode) =>
        `upsampling_mode “${typeof mode === 'string' ? mode : (scalarText(mode) ?? 'a list')}” is dropped by the trainer; it knows ${known.join(', ')}.`,
    );
}

const misplacedParameters: ReadonlyMap<string, string> = new Map([
  ['seed', '“seed” in base_params becomes an option that the trainer does not know. Make it an axis.'],
  ['sensitivity', '“sensitivity” in base_params is not used. Make it an axis with one value.'],
  ['positive_subsets', '“positive_subsets” in base_params is not read. Make it an axis.'],
  ['negative_subsets', '“negative_subsets” in base_params is not read. Make it an axis.'],
]);

function placeWarnings(specification: SweepSpecification): string[] {
  const misplaced = Object.keys(specification.base_params).flatMap((key) => misplacedParameters.get(key) ?? []);
  return 'epochs' in specification.axes
    ? [...misplaced, '“epochs” as an axis is passed to the trainer twice; the axis wins, but base.yaml says otherwise.']
    : misplaced;
}

function seedWarnings(specification: SweepSpecification): string[] {
  const { seed, balance } = specification.axes;
  if (seed === undefined || seed.length < 2) {
    return [];
  }
  const isBalanced = balance ?? [specification.base_params['balance'] ?? true];
  return isBalanced.includes(false)
    ? [
        'The seed only chooses which files are left out when classes are balanced: with balance false, seeds are plain repeats.',
      ]
    : [];
}

function holdsBothWords(folder: string): boolean {
  return inferPurpose(folder).purpose === 'positive' && /negative|hardneg|curated_neg/iu.test(folder);
}

function folderWarnings(specification: SweepSpecification): string[] {
  return subsetAxisNames.flatMap((key) =>
    foldersOf(specification, key).flatMap((folder) => {
      const warnings: string[] = [];
      if (folder.includes('\\')) {
        warnings.push(`“${folder}” has back slashes, which are not found on Linux and macOS.`);
      }
      if (folder.toLowerCase().includes('hardnet')) {
        warnings.push(`“${folder}” says hardnet; the folder on disk is probably spelled hardneg.`);
      }
      if (key === 'positive_subsets' && holdsBothWords(folder)) {
        warnings.push(`“${folder}” holds words of both classes; the packager decides for positives.`);
      }
      return warnings;
    }),
  );
}

function doubleCountWarnings(specification: SweepSpecification): string[] {
  const hasLow = valuesOf(specification, 'quality').some((quality) => textsOf(quality).includes('low'));
  return hasLow && foldersOf(specification, 'positive_subsets').some((folder) => /bestlow/iu.test(folder))
    ? ['Quality low and a bestLowQuality subset contain the same files; they are counted twice and copied once.']
    : [];
}

function repeatWarnings(specification: SweepSpecification): string[] {
  return Object.entries(specification.axes)
    .filter(([, values]) => new Set(values.map((value) => JSON.stringify(value))).size < values.length)
    .map(([key]) => `The axis “${key}” names a value twice, so experiments are repeated.`);
}

function numberingWarnings(specification: SweepSpecification): string[] {
  return experimentCount(specification) > 999
    ? ['More than 999 experiments: the runner sorts names as text, so they run in another order than numbered.']
    : [];
}

const checks = [
  folderWarnings,
  focalLossWarnings,
  upsamplingWarnings,
  placeWarnings,
  seedWarnings,
  doubleCountWarnings,
  repeatWarnings,
  numberingWarnings,
];

/** The known traps of the study's trainer that a specification steps into (field guide §1.5–1.6), in plain sentences. */
export function sweepWarnings(specification: SweepSpecification): string[] {
  return checks.flatMap((check) => check(specification));
}
