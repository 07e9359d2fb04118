import type { Purpose } from '../../contract/identifiers.ts';

/** The axes that hold subset folders, and the class that the packager keeps of each. */
export const subsetAxes = { positive_subsets: 'positive', negative_subsets: 'negative' } as const satisfies Record<
  string,
  Purpose
>;

export type SubsetAxis = keyof typeof subsetAxes;

export const subsetAxisNames: readonly SubsetAxis[] = ['positive_subsets', 'negative_subsets'];
