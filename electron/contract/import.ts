import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';

/** How finely a table states its scores. */
export const tableRoundingSchema = z.object({
  /** The most decimals that any score has; null: more than a rounded table would have. */
  decimals: z.int().nullable(),
  /** The scores are half-precision numbers, as the current BirdNET-Analyzer keeps them. */
  isHalfPrecision: z.boolean(),
});
export type TableRounding = z.infer<typeof tableRoundingSchema>;

/** What happens to recordings of the sources that no table names. */
export const unlistedFilesSchema = z.enum(['zero', 'left-out']);
export type UnlistedFiles = z.infer<typeof unlistedFilesSchema>;

/** Where the scores of a run come from that were not made by a model of the library. */
export const importedScoresSchema = z.object({
  dialects: z.array(z.string()),
  tables: z.array(z.string()),
  /** Of the program that wrote them, as the tables name it. */
  models: z.array(z.string()),
  rounding: tableRoundingSchema,
  unlisted: unlistedFilesSchema,
  /** Whether the tables say when in a recording a score was reached. */
  hasTimes: z.boolean(),
});
export type ImportedScores = z.infer<typeof importedScoresSchema>;

/** What the numbers of a table are: probabilities from 0 to 1, the same from 0 to 100, or raw outputs of a model. */
export const scoreScaleSchema = z.enum(['confidence', 'percent', 'logit']);
export type ScoreScale = z.infer<typeof scoreScaleSchema>;

/** Which columns of a table mean what; for tables that no dialect knows. */
export const columnMappingSchema = z
  .object({
    file: z.string().min(1),
    score: z.string().min(1).optional(),
    /** Instead of one score: columns that are named after the sounds they score. */
    labelColumns: z.array(z.string().min(1)).min(1).optional(),
    start: z.string().min(1).optional(),
    end: z.string().min(1).optional(),
    /** Without one, every row is about the one target label. */
    label: z.string().min(1).optional(),
  })
  .refine(({ score, labelColumns }) => (score === undefined) !== (labelColumns === undefined), {
    error: 'Say either which column holds the score, or which columns are labels',
  });
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

export const importPreviewRequestSchema = z.object({
  /** Tables, or folders that are searched for them. */
  paths: z.array(z.string().min(1)).default([]),
  /** Tables whose place a browser does not tell. */
  texts: z.array(z.object({ fileName: z.string().min(1), text: z.string() })).default([]),
  /** All sources where absent. */
  sourceIds: z.array(identifierSchema).min(1).optional(),
  /** Scientific or common names, in any case. */
  labels: z.array(z.string().trim().min(1)).default([]),
  /** Reads every table in this dialect; each by what it looks like where absent. */
  dialect: z.string().optional(),
  mapping: columnMappingSchema.optional(),
  /** What the scores are; as the dialect or their values say where absent. */
  scale: scoreScaleSchema.optional(),
  /** Which models' rows count, where the tables hold several. Naming several mixes them: the highest score counts. */
  models: z.array(z.string()).min(1).optional(),
  unlisted: unlistedFilesSchema.default('zero'),
  /** How many of each kind are listed. */
  listed: z.int().min(0).max(100_000).default(20),
  /** Named in what `import/progress` announces meanwhile. */
  progressId: z.string().min(1).max(100).optional(),
});
export type ImportPreviewRequest = z.infer<typeof importPreviewRequestSchema>;

export const importRequestSchema = importPreviewRequestSchema.extend({
  labels: z.array(z.string().trim().min(1)).min(1),
  name: z.string().trim().min(1).max(200).optional(),
});
export type ImportRequest = z.infer<typeof importRequestSchema>;

export const tableDialectSchema = z.object({ id: z.string(), label: z.string(), description: z.string() });
export type TableDialect = z.infer<typeof tableDialectSchema>;

export const importedTableSchema = z.object({
  path: z.string(),
  /** Label of the dialect; null where the table is left aside. */
  dialect: z.string().nullable(),
  rows: z.int(),
  badRows: z.int(),
  /** Why it is left aside. */
  ignored: z.string().nullable(),
});
export type ImportedTable = z.infer<typeof importedTableSchema>;

export const tableIssueSchema = z.object({ table: z.string(), line: z.int(), reason: z.string() });
export type TableIssue = z.infer<typeof tableIssueSchema>;

export const referenceMatchSchema = z.enum(['path', 'relative-path', 'file-name']);
export type ReferenceMatch = z.infer<typeof referenceMatchSchema>;

/** A file that the tables name and that is not taken for any recording. */
export const unmatchedReferenceSchema = z.object({
  reference: z.string(),
  rows: z.int(),
  reason: z.string(),
  /** Recordings it might be, as source and path below it. */
  candidates: z.array(z.string()),
});
export type UnmatchedReference = z.infer<typeof unmatchedReferenceSchema>;

export const importPreviewSchema = z.object({
  /** The first of them; those that are left aside come first. */
  tables: z.array(importedTableSchema),
  tableCounts: z.object({ used: z.int(), leftAside: z.int() }),
  /** Labels of the dialects in which the tables are written. */
  dialects: z.array(z.string()),
  rows: z.int(),
  badRows: z.int(),
  /** The first rows that could not be read. */
  issues: z.array(tableIssueSchema),
  /** Most frequent first. */
  labels: z.array(z.object({ name: z.string(), otherNames: z.array(z.string()), rows: z.int() })),
  models: z.array(z.object({ name: z.string(), rows: z.int() })),
  rounding: tableRoundingSchema,
  /** null: the tables hold no score. */
  scale: scoreScaleSchema.nullable(),
  /** Most frequent length of a scored part; null where the tables state no times. */
  windowSeconds: z.number().nullable(),
  /** Recordings of the sources. */
  recordings: z.int(),
  /** Files that the tables name, by what became of them. */
  files: z.object({
    named: z.int(),
    matched: z.int(),
    ambiguous: z.int(),
    unmatched: z.int(),
    withoutRow: z.int(),
    /** Recordings that rows name without any score: the other program could not read them. */
    unscored: z.int(),
    /** Recordings without a row of their own that an ambiguous file may be. */
    uncertain: z.int(),
  }),
  matchedBy: z.object({ path: z.int(), relativePath: z.int(), fileName: z.int() }),
  matched: z.array(z.object({ reference: z.string(), recording: z.string(), by: referenceMatchSchema })),
  ambiguous: z.array(unmatchedReferenceSchema),
  unmatched: z.array(unmatchedReferenceSchema),
  /** Recordings of the sources that no table names. */
  withoutRow: z.array(z.string()),
  targets: z.array(z.object({ label: z.string(), recordings: z.int(), highest: z.number().nullable() })),
  /** Columns of the first table that no dialect knows, for a mapping. */
  columns: z.array(z.string()),
  /** Its first rows. */
  samples: z.array(z.array(z.string())),
  warnings: z.array(z.string()),
  /** Why it cannot be imported as it is; null where it can. */
  problem: z.string().nullable(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** How far a preview or an import is. */
export const importProgressSchema = z.object({
  progressId: z.string(),
  /** The tables are read, their files are matched with recordings, the run is stored. */
  stage: z.enum(['reading', 'matching', 'storing']),
  done: z.number(),
  /** Tables, files or recordings; 0 while unknown. */
  total: z.number(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;
