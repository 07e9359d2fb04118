import type { PackageSettings } from './package-settings.ts';

/** One file of the base as the packager sees it; texts in lower case where it compares them so. */
export interface BaseRow {
  readonly label: string;
  readonly quality: string;
  readonly callType: string;
  readonly site: string;
  readonly recorder: string;
  readonly split: string;
  /** Name of the file that would be copied. */
  readonly name: string;
  readonly isThere: boolean;
}

export interface BaseSet {
  readonly rows: readonly BaseRow[];
  /** A training folder knows no splits and no qualities: everything in it is trained on. */
  readonly hasColumns: boolean;
}

/** Whole numbers with two digits at least, as the packager compares recorders. */
export function recorderNumber(text: string): string {
  const trimmed = text.trim();
  return /^\d+$/u.test(trimmed) ? String(Number(trimmed)).padStart(2, '0') : trimmed;
}

function holds(allowed: readonly string[], text: string): boolean {
  return allowed.length === 0 || allowed.some((each) => each.toLowerCase() === text);
}

/** Rows of the splits that are trained on, whether their file is there or not. */
export function rowsOfSplits({ rows, hasColumns }: BaseSet, splits: readonly string[]): readonly BaseRow[] {
  const wanted = new Set(splits.map((split) => split.toLowerCase()));
  return hasColumns ? rows.filter(({ split }) => wanted.has(split)) : rows;
}

/** Names of the base's files of one class after every filter; quality and call type concern positives only. */
export function baseNames(base: BaseSet, label: 'positive' | 'negative', settings: PackageSettings): string[] {
  if (label === 'negative' && !settings.includeNegatives) {
    return [];
  }
  const rows = rowsOfSplits(base, settings.splits).filter((row) => row.label === label && row.isThere);
  if (!base.hasColumns) {
    return rows.map(({ name }) => name);
  }
  const recorders = new Set(settings.recorders.map(recorderNumber));
  return rows
    .filter(
      (row) =>
        holds(settings.sites, row.site) &&
        (recorders.size === 0 || recorders.has(recorderNumber(row.recorder))) &&
        (label === 'negative' || (holds(settings.qualities, row.quality) && holds(settings.callTypes, row.callType))),
    )
    .map(({ name }) => name);
}
