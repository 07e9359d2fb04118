import { isSweepFloat, type SweepSpecification, type SweepValue, type SweepWarning } from '../../contract/sweeps.ts';
import { inferPurpose } from '../subsets/folder-words.ts';
import { experimentCount } from './expand-sweep.ts';
import { entryWarnings } from './entry-warnings.ts';
import { foldersOfAxis, subsetAxisNames } from './subset-axes.ts';

function general(message: string): SweepWarning {
  return { place: null, key: '', message };
}

function atAxis(key: string, message: string): SweepWarning {
  return { place: 'axes', key, message };
}

function valuesOf(specification: SweepSpecification, key: string): readonly SweepValue[] {
  const ofAxis = specification.axes[key];
  const ofBase = specification.base_params[key];
  return ofAxis ?? (ofBase === undefined ? [] : [ofBase]);
}

function seedWarnings(specification: SweepSpecification): SweepWarning[] {
  const { seed, balance } = specification.axes;
  if (seed === undefined || seed.length < 2) {
    return [];
  }
  const isBalanced = balance ?? [specification.base_params['balance'] ?? true];
  return isBalanced.includes(false)
    ? [
        atAxis(
          'seed',
          'The seed only chooses which files are left out when classes are balanced: with balance false, seeds are plain repeats.',
        ),
      ]
    : [];
}

function holdsBothWords(folder: string): boolean {
  return inferPurpose(folder).purpose === 'positive' && /negative|hardneg|curated_neg/iu.test(folder);
}

function folderWarnings(specification: SweepSpecification): SweepWarning[] {
  return subsetAxisNames.flatMap((axis) =>
    foldersOfAxis(specification, axis).flatMap((folder) => {
      const warnings: string[] = [];
      if (folder.includes('\\')) {
        warnings.push(`“${folder}” has back slashes, which are not found on Linux and macOS.`);
      }
      if (folder.toLowerCase().includes('hardnet')) {
        warnings.push(`“${folder}” says hardnet; the folder on disk is probably spelled hardneg.`);
      }
      if (axis === 'positive_subsets' && holdsBothWords(folder)) {
        warnings.push(`“${folder}” holds words of both classes; the packager decides for positives.`);
      }
      return warnings.map((message) => atAxis(axis, message));
    }),
  );
}

function textsOf(value: SweepValue): readonly SweepValue[] {
  return typeof value === 'object' && value !== null && !isSweepFloat(value) ? value : [];
}

function doubleCountWarnings(specification: SweepSpecification): SweepWarning[] {
  const hasLow = valuesOf(specification, 'quality').some((quality) => textsOf(quality).includes('low'));
  return hasLow && foldersOfAxis(specification, 'positive_subsets').some((folder) => /bestlow/iu.test(folder))
    ? [
        general(
          'Quality low and a bestLowQuality subset contain the same files; they are counted twice and copied once.',
        ),
      ]
    : [];
}

function repeatWarnings(specification: SweepSpecification): SweepWarning[] {
  return Object.entries(specification.axes)
    .filter(([, values]) => new Set(values.map((value) => JSON.stringify(value))).size < values.length)
    .map(([key]) => atAxis(key, `The axis “${key}” names a value twice, so experiments are repeated.`));
}

function upsamplingWarnings(specification: SweepSpecification): SweepWarning[] {
  const ratios = valuesOf(specification, 'upsampling_ratio');
  const isOff = ratios.every(
    (ratio) => ratio === 0 || (typeof ratio === 'object' && JSON.stringify(ratio) === '{"float":0}'),
  );
  return 'upsampling_mode' in specification.axes && isOff
    ? [atAxis('upsampling_mode', 'While upsampling_ratio is 0 nothing is upsampled, so these experiments are repeats.')]
    : [];
}

function numberingWarnings(specification: SweepSpecification): SweepWarning[] {
  return experimentCount(specification) > 999
    ? [
        general(
          'More than 999 experiments: the runner sorts names as text, so they run in another order than numbered.',
        ),
      ]
    : [];
}

const checks = [
  folderWarnings,
  entryWarnings,
  upsamplingWarnings,
  seedWarnings,
  doubleCountWarnings,
  repeatWarnings,
  numberingWarnings,
];

/** The known traps of the study's trainer that a specification steps into (field guide §1.5–1.6), in plain sentences. */
export function sweepWarnings(specification: SweepSpecification): SweepWarning[] {
  return checks.flatMap((check) => check(specification));
}
