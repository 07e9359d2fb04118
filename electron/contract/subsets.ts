import * as z from 'zod';
import { identifierSchema, purposeSchema, roleSchema } from './identifiers.ts';
import { qualityFilterSchema } from './ranking.ts';

/** One value of a rule: a number, a switch, a choice, or recordings picked by hand. */
const ruleValueSchema = z.union([z.number(), z.boolean(), z.string(), z.array(z.int())]);
export type RuleValue = z.infer<typeof ruleValueSchema>;

/**
 * One step of a rule. Which kinds there are and what values each takes is said by core/subsets/rules alone, where every
 * step is checked; so a new kind needs no edit here.
 */
export const subsetStepSchema = z.object({ kind: z.string() }).catchall(ruleValueSchema);
export type SubsetStep = z.infer<typeof subsetStepSchema>;

const mostSteps = 12;

/** Several steps, each selecting among what the one before it let through. */
const pipelineSchema = z.object({
  kind: z.literal('pipeline'),
  steps: z.array(subsetStepSchema).min(1).max(mostSteps),
});
export type SubsetPipeline = z.infer<typeof pipelineSchema>;

export const subsetRuleSchema = z.union([pipelineSchema, subsetStepSchema]);
export type SubsetRule = z.infer<typeof subsetRuleSchema>;

function isPipeline(rule: SubsetRule): rule is SubsetPipeline {
  return rule.kind === 'pipeline';
}

/** The steps of a rule in order; a plain rule is its own only step. */
export function stepsOf(rule: SubsetRule): readonly SubsetStep[] {
  return isPipeline(rule) ? rule.steps : [rule];
}

/** The rule of some steps; a single step stays a plain rule. */
export function ruleOfSteps(steps: readonly SubsetStep[]): SubsetRule {
  const [only] = steps;
  return only !== undefined && steps.length === 1 ? only : { kind: 'pipeline', steps: [...steps] };
}

/** One value of a rule as a form and the command line ask for it. */
export const ruleFieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  control: z.enum(['number', 'integer', 'switch', 'choice', 'recordings']),
  prefix: z.string().default(''),
  suffix: z.string().default(''),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  /** What one press of an arrow key adds. */
  step: z.number().nullable(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  initial: ruleValueSchema,
});
export type RuleField = z.infer<typeof ruleFieldSchema>;

/** A kind of rule as it describes itself: enough to build a form, a command and a sentence. */
export const ruleDescriptionSchema = z.object({
  kind: z.string(),
  label: z.string(),
  help: z.string(),
  /** The rule in a few words with its values in braces, such as `top {percent} %`. */
  short: z.string(),
  /** Whether refill means anything: the rule has a number of places. */
  hasPlaces: z.boolean(),
  fields: z.array(ruleFieldSchema),
});
export type RuleDescription = z.infer<typeof ruleDescriptionSchema>;

/** What N counts. `scored`: zero scores count, failed files do not. `detected`: confidence at or above the floor. */
export const denominatorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scored') }),
  z.object({ kind: z.literal('detected'), floor: z.number().min(0).max(1) }),
]);
export type Denominator = z.infer<typeof denominatorSchema>;

export const decisionPolicySchema = z.enum(['all-but-rejected', 'approved-only']);
export type DecisionPolicy = z.infer<typeof decisionPolicySchema>;

/**
 * What is kept out of a family's subsets. The other side: subsets of the other purpose for the same label. Copies share
 * a sha256; a night is one recorder's, noon to noon; held-out splits are those of the leakage guard.
 */
export const keptApartSchema = z.object({
  otherSide: z.boolean(),
  copies: z.boolean(),
  sameNight: z.boolean(),
  heldOut: z.boolean(),
});
export type KeptApart = z.infer<typeof keptApartSchema>;

/** How new families keep apart: no recording, copy or same-night clip on both sides or in a held-out split. */
export const usualKeptApart: KeptApart = { otherSide: true, copies: true, sameNight: true, heldOut: true };

