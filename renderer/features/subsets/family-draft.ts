import type { Purpose, Role } from '../../../electron/contract/identifiers.ts';
import type { QualityFilter, RankingKey } from '../../../electron/contract/ranking.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import {
  ruleOfSteps,
  stepsOf,
  usualKeptApart,
  type FamilyPreset,
  type FamilyScope,
  type KeptApart,
  type RuleDescription,
  type SelectionSettings,
  type SubsetStep,
  type Tier,
} from '../../../electron/contract/subsets.ts';

/** A tier family as it stands in the dialog. */
export interface FamilyDraft {
  readonly presetId: string;
  readonly family: string;
  readonly purpose: Purpose;
  readonly tiers: readonly Tier[];
  readonly sourceIds: readonly number[];
  /** Only recordings of these roles; null: whole sources. */
  readonly roles: readonly Role[] | null;
  /** Only recordings of these qualities; null: of any. */
  readonly qualities: readonly QualityFilter[] | null;
  readonly countDetectedOnly: boolean;
  readonly floor: number;
  readonly approvedOnly: boolean;
  readonly refill: boolean;
  readonly apart: KeptApart;
  /** Larger tiers extend smaller ones. */
  readonly nest: boolean;
}

/** BirdNET-Analyzer writes no row below this confidence unless it is told to, which is how the study came to its N. */
const USUAL_FLOOR = 0.25;

/** The family of a person's own rules, beside the presets. */
export const OWN_FAMILY = 'own';

/** What a draft takes of a preset. */
type DraftedPreset = Omit<FamilyPreset, 'label' | 'evidence'>;

/** A new family from a preset; tiers that were dragged in the histogram are taken over. */
export function draftOf(
  preset: DraftedPreset,
  { sourceIds, roles, lowQualities }: FamilyScope,
  dragged: readonly Tier[] | null,
): FamilyDraft {
  return {
    presetId: preset.id,
    family: preset.family,
    purpose: preset.purpose,
    tiers: dragged ?? preset.tiers,
    sourceIds,
    roles,
    qualities: preset.onlyLowQuality ? lowQualities : null,
    countDetectedOnly: false,
    floor: USUAL_FLOOR,
    approvedOnly: false,
    refill: false,
    apart: usualKeptApart,
    nest: true,
  };
}

/** A family with one tier to begin with, in a folder whose words the study's packager understands. */
export function ownPreset(purpose: Purpose): DraftedPreset {
  const family = purpose === 'positive' ? 'bestOwn' : 'hardOwn';
  const folder = purpose === 'positive' ? 'bestLowQuality/own_1' : 'hardNeg/own_1';
  return {
    id: OWN_FAMILY,
    family,
    purpose,
    onlyLowQuality: false,
    tiers: [{ name: 'own_1', folder, rule: { kind: 'top-n', count: 200 } }],
  };
}

/** Sources that a run has scored, in source order. */
export function sourcesOfRun(run: Run, sources: readonly Source[]): Source[] {
  return sources.filter(({ id }) => run.sourceIds.includes(id));
}

export function settingsOf(
  draft: FamilyDraft,
  ranking: RankingKey,
  kinds: readonly RuleDescription[],
): SelectionSettings {
  return {
    ...ranking,
    purpose: draft.purpose,
    sourceIds: [...draft.sourceIds],
    ...(draft.roles === null ? {} : { roles: [...draft.roles] }),
    ...(draft.qualities === null ? {} : { qualities: [...draft.qualities] }),
    denominator: draft.countDetectedOnly ? { kind: 'detected', floor: draft.floor } : { kind: 'scored' },
    policy: draft.approvedOnly ? 'approved-only' : 'all-but-rejected',
    refill: draft.refill && hasPlaces(draft, kinds),
    apart: draft.apart,
    nest: draft.nest && draft.tiers.length > 1,
  };
}

/** A threshold has no places that could be refilled. */
export function hasPlaces({ tiers }: Pick<FamilyDraft, 'tiers'>, kinds: readonly RuleDescription[]): boolean {
  const withPlaces = new Set(kinds.filter((each) => each.hasPlaces).map(({ kind }) => kind));
  return tiers.some(({ rule }) => stepsOf(rule).some(({ kind }) => withPlaces.has(kind)));
}

/** Whether a rule of the family compares confidences, which can be done at four decimals. */
export function comparesConfidence({ tiers }: Pick<FamilyDraft, 'tiers'>): boolean {
  return tiers.some(({ rule }) => stepsOf(rule).some((step) => 'fourDecimals' in step));
}

export function isAtFourDecimals({ tiers }: Pick<FamilyDraft, 'tiers'>): boolean {
  return tiers.some(({ rule }) => stepsOf(rule).some((step) => step['fourDecimals'] === true));
}

/** Switches all rules over confidence between comparing in float32 and at four decimals. */
export function withFourDecimals(tiers: readonly Tier[], fourDecimals: boolean): Tier[] {
  return tiers.map((tier) => ({
    ...tier,
    rule: ruleOfSteps(stepsOf(tier.rule).map((step) => ('fourDecimals' in step ? { ...step, fourDecimals } : step))),
  }));
}

/** Whether a run's scores were imported at four decimals: comparing in full would set its tiers by what rounding left. */
export function hasFourDecimals({ settings: { imported } }: Pick<Run, 'settings'>): boolean {
  return imported?.rounding.decimals === 4 && !imported.rounding.isHalfPrecision;
}

/** Gives every tier the steps that one of them has after its first. */
export function withLaterSteps(tiers: readonly Tier[], later: readonly SubsetStep[]): Tier[] {
  return tiers.map((tier) => ({ ...tier, rule: ruleOfSteps([...stepsOf(tier.rule).slice(0, 1), ...later]) }));
}

/** Folders that two tiers would share, which cannot be. */
export function sharedFolders(tiers: readonly Tier[]): string[] {
  const folders = tiers.map(({ folder }) => folder);
  return [...new Set(folders.filter((folder, index) => folders.indexOf(folder) !== index))];
}
