import type { MetricDifference, MetricSummary, ResultAxis, ResultGroup, ResultsImport } from '../contract/results.ts';

export function importLines({
  importId,
  origin,
  rowsRead,
  experiments,
  duplicates,
  issues,
  stages,
}: ResultsImport): string[] {
  const dropped = duplicates.reduce((sum, { droppedPlaces }) => sum + droppedPlaces.length, 0);
  return [
    `${importId}: ${origin}`,
    `${experiments} experiments from ${rowsRead} rows; ${dropped} older rows of the same names; ${issues.length} remarks`,
    ...stages.map(
      ({ stage, experiments: count, combinations }) => `  ${stage}: ${count} (${combinations} combinations of subsets)`,
    ),
    ...duplicates.map(
      ({ experiment, droppedPlaces }) =>
        `! ${experiment} stands again at ${droppedPlaces.join(', ')}; the newest counts`,
    ),
    ...issues.map(
      ({ place, experiment, reason, kept }) =>
        `! ${place}${experiment === null ? '' : ` (${experiment})`}: ${reason}${kept ? '' : ' [left out]'}`,
    ),
  ];
}

export function meanText(summary: MetricSummary | undefined): string {
  if (summary === undefined) {
    return '';
  }
  return summary.sd === null ? summary.mean.toFixed(3) : `${summary.mean.toFixed(3)} ± ${summary.sd.toFixed(3)}`;
}

export function differenceText(difference: MetricDifference | undefined): string {
  if (difference === undefined) {
    return '';
  }
  const { mean, low, high } = difference;
  return low === null || high === null ? signed(mean) : `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

export function settingsText({ values }: ResultGroup, axes: readonly ResultAxis[]): string {
  const chosen = axes.filter((axis) => axis.chosen);
  return values.map(({ label }, index) => `${chosen[index]?.label ?? ''} ${label}`).join(' · ');
}
