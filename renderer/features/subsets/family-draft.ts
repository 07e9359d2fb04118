import type { Purpose } from '../../../electron/contract/identifiers.ts';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import type { FamilyPreset, SelectionSettings, Tier } from '../../../electron/contract/subsets.ts';

/** A tier family as it stands in the dialog. */
export interface FamilyDraft {
  readonly presetId: string;
  readonly family: string;
  readonly purpose: Purpose;
  readonly tiers: readonly Tier[];
  readonly sourceIds: readonly number[];
  readonly countDetectedOnly: boolean;
  readonly floor: number;
  readonly approvedOnly: boolean;
  readonly refill: boolean;
}

/** BirdNET-Analyzer writes no row below this confidence unless it is told to, which is how the study came to its N. */
const USUAL_FLOOR = 0.25;

/** A new family from a preset; tiers that were dragged in the histogram are taken over. */
export function draftOf(
  preset: FamilyPreset,
  sources: readonly Source[],
  dragged: readonly Tier[] | null,
): FamilyDraft {
  return {
    presetId: preset.id,
    family: preset.family,
    purpose: preset.purpose,
    tiers: dragged ?? preset.tiers,
    sourceIds: fittingSources(preset.purpose, sources).map(({ id }) => id),
    countDetectedOnly: false,
    floor: USUAL_FLOOR,
    approvedOnly: false,
    refill: false,
  };
}

/** Sources whose role fits the purpose; all of them where none does. */
export function fittingSources(purpose: Purpose, sources: readonly Source[]): readonly Source[] {
  const fitting = sources.filter(({ role }) => role === purpose);
  return fitting.length > 0 ? fitting : sources;
}

/** Sources that a run has scored, in source order. */
export function sourcesOfRun(run: Run, sources: readonly Source[]): Source[] {
  return sources.filter(({ id }) => run.sourceIds.includes(id));
}

export function settingsOf(draft: FamilyDraft, ranking: RankingKey): SelectionSettings {
  return {
    ...ranking,
    purpose: draft.purpose,
    sourceIds: [...draft.sourceIds],
    denominator: draft.countDetectedOnly ? { kind: 'detected', floor: draft.floor } : { kind: 'scored' },
    policy: draft.approvedOnly ? 'approved-only' : 'all-but-rejected',
    refill: draft.refill && isPercentFamily(draft),
  };
}

/** A threshold has no places that could be refilled. */
export function isPercentFamily(draft: Pick<FamilyDraft, 'tiers'>): boolean {
  return draft.tiers.some(({ rule }) => rule.kind === 'top-percent');
}

/** Switches all threshold tiers between comparing in float32 and at four decimals. */
export function withFourDecimals(tiers: readonly Tier[], fourDecimals: boolean): Tier[] {
  return tiers.map((tier) =>
    tier.rule.kind === 'threshold' ? { ...tier, rule: { ...tier.rule, fourDecimals } } : tier,
  );
}

/** Folders that two tiers would share, which cannot be. */
export function sharedFolders(tiers: readonly Tier[]): string[] {
  const folders = tiers.map(({ folder }) => folder);
  return [...new Set(folders.filter((folder, index) => folders.indexOf(folder) !== index))];
}
