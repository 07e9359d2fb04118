import type { Purpose } from '../../contract/identifiers.ts';
import { isSweepFloat, type SweepSpecification, type SweepValue } from '../../contract/sweeps.ts';

/** The axes that hold subset folders, and the class that the packager keeps of each. */
export const subsetAxes = { positive_subsets: 'positive', negative_subsets: 'negative' } as const satisfies Record<
  string,
  Purpose
>;

export type SubsetAxis = keyof typeof subsetAxes;

export const subsetAxisNames: readonly SubsetAxis[] = ['positive_subsets', 'negative_subsets'];

/** The entries of a list; nothing of any other value. */
function entriesOf(value: SweepValue): readonly SweepValue[] {
  return typeof value !== 'object' || value === null || isSweepFloat(value) ? [] : value;
}

/** The folders that an axis names, each once. */
export function foldersOfAxis(specification: SweepSpecification, axis: SubsetAxis): string[] {
  const values: readonly SweepValue[] = specification.axes[axis] ?? [];
  const folders = values.flatMap(entriesOf);
  return [...new Set(folders.filter((folder) => typeof folder === 'string'))];
}
