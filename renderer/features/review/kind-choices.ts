import type { Role } from '../../../electron/contract/identifiers.ts';
import type { CopiesFilter, QualityFilter, RankingFacets, RankingFilter } from '../../../electron/contract/ranking.ts';

interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
}

export const roleChoices: readonly Choice<Role>[] = [
  { value: 'positive', label: 'Positive' },
  { value: 'negative', label: 'Negative' },
  { value: 'unlabelled', label: 'Unlabelled' },
];

export const qualityChoices: readonly Choice<QualityFilter>[] = [
  { value: 'high', label: 'High' },
  { value: 'medium', label: 'Medium' },
  { value: 'low', label: 'Low' },
  { value: 'none', label: 'Not said' },
];

interface CopiesChoice extends Choice<CopiesFilter | undefined> {
  readonly count: (facets: RankingFacets) => number;
}

export const copiesChoices: readonly CopiesChoice[] = [
  { value: undefined, label: 'All files', count: ({ total }) => total },
  { value: 'only', label: 'Only copies', count: ({ copies }) => copies.withCopies },
  { value: 'one-of-each', label: 'One of each', count: ({ copies }) => copies.distinct },
];

/** The values with one more, or one less. */
export function toggled<Value>(values: readonly Value[] | undefined, value: Value): Value[] {
  const before = values ?? [];
  return before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
}

/** "Positive, low quality, one of each"; null where nothing is asked. */
export function kindWords({ roles, qualities, copies }: RankingFilter): string | null {
  const labels = <Value>(choices: readonly Choice<Value>[], values: readonly Value[] | undefined): string[] =>
    choices.filter(({ value }) => values?.includes(value)).map(({ label }) => label);
  const ofQuality = labels(qualityChoices, qualities).join(' or ').toLowerCase();
  const parts = [
    labels(roleChoices, roles).join(' or '),
    ofQuality === '' ? '' : `quality ${ofQuality}`,
    copies === undefined ? '' : labels(copiesChoices, [copies]).join(''),
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}
