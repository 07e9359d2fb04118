import type { PathStyle, SweepSpecification, SweepValue } from '../../contract/sweeps.ts';

const subsetKeys: ReadonlySet<string> = new Set(['positive_subsets', 'negative_subsets']);

function restyle(value: SweepValue, style: PathStyle): SweepValue {
  if (typeof value === 'string') {
    return style === 'windows' ? value.replaceAll('/', '\\') : value.replaceAll('\\', '/');
  }
  return Array.isArray(value) ? value.map((entry: SweepValue) => restyle(entry, style)) : value;
}

/** The same specification with the separators of its subset folders in one style; nothing else changes. */
export function withPathStyle(specification: SweepSpecification, style: PathStyle): SweepSpecification {
  const restyled = Object.entries(specification.axes).map(
    ([key, values]) => [key, subsetKeys.has(key) ? values.map((value) => restyle(value, style)) : values] as const,
  );
  return { ...specification, axes: Object.fromEntries(restyled) };
}
