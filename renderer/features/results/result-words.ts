import type {
  BaselineKind,
  MetricDifference,
  MetricKey,
  MetricSummary,
  ResultMetric,
  ResultsImport,
  ResultSplit,
} from '../../../electron/contract/results.ts';
import { countOf } from '../../components/format.ts';

export const metricWords: Readonly<Record<ResultMetric, string>> = {
  f1: 'F1',
  precision: 'Precision',
  recall: 'Recall',
  accuracy: 'Accuracy',
  auroc: 'AUROC',
  auprc: 'AUPRC',
  threshold: 'Threshold',
};

export const baselineWords: Readonly<Record<BaselineKind, string>> = {
  'no-subsets': 'No subsets at all',
  'tier-50': 'Same, negatives ≥ 0.50',
  'no-negatives': 'Same, no negative subset',
  none: 'Nothing',
};

/** Labels of columns begin small, as they stand within sentences; a heading begins with a capital. */
export function headingText(label: string): string {
  return label.slice(0, 1).toUpperCase() + label.slice(1);
}

/** A metric of a split as a key of a group's metrics. */
export function metricKey(split: ResultSplit, metric: ResultMetric): MetricKey {
  return `${split}.${metric}`;
}

/** "0.823 ± 0.031"; the mean alone where there is no spread. */
export function meanText(summary: MetricSummary | null | undefined): string {
  if (summary === null || summary === undefined) {
    return '–';
  }
  return summary.sd === null ? summary.mean.toFixed(3) : `${summary.mean.toFixed(3)} ± ${summary.sd.toFixed(3)}`;
}

/** "+0.051", with a minus as wide as the plus. */
export function signedText(value: number): string {
  const text = Math.abs(value).toFixed(3);
  return text === '0.000' ? '0.000' : `${value < 0 ? '−' : '+'}${text}`;
}

/** "+0.051 [−0.075, +0.178]"; without an interval where there is none. */
export function differenceText({ mean, low, high }: MetricDifference): string {
  return low === null || high === null
    ? signedText(mean)
    : `${signedText(mean)} [${signedText(low)}, ${signedText(high)}]`;
}

/** The file's or folder's own name. */
export function originName(origin: string): string {
  return origin.split(/[\\/]/u).at(-1) ?? origin;
}

/** "811 experiments from 812 rows, 1 older row left out". */
export function importedText({ experiments, rowsRead, duplicates, issues }: ResultsImport): string {
  const older = duplicates.reduce((sum, { droppedPlaces }) => sum + droppedPlaces.length, 0);
  const left = issues.filter(({ kept }) => !kept).length;
  return [
    `${countOf(experiments, 'experiment')} from ${countOf(rowsRead, 'row')}`,
    ...(older > 0 ? [`${countOf(older, 'older row')} of the same names`] : []),
    ...(left > 0 ? [`${countOf(left, 'row')} left out`] : []),
  ].join(', ');
}
