import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';

export const resultSplitSchema = z.enum(['ood', 'iid']);
export type ResultSplit = z.infer<typeof resultSplitSchema>;

/** At the threshold with the best F1 of the split, but for the two areas. */
export const resultMetricSchema = z.enum(['f1', 'precision', 'recall', 'accuracy', 'auroc', 'auprc', 'threshold']);
export type ResultMetric = z.infer<typeof resultMetricSchema>;

/** A metric of a split as a key, for example `ood.f1`. */
export type MetricKey = `${ResultSplit}.${ResultMetric}`;

/** What was wrong with a row, and whether its experiment takes part nevertheless. */
export const resultsIssueSchema = z.object({
  /** Line of the CSV, or the summary's path below the folder. */
  place: z.string(),
  experiment: z.string().nullable(),
  column: z.string().nullable(),
  reason: z.string(),
  kept: z.boolean(),
});
export type ResultsIssue = z.infer<typeof resultsIssueSchema>;

export const resultsDuplicateSchema = z.object({
  experiment: z.string(),
  /** Timestamp of the row that was kept, as written; null where no row of the name states one. */
  keptTimestamp: z.string().nullable(),
  /** Where the older rows stand. */
  droppedPlaces: z.array(z.string()),
});
export type ResultsDuplicate = z.infer<typeof resultsDuplicateSchema>;

export const resultsKindSchema = z.enum(['csv', 'folder']);
export type ResultsKind = z.infer<typeof resultsKindSchema>;

export const resultsStageSchema = z.object({
  stage: z.string(),
  experiments: z.int(),
  /** Combinations of positive and negative subsets: what the picture has cells for. */
  combinations: z.int(),
});

export const resultsImportSchema = z.object({
  importId: identifierSchema,
  /** The path, or the name of a file whose text was handed over. Importing the same again replaces it. */
  origin: z.string(),
  kind: resultsKindSchema,
  importedAt: z.string(),
  rowsRead: z.int(),
  experiments: z.int(),
  columns: z.int(),
  /** Columns that are neither settings nor metrics that Earmark knows; kept as they are. */
  otherColumns: z.array(z.string()),
  duplicates: z.array(resultsDuplicateSchema),
  issues: z.array(resultsIssueSchema),
  stages: z.array(resultsStageSchema),
  /** The stage with the most combinations of subsets; null where there are none. */
  suggestedStage: z.string().nullable(),
});
export type ResultsImport = z.infer<typeof resultsImportSchema>;

/** A CSV or a folder of experiments by its path, or the text of a CSV where a browser does not tell the path. */
export const resultsImportRequestSchema = z.union([
  z.object({ path: z.string().min(1) }),
  z.object({ fileName: z.string().min(1), text: z.string() }),
]);
export type ResultsImportRequest = z.infer<typeof resultsImportRequestSchema>;

/** Which experiments take part. */
export const resultsSelectionSchema = z.object({
  importId: identifierSchema,
  /** All where empty. */
  stages: z.array(z.string()).default([]),
  /** Keys of the values that a column may have. */
  where: z.record(z.string(), z.array(z.string()).min(1)).default({}),
});
export type ResultsSelection = z.infer<typeof resultsSelectionSchema>;

/** What a group is compared with; everything else about the baseline is as in the group. */
export const baselineKindSchema = z.enum(['no-subsets', 'tier-50', 'no-negatives', 'none']);
export type BaselineKind = z.infer<typeof baselineKindSchema>;

export const resultsTableRequestSchema = resultsSelectionSchema.extend({
  /** Columns to group by; every setting that varies where absent. */
  axes: z.array(z.string()).optional(),
  /** The one that serves most groups where absent. */
  baseline: baselineKindSchema.optional(),
});
export type ResultsTableRequest = z.infer<typeof resultsTableRequestSchema>;

export const resultValueSchema = z.object({
  /** Equal for equal settings, however they are written. */
  key: z.string(),
  label: z.string(),
  /** How the rows write it, where that differs from the label. */
  originals: z.array(z.string()),
});
export type ResultValue = z.infer<typeof resultValueSchema>;

export const resultAxisSchema = z.object({
  column: z.string(),
  label: z.string(),
  chosen: z.boolean(),
  values: z.array(resultValueSchema.extend({ experiments: z.int() })),
  /** Columns that change exactly when this one does. */
  together: z.array(z.string()),
});
export type ResultAxis = z.infer<typeof resultAxisSchema>;

export const metricSummarySchema = z.object({
  /** Experiments that state the metric. */
  n: z.int(),
  mean: z.number(),
  /** Sample standard deviation (n − 1); null for one value. */
  sd: z.number().nullable(),
  min: z.number(),
  max: z.number(),
});
export type MetricSummary = z.infer<typeof metricSummarySchema>;

