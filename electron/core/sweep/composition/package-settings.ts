import type { PackageExtras } from '../../../contract/sweep-composition.ts';
import { isSweepFloat, type SweepValue } from '../../../contract/sweeps.ts';
import type { SweepDocument, SweepSection } from '../sweep-document.ts';

/** What the packager reads for one experiment (field guide §1.6). An empty list of qualities or call types is no filter. */
export interface PackageSettings {
  readonly splits: readonly string[];
  readonly sites: readonly string[];
  readonly recorders: readonly string[];
  readonly qualities: readonly string[];
  readonly callTypes: readonly string[];
  readonly includeNegatives: boolean;
  readonly balance: boolean;
  readonly positiveFolders: readonly string[];
  readonly negativeFolders: readonly string[];
  readonly positiveCap: number | null;
  readonly negativeCap: number | null;
  readonly negativeRatio: number | null;
}

function textsOf(value: SweepValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry: SweepValue): entry is string => typeof entry === 'string') : [];
}

/** Python's truth of a value: what is zero, empty or nothing counts as false. */
function isTrue(value: SweepValue | undefined, absent: boolean): boolean {
  if (value === undefined) {
    return absent;
  }
  if (value !== null && typeof value === 'object') {
    return Array.isArray(value) ? value.length > 0 : isSweepFloat(value) && value.float !== 0;
  }
  return Boolean(value);
}

/** The packager takes `max_per_class` where a class has no cap of its own, or one of 0. */
function capOf(own: number | undefined, ofBoth: number | undefined): number | null {
  return own === undefined || own === 0 ? (ofBoth ?? null) : own;
}

/**
 * The settings of one experiment: its own over those of base.yaml, as the trainer merges them, and what a person adds to
 * `training_package` by hand.
 */
export function packageSettings(
  base: SweepDocument,
  experiment: SweepDocument,
  extras: PackageExtras,
): PackageSettings {
  const section: SweepSection = { ...base['training_package'], ...experiment['training_package'] };
  return {
    splits: extras.splits ?? ['train'],
    sites: extras.site ?? [],
    recorders: extras.recorder_id ?? [],
    qualities: textsOf(section['quality']),
    callTypes: textsOf(section['call_type']),
    includeNegatives: isTrue(section['include_negatives'], true),
    balance: isTrue(section['balance'], false),
    positiveFolders: textsOf(section['positive_subsets']),
    negativeFolders: textsOf(section['negative_subsets']),
    positiveCap: capOf(extras.pos_cap, extras.max_per_class),
    negativeCap: capOf(extras.neg_cap, extras.max_per_class),
    negativeRatio: extras.neg_ratio ?? null,
  };
}
