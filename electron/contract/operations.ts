import * as z from 'zod';
import { channelOperations } from './channel-operations.ts';
import { channelSchema } from './channels.ts';
import { exportOperations } from './export-operations.ts';
import { identityOperations } from './identity-operations.ts';
import { identifierSchema, qualitySchema, roleSchema, verdictSchema } from './identifiers.ts';
import { importPreviewRequestSchema, importPreviewSchema, importRequestSchema, tableDialectSchema } from './import.ts';
import { leakageCheckSchema, leakageImportedSchema, leakageImportSchema, provenanceSchema } from './leakage.ts';
import { librarySummarySchema } from './library.ts';
import { manifestCheckSchema, modelInspectionSchema, modelTrialSchema } from './model-inspection.ts';
import { activationSchema, modelManifestSchema, modelSchema } from './models.ts';
import {
  findingSchema,
  rankedRecordingSchema,
  rankingCountsSchema,
  rankingFilterSchema,
  rankingKeySchema,
  rankingSortSchema,
  recordingDetailSchema,
} from './ranking.ts';
import { nothing, operation } from './operation.ts';
import { resultsOperations } from './results-operations.ts';
import { reviewOperations } from './review-operations.ts';
import { comparisonRequestSchema, runComparisonSchema } from './run-comparison.ts';
import { jobSchema, runSchema, sensitivitySchema } from './runs.ts';
import { mostScorers, scorerSettingSchema } from './settings.ts';
import { capabilitiesSchema, fileKindSchema, folderListingSchema } from './shell.ts';
import {
  folderInspectionSchema,
  overlapChoiceSchema,
  listedRecordingSchema,
  sourceAttributesSchema,
  sourceSchema,
} from './sources.ts';
import { sourceNamesPreviewSchema, sourceNamesRequestSchema } from './source-names.ts';
import {
  familyPresetSchema,
  leftOutReasonSchema,
  leftOutSchema,
  ruleDescriptionSchema,
  selectionSettingsSchema,
  subsetOverlapSchema,
  subsetSchema,
  tierCountsSchema,
  tierSchema,
} from './subsets.ts';
import { sweepOperations } from './sweep-operations.ts';

