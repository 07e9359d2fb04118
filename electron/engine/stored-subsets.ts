import { hash } from 'node:crypto';
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
  /** Changes with the texts of rule and settings, and is short however long they are. */
  readonly definition: string;
}

/** A subset, or a draft of one, among the others. */
export interface Subject {
  readonly settings: SelectionSettings;
  /** Lower-case; whoever has one of these folders is the subject itself. */
  readonly folders: ReadonlySet<string>;
  /** Who comes before it; a draft comes after all. */
  readonly isAfter: (other: StoredSubset) => boolean;
}

type Parsed = Omit<StoredSubset, 'row'>;

/** What was read of the rows of a library, by their texts: what is known of contents makes those long. */
const parsedOf = new WeakMap<EngineContext, ReadonlyMap<string, Parsed>>();

/** All subsets as they are stored: rule and settings, never members. The same texts give the same values. */
export function readStoredSubsets(context: EngineContext): StoredSubset[] {
  const before = parsedOf.get(context);
  const parsed = new Map<string, Parsed>();
  const stored = context.queries.subsets.list().map((row) => {
    const text = `${row.rule}\n${row.settings}`;
    const known = parsed.get(text) ?? before?.get(text) ?? parseSubset(row, text);
    parsed.set(text, known);
    return { ...known, row };
  });
  parsedOf.set(context, parsed);
  return stored;
}

function parseSubset({ rule, settings }: SubsetRow, text: string): Parsed {
  return {
    rule: subsetRuleSchema.parse(JSON.parse(rule)),
    settings: selectionSettingsSchema.parse(JSON.parse(settings)),
    definition: hash('sha256', text),
  };
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
