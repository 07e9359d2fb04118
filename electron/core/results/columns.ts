import type { MetricKey, ResultMetric, ResultSplit } from '../../contract/results.ts';
import { resultMetricSchema, resultSplitSchema } from '../../contract/results.ts';

export const nameColumn = 'experiment.name';
export const seedColumns = ['experiment.seed', 'dataset.filters.seed'] as const;
export const timestampColumn = 'metadata.timestamp';
export const positiveColumn = 'dataset.filters.positive_subsets';
export const negativeColumn = 'dataset.filters.negative_subsets';
export const balanceColumn = 'dataset.filters.balance';
/** Lists of folders; nothing and an empty list are the same in them. */
export const subsetColumns: ReadonlySet<string> = new Set([positiveColumn, negativeColumn]);

const areas: ReadonlySet<ResultMetric> = new Set(['auroc', 'auprc']);

/** The column of a metric: areas stand beside the figures at the best threshold. */
export function metricColumn(split: ResultSplit, metric: ResultMetric): string {
  return areas.has(metric) ? `metrics.${split}.${metric}` : `metrics.${split}.best_f1.${metric}`;
}

export const metricColumns: ReadonlyMap<MetricKey, string> = new Map(
  resultSplitSchema.options.flatMap((split) =>
    resultMetricSchema.options.map((metric) => [`${split}.${metric}`, metricColumn(split, metric)] as const),
  ),
);

const settingPrefixes = [
  'training.',
  'training_args.',
  'training_package.',
  'analyzer_args.',
  'inference.',
  'dataset.filters.',
  'validation_package.',
];

/** What the study's own signature leaves out, besides the seeds. */
const outcomePrefixes = ['metrics.', 'iid.', 'ood.', 'metadata.', 'experiment.', '__'];

/** Whether a column says how an experiment was trained, apart from its seed. */
export function isSettingColumn(column: string): boolean {
  return (
    (settingPrefixes.some((prefix) => column.startsWith(prefix)) || column === 'dataset.manifest') &&
    !isSeedColumn(column)
  );
}

export function isSeedColumn(column: string): boolean {
  return /(?:^|\.)seed$/u.test(column);
}

/** Whether a column belongs to the signature of the study's leaderboard. */
export function isSignatureColumn(column: string): boolean {
  return !outcomePrefixes.some((prefix) => column.startsWith(prefix)) && !isSeedColumn(column);
}

/** Neither a setting nor anything else that is read: kept, and offered as an axis. */
export function isOtherColumn(column: string): boolean {
  return isSignatureColumn(column) && !isSettingColumn(column);
}

const wordsOfColumns: Readonly<Record<string, string>> = {
  [positiveColumn]: 'positive subset',
  [negativeColumn]: 'negative subset',
  [balanceColumn]: 'balance',
  'validation_package.used': 'validation set',
  'training_args.fmax': 'fmax in training',
  'analyzer_args.fmax': 'fmax in analysis',
  'training_args.fmin': 'fmin in training',
  'analyzer_args.fmin': 'fmin in analysis',
  'training_args.overlap': 'overlap in training',
  'analyzer_args.overlap': 'overlap in analysis',
};

/** A short name for people: `training_args.learning_rate` → `learning rate`. */
export function columnLabel(column: string): string {
  return wordsOfColumns[column] ?? column.slice(column.lastIndexOf('.') + 1).replace(/[_-]+/gu, ' ');
}
