import { stringify } from 'csv-stringify/sync';
import type { ResultsTable } from '../../contract/results.ts';
import { metricColumns } from './columns.ts';

/** The grouped table as CSV: the axes under their own column names, then n, mean, sd, min, max and difference of every metric. */
export function tableCsv({ axes, groups, baseline }: ResultsTable): string {
  const keys = [...metricColumns.keys()];
  const header = [
    ...axes.filter((axis) => axis.chosen).map(({ column }) => column),
    'n',
    'experiments',
    'seeds',
    'signatures',
    'compared_with',
    ...keys.flatMap((key) =>
      ['n', 'mean', 'sd', 'min', 'max', 'difference', 'low95', 'high95'].map((each) => `${key}.${each}`),
    ),
    'warnings',
  ];
  const rows = groups.map((group) => [
    ...group.values.map(({ label }) => label),
    group.experiments.length,
    group.experiments.join('; '),
    group.seeds.join('; '),
    group.signatures.join('; '),
    group.isBaseline ? 'is the baseline' : group.baselineKey === null ? '' : baseline,
    ...keys.flatMap((key) => {
      const summary = group.metrics[key];
      const difference = group.differences[key];
      return [
        summary?.n ?? 0,
        summary?.mean,
        summary?.sd,
        summary?.min,
        summary?.max,
        difference?.mean,
        difference?.low,
        difference?.high,
      ];
    }),
    group.warnings.join('; '),
  ]);
  return stringify([header, ...rows]);
}