/** Difference of two means, group − baseline, with its 95 % interval by Welch; null where either has one value only. */
export const metricDifferenceSchema = z.object({
  mean: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  degreesOfFreedom: z.number().nullable(),
  n: z.int(),
  baselineN: z.int(),
});
export type MetricDifference = z.infer<typeof metricDifferenceSchema>;

/** A setting that is not the same in all experiments of a group. */
export const resultMixSchema = z.object({ column: z.string(), label: z.string(), values: z.array(z.string()) });
export type ResultMix = z.infer<typeof resultMixSchema>;

export const resultGroupSchema = z.object({
  key: z.string(),
  /** One for each chosen axis, in their order. */
  values: z.array(resultValueSchema),
  experiments: z.array(z.string()),
  seeds: z.array(z.string()),
  signatures: z.array(z.string()),
  /** By metric key; absent where no experiment states it. */
  metrics: z.record(z.string(), metricSummarySchema),
  /** Key of the group it is compared with; null: there is none, or it is the baseline itself. */
  baselineKey: z.string().nullable(),
  isBaseline: z.boolean(),
  differences: z.record(z.string(), metricDifferenceSchema),
  mixes: z.array(resultMixSchema),
  warnings: z.array(z.string()),
});
export type ResultGroup = z.infer<typeof resultGroupSchema>;

export const resultsTableSchema = z.object({
  experiments: z.int(),
  axes: z.array(resultAxisSchema),
  groups: z.array(resultGroupSchema),
  baseline: baselineKindSchema,
  baselines: z.array(z.object({ kind: baselineKindSchema, label: z.string(), groups: z.int() })),
  /** What is summed up how, and what the differences are worth. */
  notes: z.array(z.string()),
  caveat: z.string(),
});
export type ResultsTable = z.infer<typeof resultsTableSchema>;

export const resultsLeaderboardRequestSchema = resultsSelectionSchema.extend({
  split: resultSplitSchema.default('ood'),
  metric: resultMetricSchema.default('f1'),
});
export type ResultsLeaderboardRequest = z.infer<typeof resultsLeaderboardRequestSchema>;

export const leaderboardEntrySchema = z.object({
  rank: z.int(),
  /** mean − 0.2 · sd of the metric; null where there is no sd, and ranked last. */
  score: z.number().nullable(),
  stages: z.array(z.string()),
  group: resultGroupSchema,
});
export type LeaderboardEntry = z.infer<typeof leaderboardEntrySchema>;

export const resultsLeaderboardSchema = z.object({
  experiments: z.int(),
  axes: z.array(resultAxisSchema),
  entries: z.array(leaderboardEntrySchema),
  notes: z.array(z.string()),
});
export type ResultsLeaderboard = z.infer<typeof resultsLeaderboardSchema>;

export const resultsPictureRequestSchema = resultsLeaderboardRequestSchema.extend({
  baseline: baselineKindSchema.optional(),
});
export type ResultsPictureRequest = z.infer<typeof resultsPictureRequestSchema>;

export const pictureCellSchema = z.object({
  row: z.int(),
  column: z.int(),
  /** null where no experiment of the cell states the metric. */
  summary: metricSummarySchema.nullable(),
  difference: metricDifferenceSchema.nullable(),
  isBaseline: z.boolean(),
  experiments: z.array(z.string()),
  mixes: z.array(resultMixSchema),
  warnings: z.array(z.string()),
  /** Colour of the cell and of what is written on it, `#rrggbb`. */
  colour: z.string(),
  ink: z.string(),
});
export type PictureCell = z.infer<typeof pictureCellSchema>;

/** Positive subsets down, negative subsets across, a panel for each balance. */
export const resultsPictureSchema = z.object({
  title: z.string(),
  experiments: z.int(),
  rows: z.array(resultValueSchema),
  columns: z.array(resultValueSchema),
  panels: z.array(z.object({ label: z.string(), cells: z.array(pictureCellSchema) })),
  /** Of the means on the picture; null where there are none. */
  scale: z.object({ low: z.number(), high: z.number(), colours: z.array(z.string()) }).nullable(),
  baseline: baselineKindSchema,
  warnings: z.array(z.string()),
  caveat: z.string(),
});
export type ResultsPicture = z.infer<typeof resultsPictureSchema>;

export const resultsExportRequestSchema = z.discriminatedUnion('what', [
  resultsTableRequestSchema.extend({ what: z.literal('table') }),
  resultsPictureRequestSchema.extend({ what: z.literal('picture') }),
]);

/** A file as text; whoever asked writes or offers it. */
export const resultsExportSchema = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() });
export type ResultsExport = z.infer<typeof resultsExportSchema>;