/** Operations that the engine answers. */
export const engineOperations = {
  'library/summary': operation(nothing, librarySummarySchema),
  'library/set-reviewer': operation(z.object({ reviewer: z.string().trim().min(1).max(80) }), librarySummarySchema),

  'source/inspect': operation(z.object({ path: z.string().min(1) }), folderInspectionSchema),
  'source/add': operation(
    sourceAttributesSchema.extend({ path: z.string().min(1), overlap: overlapChoiceSchema.default('refuse') }),
    z.object({ source: sourceSchema, jobId: identifierSchema }),
  ),
  'source/update': operation(
    z.object({
      sourceId: identifierSchema,
      role: roleSchema.optional(),
      quality: qualitySchema.nullable().optional(),
      site: z.string().nullable().optional(),
      recorder: z.string().nullable().optional(),
      timeZone: z.string().nullable().optional(),
      channel: channelSchema.optional(),
      /** Another channel may drop scores; without this it is refused then. */
      rescore: z.boolean().default(false),
    }),
    sourceSchema,
  ),
  'source/rescan': operation(z.object({ sourceId: identifierSchema }), z.object({ jobId: identifierSchema })),
  'source/remove': operation(z.object({ sourceId: identifierSchema }), nothing),
  'source/list': operation(nothing, z.array(sourceSchema)),
  /** What names and a manifest say of a source's recordings by these rules, and what would change; nothing is stored. */
  'source/preview-names': operation(sourceNamesRequestSchema, sourceNamesPreviewSchema),
  /** Stores it, in place of what was applied before. */
  'source/apply-names': operation(sourceNamesRequestSchema, sourceNamesPreviewSchema),
  'source/add-samples': operation(nothing, z.object({ jobId: identifierSchema })),
  ...channelOperations,
  ...identityOperations,

  'recording/page': operation(
    z.object({
      sourceId: identifierSchema.optional(),
      failedOnly: z.boolean().default(false),
      /** Only those with a remark that something of them was recovered. */
      warnedOnly: z.boolean().default(false),
      /** Only this recording and those of the same content. */
      copiesOf: identifierSchema.optional(),
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(1000),
    }),
    z.object({ total: z.int(), rows: z.array(listedRecordingSchema) }),
  ),
  'recording/detail': operation(
    z.object({ recordingId: identifierSchema, ranking: rankingKeySchema.optional() }),
    recordingDetailSchema,
  ),

  'model/list': operation(nothing, z.array(modelSchema)),
  'model/add': operation(
    z.object({
      path: z.string().min(1),
      manifestPath: z.string().min(1).optional(),
      labelsPath: z.string().min(1).optional(),
      /** A separate head on the model's embeddings. */
      headPath: z.string().min(1).optional(),
      /** A complete manifest, from a proposal or the form; before any file. Its paths start from the model's folder. */
      manifest: modelManifestSchema.optional(),
    }),
    modelSchema,
  ),
  /** Looks at an ONNX file without adding it. */
  'model/inspect': operation(
    z.object({
      path: z.string().min(1),
      labelsPath: z.string().min(1).optional(),
      /** The text of a label file whose place nobody knows (dropped on a browser); the proposals then name its labels. */
      labelsText: z.string().max(3_000_000).optional(),
      headPath: z.string().min(1).optional(),
    }),
    modelInspectionSchema,
  ),
  /** Whether a model can be scored by a manifest, field by field; nothing is scored. */
  'model/check': operation(
    z.object({ path: z.string().min(1), manifest: modelManifestSchema, labelsPath: z.string().min(1).optional() }),
    manifestCheckSchema,
  ),
  /** Scores one recording by a manifest that need not be in the library; nothing is stored. */
  'model/try': operation(
    z.object({
      path: z.string().min(1),
      manifest: modelManifestSchema,
      labelsPath: z.string().min(1).optional(),
      recordingId: identifierSchema,
      /** The label with the highest score where none is named. */
      labels: z.array(z.string()).max(3).default([]),
    }),
    modelTrialSchema,
  ),
  /** Refused while a run was scored with it. */
  'model/remove': operation(z.object({ modelId: identifierSchema }), nothing),

  'run/list': operation(nothing, z.array(runSchema)),
  'run/create': operation(
    z.object({
      modelId: identifierSchema,
      labels: z.array(z.string()).min(1),
      sourceIds: z.array(identifierSchema).min(1),
      name: z.string().optional(),
      hopSamples: z.int().positive().optional(),
      /** Keep so many of the highest labels for every recording. */
      topLabels: z.int().min(0).max(10).default(0),
    }),
    z.object({ run: runSchema, jobId: identifierSchema }),
  ),
  /** Its name, and how its scores are read; nothing is rescored. `activation: null` is the manifest's own again. */
  'run/update': operation(
    z.object({
      runId: identifierSchema,
      name: z.string().trim().min(1).max(200).optional(),
      sensitivity: sensitivitySchema.optional(),
      activation: activationSchema.nullable().optional(),
    }),
    runSchema,
  ),
  /** Scores what is still pending, and the recordings that were added to the run's sources since. */
  'run/score': operation(
    z.object({ runId: identifierSchema, retryFailed: z.boolean().default(false) }),
    z.object({ jobId: identifierSchema }),
  ),
  'run/remove': operation(z.object({ runId: identifierSchema }), nothing),
  /** Two rankings side by side: how far they agree, and which recordings move across a tier. */
  'run/compare': operation(comparisonRequestSchema, runComparisonSchema),

  /** The kinds of tables that scores are read from. */
  'import/dialects': operation(nothing, z.array(tableDialectSchema)),
  /** What tables of scores made elsewhere hold, and which recordings their rows are about; nothing is stored. */
  'import/preview': operation(importPreviewRequestSchema, importPreviewSchema),
  /** Makes a run of them. */
  'import/scores': operation(importRequestSchema, z.object({ run: runSchema, preview: importPreviewSchema })),

  'job/list': operation(nothing, z.array(jobSchema)),
  'job/pause': operation(z.object({ jobId: identifierSchema }), jobSchema),
  'job/resume': operation(z.object({ jobId: identifierSchema }), jobSchema),
  'job/cancel': operation(z.object({ jobId: identifierSchema }), jobSchema),

  /** How many scorers work side by side. A count is kept for the next job; null goes back to what fits the machine. */
  'setting/scorers': operation(
    z.object({ count: z.int().min(1).max(mostScorers).nullable().optional() }),
    scorerSettingSchema,
  ),

  'ranking/counts': operation(
    rankingKeySchema.extend({
      sourceIds: z.array(identifierSchema).optional(),
      bins: z.int().positive().max(400).default(100),
    }),
    rankingCountsSchema,
  ),
  'ranking/page': operation(
    rankingKeySchema.extend({
      filter: rankingFilterSchema.default({}),
      sort: rankingSortSchema.default({ by: 'confidence', descending: true }),
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(1000),
    }),
    z.object({ total: z.int(), rows: z.array(rankedRecordingSchema) }),
  ),

  'finding/record': operation(
    z.object({
      recordingId: identifierSchema,
      label: z.string(),
      /** null takes the current finding back. */
      verdict: verdictSchema.nullable(),
      note: z.string().nullable().optional(),
    }),
    findingSchema,
  ),
  /** Takes back the last finding that was not taken back yet; null when there is none. */
  'finding/undo': operation(nothing, findingSchema.nullable()),

  'subset/presets': operation(nothing, z.array(familyPresetSchema)),
  /** Every kind of rule as it describes itself. */
  'subset/rules': operation(nothing, z.array(ruleDescriptionSchema)),
  'subset/preview': operation(
    z.object({ settings: selectionSettingsSchema, tiers: z.array(tierSchema).min(1) }),
    z.array(tierCountsSchema),
  ),
  'subset/create-family': operation(
    z.object({ family: z.string().min(1), settings: selectionSettingsSchema, tiers: z.array(tierSchema).min(1) }),
    z.array(subsetSchema),
  ),
  'subset/list': operation(nothing, z.array(subsetSchema)),
  /** What the subsets share, each with each. */
  'subset/overlap': operation(z.object({ subsetIds: z.array(identifierSchema).min(1).max(40) }), subsetOverlapSchema),
  /** What a tier leaves out by keeping apart, and what its steps could not judge; best first. */
  'subset/left-out': operation(
    z.object({
      settings: selectionSettingsSchema,
      tier: tierSchema,
      /** The subset that the tier is: contents then count as far as they did when it was judged. Absent: as they do now. */
      subsetId: identifierSchema.optional(),
      /** Only these; all where absent. */
      reasons: z.array(leftOutReasonSchema).min(1).optional(),
      offset: z.int().nonnegative().default(0),
      limit: z.int().positive().max(1000).default(100),
    }),
    z.object({ total: z.int(), rows: z.array(leftOutSchema) }),
  ),
  /** What has become known of contents since counts from now on, in these subsets and the tiers they were made with. */
  'subset/judge-again': operation(z.object({ subsetIds: z.array(identifierSchema).min(1) }), z.array(subsetSchema)),
  'subset/remove': operation(z.object({ subsetIds: z.array(identifierSchema).min(1) }), nothing),

  /** Takes in what a model was trained on: a training manifest, a list of names or paths, or a folder. */
  'leakage/import': operation(
    z.object({
      modelId: identifierSchema,
      path: z.string().min(1),
      /** Which splits of a manifest were trained on; `train` of a whole data set's, otherwise all, where absent. */
      splits: z.array(z.string()).min(1).optional(),
    }),
    leakageImportedSchema,
  ),
  /** Takes in the library's train / validation / test splits from a manifest.csv. */
  'leakage/import-splits': operation(z.object({ path: z.string().min(1) }), leakageImportedSchema),
  'leakage/provenance': operation(z.object({ modelId: identifierSchema }), provenanceSchema),
  'leakage/splits': operation(nothing, z.array(leakageImportSchema)),
  'leakage/remove': operation(z.object({ importId: identifierSchema }), nothing),
  'leakage/check-run': operation(z.object({ runId: identifierSchema }), leakageCheckSchema),
  'leakage/check-subset': operation(z.object({ subsetId: identifierSchema }), leakageCheckSchema),

  ...reviewOperations,
  ...exportOperations,
  ...sweepOperations,
  ...resultsOperations,
} as const;