/** Ascending ranges of recordings, both ends included. */
const knownContentsSchema = z.array(z.tuple([identifierSchema, identifierSchema]));
export type KnownContents = z.infer<typeof knownContentsSchema>;

/** Everything that selects, besides the rule of each tier; shared by a tier family. */
export const selectionSettingsSchema = z.object({
  runId: identifierSchema,
  label: z.string(),
  purpose: purposeSchema,
  /** Which sources' recordings are ranked; N counts within them. */
  sourceIds: z.array(identifierSchema).min(1),
  /** Of these only recordings of one of these roles, their own before their source's; absent: whatever their role. */
  roles: z.array(roleSchema).min(1).optional(),
  /** Of these only recordings of one of these qualities, likewise; `none`: nothing is said of it. Absent: of any. */
  qualities: z.array(qualityFilterSchema).min(1).optional(),
  denominator: denominatorSchema,
  policy: decisionPolicySchema,
  /** A rejected file frees its place for the next that every step admits; a threshold has no places. */
  refill: z.boolean(),
  /** What the family keeps out of its subsets; absent: nothing, as in families of before there was a choice. */
  apart: keptApartSchema.optional(),
  /** Larger tiers extend smaller ones, whatever their rules. */
  nest: z.boolean().optional(),
  /** The rules of the smaller tiers that this one extends, smallest first; written when a family that nests is made. */
  inner: z.array(subsetRuleSchema).max(20).optional(),
  /**
   * Recordings whose content was known when the family was last judged; written by the engine. What becomes known later
   * counts when it is judged again, never by itself. Absent: whatever is known counts.
   */
  knownContents: knownContentsSchema.optional(),
});
export type SelectionSettings = z.infer<typeof selectionSettingsSchema>;

/** Whose recordings a family of one purpose ranks, by the recordings' own roles before their sources'. */
export const familyScopeSchema = z.object({
  sourceIds: z.array(identifierSchema),
  /** Only recordings of these roles, where a source holds others too; null: whole sources. */
  roles: z.array(roleSchema).nullable(),
  /**
   * What only low quality means here: also recordings of which no quality is said. null: nothing would be left out, or
   * nothing be left.
   */
  lowQualities: z.array(qualityFilterSchema).nullable(),
  /** How many of these recordings have each quality, failed ones aside. */
  qualityCounts: z.record(qualityFilterSchema, z.int()),
});
export type FamilyScope = z.infer<typeof familyScopeSchema>;

export const tierSchema = z.object({
  name: z.string().min(1),
  /** Folder below the export root, forward slashes, for example `bestLowQuality/small`. */
  folder: z.string().min(1),
  rule: subsetRuleSchema,
});
export type Tier = z.infer<typeof tierSchema>;

export const stepCountsSchema = z.object({
  kind: z.string(),
  /** The step in words. */
  words: z.string(),
  /** Files left after it, before decisions act. */
  files: z.int(),
});

/** Files that the rule picks and that are left out; each counted once, under the first reason that holds. */
export const keptApartCountsSchema = z.object({
  otherSide: z.int(),
  copies: z.int(),
  sameNight: z.int(),
  heldOut: z.int(),
});
export type KeptApartCounts = z.infer<typeof keptApartCountsSchema>;

export const tierCountsSchema = z.object({
  /** N: the denominator. */
  denominator: z.int(),
  /** Failed files in scope, shown beside the denominator and never selected. */
  failed: z.int(),
  /** Files of the chosen sources and roles that are of none of the chosen qualities, and therefore not in N. */
  otherQuality: z.int(),
  /** Files that the rule selects before decisions act, without those that are kept apart. */
  candidates: z.int(),
  /** Files in the subset after policy and refill. */
  selected: z.int(),
  approved: z.int(),
  rejected: z.int(),
  unsure: z.int(),
  unreviewed: z.int(),
  /** Refilled places: members from below the rule's cut. */
  refilled: z.int(),
  /** How many files share the raw score at the cut, when the cut splits them; 0 otherwise. */
  tiesAtCut: z.int(),
  tiesSelected: z.int(),
  zeroScores: z.int(),
  /** Confidence of the last candidate, null when there is none. */
  cutConfidence: z.number().nullable(),
  /** What each step of the rule leaves, in order. */
  steps: z.array(stepCountsSchema),
  /** What the rule picked and keeping apart took out again. */
  keptApart: keptApartCountsSchema,
  /** Members of the next smaller tier of the family that are not in this one; 0 where the family nests. */
  notNested: z.int(),
  warnings: z.array(z.string()),
});
export type TierCounts = z.infer<typeof tierCountsSchema>;

