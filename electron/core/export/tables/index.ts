import { audacityTable } from './audacity.ts';
import { birdnetTable } from './birdnet-csv.ts';
import { manifestTable } from './manifest.ts';
import { ravenTable } from './raven.ts';
import { sha256sumsTable } from './sha256sums.ts';
import type { TableKind } from './table.ts';

/** Tables that a person may do without. A new one is one file and one line here; sums go last, over all the others. */
export const optionalTables: readonly TableKind[] = [birdnetTable, ravenTable, audacityTable, sha256sumsTable];

export function describeTable(id: string): TableKind | null {
  return optionalTables.find((table) => table.id === id) ?? null;
}

/** The tables of an export in the order in which they are written. */
export function chosenTables(ids: readonly string[]): readonly TableKind[] {
  return [manifestTable, ...optionalTables.filter(({ id }) => ids.includes(id))];
}

/** Names that tables and documents have in a folder; no recording may be exported under one of them. */
export const tableNames: readonly string[] = [manifestTable, ...optionalTables].map(({ fileName }) => fileName);
