import * as z from 'zod';
import { identifierSchema, purposeSchema } from './identifiers.ts';

export const subsetRuleSchema = z.discriminatedUnion('kind', [
  /** The best p percent: n = max(1, floor(N·p/100)). */
  z.object({ kind: z.literal('top-percent'), percent: z.number().gt(0).max(100) }),
  /** Confidence ≥ threshold, in float32; `fourDecimals` compares as BirdNET tables do. */
  z.object({
    kind: z.literal('threshold'),
    threshold: z.number().min(0).max(1),
    fourDecimals: z.boolean().default(false),
  }),
]);
export type SubsetRule = z.infer<typeof subsetRuleSchema>;

/** What N counts. `scored`: zero scores count, failed files do not. `detected`: confidence at or above the floor. */
export const denominatorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scored') }),
  z.object({ kind: z.literal('detected'), floor: z.number().min(0).max(1) }),
]);
export type Denominator = z.infer<typeof denominatorSchema>;

export const decisionPolicySchema = z.enum(['all-but-rejected', 'approved-only']);
export type DecisionPolicy = z.infer<typeof decisionPolicySchema>;

/** Everything that selects, besides the rule of each tier; shared by a tier family. */
export const selectionSettingsSchema = z.object({
  runId: identifierSchema,
  label: z.string(),
  purpose: purposeSchema,
  /** Which sources' recordings are ranked; N counts within them. */
  sourceIds: z.array(identifierSchema).min(1),
  denominator: denominatorSchema,
  policy: decisionPolicySchema,
  /** A rejected file frees its place for the next in rank (percent rules only: a threshold has no places). */
  refill: z.boolean(),
});
export type SelectionSettings = z.infer<typeof selectionSettingsSchema>;

export const tierSchema = z.object({
  name: z.string().min(1),
  /** Folder below the export root, forward slashes, for example `bestLowQuality/small`. */
  folder: z.string().min(1),
  rule: subsetRuleSchema,
});
export type Tier = z.infer<typeof tierSchema>;

export const tierCountsSchema = z.object({
  /** N: the denominator. */
  denominator: z.int(),
  /** Failed files in scope, shown beside the denominator and never selected. */
  failed: z.int(),
  /** Files that the rule selects before decisions act. */
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
  warnings: z.array(z.string()),
});
export type TierCounts = z.infer<typeof tierCountsSchema>;

export const subsetSchema = z.object({
  id: identifierSchema,
  name: z.string(),
  family: z.string(),
  folder: z.string(),
  rule: subsetRuleSchema,
  settings: selectionSettingsSchema,
  runName: z.string(),
  createdAt: z.string(),
  counts: tierCountsSchema,
});
export type Subset = z.infer<typeof subsetSchema>;

/** A family that is ready in one click. */
export const familyPresetSchema = z.object({
  id: z.string(),
  family: z.string(),
  label: z.string(),
  purpose: purposeSchema,
  tiers: z.array(tierSchema),
});
export type FamilyPreset = z.infer<typeof familyPresetSchema>;