/** What a subset did not know of contents when it was judged; all 0 where neither its rule nor keeping apart asks for them. */
export const subsetContentsSchema = z.object({
  /** Files in scope whose content was not known then: copies among them are not seen. */
  unknown: z.int(),
  /** How many of them are known by now. */
  knownSince: z.int(),
  /** Members that would go, and files that would come in, if it were judged again. */
  leaves: z.int(),
  enters: z.int(),
});
export type SubsetContents = z.infer<typeof subsetContentsSchema>;

export const subsetSchema = z.object({
  id: identifierSchema,
  name: z.string(),
  family: z.string(),
  folder: z.string(),
  rule: subsetRuleSchema,
  /** The rule in few words, such as `top 15 %`. */
  ruleInWords: z.string(),
  settings: selectionSettingsSchema,
  runName: z.string(),
  createdAt: z.string(),
  counts: tierCountsSchema,
  contents: subsetContentsSchema,
});
export type Subset = z.infer<typeof subsetSchema>;

export const presetEvidenceSchema = z.object({
  summary: z.string(),
  lines: z.array(z.string()),
  caveat: z.string(),
});
export type PresetEvidence = z.infer<typeof presetEvidenceSchema>;

/** A family that is ready in one click. */
export const familyPresetSchema = z.object({
  id: z.string(),
  family: z.string(),
  label: z.string(),
  purpose: purposeSchema,
  tiers: z.array(tierSchema),
  /** Meant for recordings of low quality, where they differ in it. */
  onlyLowQuality: z.boolean(),
  /** What the study found with such subsets, with its caveat; to be read, never acted upon by itself. */
  evidence: presetEvidenceSchema.nullable(),
});
export type FamilyPreset = z.infer<typeof familyPresetSchema>;

export const leftOutReasonSchema = z.enum(['other-side', 'copy', 'same-night', 'held-out', 'no-time', 'no-hash']);
export type LeftOutReason = z.infer<typeof leftOutReasonSchema>;

/** One recording that a tier leaves out, or cannot judge, and why. */
export const leftOutSchema = z.object({
  recordingId: identifierSchema,
  sourceName: z.string(),
  relativePath: z.string(),
  confidence: z.number(),
  reason: leftOutReasonSchema,
  /** The subset, split or recording that it would have met; null where there is none. */
  because: z.string().nullable(),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/** What two subsets share. On the diagonal `recordings` is the subset's size. */
export const overlapCellSchema = z.object({
  recordings: z.int(),
  /** Members of the row whose content is in the column as another recording. */
  copies: z.int(),
  /** Members of the row recorded by the same recorder in the same night as a member of the column, not counted before. */
  sameNight: z.int(),
});
export type OverlapCell = z.infer<typeof overlapCellSchema>;

export const subsetOverlapSchema = z.object({
  subsets: z.array(
    z.object({
      subsetId: identifierSchema,
      name: z.string(),
      family: z.string(),
      purpose: purposeSchema,
      files: z.int(),
      /** Members that cannot be compared: content not hashed yet, or recording time not known. */
      withoutHash: z.int(),
      withoutTime: z.int(),
    }),
  ),
  /** Rows and columns in the order of `subsets`. */
  cells: z.array(z.array(overlapCellSchema)),
});
export type SubsetOverlap = z.infer<typeof subsetOverlapSchema>;