/** Operations that the host itself answers: what only a shell can do. */
export const shellOperations = {
  'shell/capabilities': operation(nothing, capabilitiesSchema),
  'shell/pick-folder': operation(z.object({ title: z.string() }), z.string().nullable()),
  'shell/pick-file': operation(
    z.object({
      kind: fileKindSchema,
      /** The folder to begin in; null: where a file of this kind was last chosen. */
      near: z.string().nullable(),
    }),
    z.string().nullable(),
  ),
  'shell/list-folder': operation(
    z.object({ path: z.string().nullable(), kind: fileKindSchema.nullable().default(null) }),
    folderListingSchema,
  ),
  'shell/reveal': operation(z.object({ path: z.string() }), nothing),
  'shell/quit': operation(nothing, nothing),
} as const;

export const operations = { ...engineOperations, ...shellOperations } as const;

export type EngineOperationName = keyof typeof engineOperations;
export type ShellOperationName = keyof typeof shellOperations;
export type OperationName = keyof typeof operations;

/** What a caller may pass: defaults not yet filled in. */
export type OperationInput<Name extends OperationName> = z.input<(typeof operations)[Name]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type OperationParsedInput<Name extends OperationName> = z.output<(typeof operations)[Name]['input']>;
export type OperationOutput<Name extends OperationName> = z.output<(typeof operations)[Name]['output']>;
