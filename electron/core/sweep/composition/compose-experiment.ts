import type { ClassComposition, ExperimentComposition } from '../../../contract/sweep-composition.ts';
import { expectedCopies, subsetFiles, type ClassPool } from './class-pool.ts';
import { expectedMarked } from './hypergeometric.ts';
import type { PackageSettings } from './package-settings.ts';

function capped(rows: number, cap: number | null): number {
  return cap === null ? rows : Math.min(rows, cap);
}

/**
 * How many rows of each class are left, in the packager's order: cap of the positives, cap and ratio of the negatives,
 * then balance (field guide §1.6). Without negatives the balance leaves negative subsets as they are.
 */
export function selectedCounts(
  positives: number,
  negatives: number,
  settings: PackageSettings,
): { readonly positives: number; readonly negatives: number } {
  const ofPositives = capped(positives, settings.positiveCap);
  const { negativeRatio } = settings;
  const byRatio = negativeRatio === null || ofPositives === 0 ? null : Math.trunc(negativeRatio * ofPositives);
  const ofNegatives = capped(capped(negatives, settings.negativeCap), byRatio);
  if (!settings.balance || !settings.includeNegatives) {
    return { positives: ofPositives, negatives: ofNegatives };
  }
  const least = Math.min(ofPositives, ofNegatives);
  return { positives: least, negatives: least };
}

function classComposition(pool: ClassPool, selected: number): ClassComposition {
  return { base: pool.base, subset: subsetFiles(pool), selected, copied: expectedCopies(pool, selected) };
}

/** The training set of one experiment, as far as it is known before the seed draws it. */
export function composeExperiment(
  name: string,
  pools: { readonly positives: ClassPool; readonly negatives: ClassPool },
  settings: PackageSettings,
): ExperimentComposition {
  const { positives, negatives } = pools;
  const selected = selectedCounts(positives.size, negatives.size, settings);
  const available = subsetFiles(negatives);
  const share = negatives.size === 0 ? 0 : selected.negatives / negatives.size;
  return {
    name,
    positives: classComposition(positives, selected.positives),
    negatives: classComposition(negatives, selected.negatives),
    hardNegatives: {
      available,
      ...expectedMarked({ total: negatives.size, marked: available, drawn: selected.negatives }),
    },
    tiers: negatives.parts.map(({ folder, files }) => ({ folder, files, expected: files * share })),
  };
}
