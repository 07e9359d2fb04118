import type { SubsetRow } from '../../db/queries/subset-queries.ts';
import {
  selectionSettingsSchema,
  subsetRuleSchema,
  type SelectionSettings,
  type SubsetRule,
} from '../contract/subsets.ts';
import type { EngineContext } from './engine-context.ts';

export interface StoredSubset {
  readonly row: SubsetRow;
  readonly rule: SubsetRule;
  readonly settings: SelectionSettings;
}

/** A subset, or a draft of one, among the others. */
export interface Subject {
  readonly settings: SelectionSettings;
  /** Lower-case; whoever has one of these folders is the subject itself. */
  readonly folders: ReadonlySet<string>;
  /** Who comes before it; a draft comes after all. */
  readonly isAfter: (other: StoredSubset) => boolean;
}

/** All subsets as they are stored: rule and settings, never members. */
export function readStoredSubsets({ queries }: EngineContext): StoredSubset[] {
  return queries.subsets.list().map((row) => ({
    row,
    rule: subsetRuleSchema.parse(JSON.parse(row.rule)),
    settings: selectionSettingsSchema.parse(JSON.parse(row.settings)),
  }));
}

export function subjectOf({ row, settings }: StoredSubset): Subject {
  return {
    settings,
    folders: new Set([row.folder.toLowerCase()]),
    isAfter: ({ row: other }) =>
      other.createdAt === row.createdAt ? other.id < row.id : other.createdAt < row.createdAt,
  };
}

/** Subsets of the other purpose for the same label, where the subject keeps apart from them. */
export function otherSideOf({ settings, folders }: Subject, stored: readonly StoredSubset[]): StoredSubset[] {
  return settings.apart?.otherSide === true
    ? stored.filter(
        ({ row, settings: other }) =>
          other.purpose !== settings.purpose &&
          other.label === settings.label &&
          !folders.has(row.folder.toLowerCase()),
      )
    : [];
}

/** The tiers that were made together with some subsets: what is judged again is judged for all of them, so that they nest. */
export function withTheirFamilies(subsetIds: readonly number[], stored: readonly StoredSubset[]): StoredSubset[] {
  const familyOf = ({ row: { family, runLabelId, createdAt } }: StoredSubset): string =>
    JSON.stringify([family, runLabelId, createdAt]);
  const families = new Set(stored.filter(({ row }) => subsetIds.includes(row.id)).map(familyOf));
  return stored.filter((subset) => families.has(familyOf(subset)));
}
