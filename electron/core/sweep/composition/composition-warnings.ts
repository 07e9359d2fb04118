import type { ExperimentComposition, SweepComposition } from '../../../contract/sweep-composition.ts';
import type { ClassPool } from './class-pool.ts';
import type { SubsetListing } from './list-subset-folder.ts';
import type { PackageSettings } from './package-settings.ts';

export interface ComposedExperiment {
  readonly settings: PackageSettings;
  readonly pools: { readonly positives: ClassPool; readonly negatives: ClassPool };
  readonly composition: ExperimentComposition;
}

export interface ComposedSweep {
  readonly composed: readonly ComposedExperiment[];
  readonly listings: readonly SubsetListing[];
  readonly base: SweepComposition['base'];
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString('en-US')} ${one}${count === 1 ? '' : 's'}`;
}

/** The first experiments of a list by name, and how many more. */
function named(experiments: readonly ComposedExperiment[]): string {
  const names = experiments.slice(0, 2).map(({ composition }) => composition.name);
  const more = experiments.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A class without files trains nothing, or fails after the packaging. */
export function compositionProblems(composed: readonly ComposedExperiment[]): string[] {
  const without = (side: 'positives' | 'negatives'): ComposedExperiment[] =>
    composed.filter(({ composition }) => composition[side].selected === 0);
  return (['positives', 'negatives'] as const).flatMap((side) => {
    const empty = without(side);
    return empty.length === 0 ? [] : [`${named(empty)}: no ${side} would be left to train on.`];
  });
}

/** Pools of one side, each once. */
function poolsOf({ composed }: ComposedSweep, side: 'positives' | 'negatives'): ClassPool[] {
  return [...new Set(composed.map(({ pools }) => pools[side]))];
}

function missingWarnings({ base }: ComposedSweep): string[] {
  return base === null || base.missing === 0
    ? []
    : [
        `${counted(base.missing, 'row')} of ${base.inSplits.toLocaleString('en-US')} in the manifest ${base.missing === 1 ? 'points' : 'point'} to a file that is not there; ` +
          'the packager drops such rows without a word. Check the audio root.',
      ];
}

function doubledWarnings(sweep: ComposedSweep): string[] {
  const parts = [...poolsOf(sweep, 'positives'), ...poolsOf(sweep, 'negatives')].flatMap((pool) => pool.parts);
  const worst = new Map<string, { alsoInBase: number; files: number }>();
  for (const { folder, alsoInBase, files } of parts) {
    if (alsoInBase > (worst.get(folder)?.alsoInBase ?? 0)) {
      worst.set(folder, { alsoInBase, files });
    }
  }
  return [...worst].map(
    ([folder, { alsoInBase, files }]) =>
      `${folder}: ${alsoInBase.toLocaleString('en-US')} of its ${counted(files, 'file')} ${alsoInBase === 1 ? 'has' : 'have'} the name of a file of the base: ` +
      'counted twice when the classes are balanced, and copied once.',
  );
}

function repeatedWarnings(sweep: ComposedSweep): string[] {
  return (['positives', 'negatives'] as const).flatMap((side) => {
    const doubled = poolsOf(sweep, side).map(
      ({ size, names, parts }) => size - names.size - parts.reduce((sum, { alsoInBase }) => sum + alsoInBase, 0),
    );
    const most = Math.max(0, ...doubled);
    return most === 0
      ? []
      : [
          `${counted(most, `file of the ${side}`)} at most would be copied over by another of the same name, so the class gets smaller.`,
        ];
  });
}

function bothClassesWarnings({ composed }: ComposedSweep): string[] {
  const seen = new Set<ClassPool>();
  let most = 0;
  for (const { pools } of composed) {
    if (!seen.has(pools.negatives)) {
      seen.add(pools.negatives);
      most = Math.max(most, [...pools.negatives.names].filter((name) => pools.positives.names.has(name)).length);
    }
  }
  return most === 0
    ? []
    : [
        `${counted(most, 'file name')} ${most === 1 ? 'stands' : 'stand'} in both classes; the same recording may teach both.`,
      ];
}

function listingWarnings({ listings }: ComposedSweep): string[] {
  return listings.flatMap(({ folder, names, inSubfolders, otherKinds }) => {
    if (names.length === 0 || inSubfolders + otherKinds === 0) {
      return [];
    }
    const left = counted(inSubfolders + otherKinds, 'file');
    return [`${folder}: ${left} in folders below or of other kinds than .wav, .mp3 and .flac are not taken.`];
  });
}

function dilutionWarnings({ composed, base }: ComposedSweep): string[] {
  const least = composed
    .map(({ composition }) => composition)
    .filter(({ hardNegatives }) => hardNegatives.available > 0)
    .toSorted((left, right) => keptShare(left) - keptShare(right))[0];
  if (base === null || least === undefined || keptShare(least) > 0.5) {
    return [];
  }
  const { available, expected } = least.hardNegatives;
  return [
    `Balancing draws from all negatives alike: of ${counted(available, 'hard negative')} about ${Math.round(expected).toLocaleString('en-US')} ` +
      `(${Math.round(keptShare(least) * 100)} %) are left in ${least.name}. With balance false all of them stay.`,
  ];
}

function keptShare({ hardNegatives: { available, expected } }: ExperimentComposition): number {
  return available === 0 ? 1 : expected / available;
}

function seedWarnings({ composed, base }: ComposedSweep): string[] {
  const draws = ({ pools, composition }: ComposedExperiment): boolean =>
    composition.positives.selected < pools.positives.size || composition.negatives.selected < pools.negatives.size;
  const repeats = composed.filter((each) => !draws(each));
  return base === null || repeats.length === 0 || repeats.length === composed.length
    ? []
    : [
        `${counted(repeats.length, 'experiment')} ${repeats.length === 1 ? 'draws' : 'draw'} nothing, so seeds are plain repeats there (${named(repeats)}).`,
      ];
}

/** What the composition of a sweep shows that the person may not expect, in plain sentences. */
export function compositionWarnings(sweep: ComposedSweep): string[] {
  return [
    missingWarnings,
    doubledWarnings,
    repeatedWarnings,
    bothClassesWarnings,
    listingWarnings,
    dilutionWarnings,
    seedWarnings,
  ].flatMap((check) => check(sweep));
}
