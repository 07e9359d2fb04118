import { stepsOf, type SelectionSettings, type SubsetRule, type TierCounts } from '../../contract/subsets.ts';
import type { Population } from './population.ts';
import { countText, filesText as files } from './count-text.ts';
import { hasPlaces } from './rules/index.ts';

interface TierToWarn {
  readonly counts: Omit<TierCounts, 'warnings'>;
  readonly population: Population;
  readonly rule: SubsetRule;
  readonly settings: Pick<SelectionSettings, 'purpose' | 'policy' | 'denominator' | 'nest'>;
  /** What the steps of the rule say of themselves. */
  readonly remarks: readonly string[];
}

function isAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function pendingWarning({ population }: TierToWarn): string | null {
  const { pending, indexes } = population;
  if (pending === 0) {
    return null;
  }
  return indexes.length === 0
    ? 'No file of these sources is scored yet. Finish the run first.'
    : `${files(pending)} ${isAre(pending)} not scored yet; the subset will change when the run is finished.`;
}

function emptyWarning({ counts, population, rule, settings }: TierToWarn): string | null {
  if (counts.selected > 0 || population.indexes.length === 0) {
    return null;
  }
  if (counts.candidates === 0 && keptApartTotal(counts) > 0) {
    return 'No file is selected: every file that the rule picks is kept apart from other subsets or splits.';
  }
  if (counts.candidates === 0) {
    return stepsOf(rule).some(({ kind }) => kind === 'threshold' || kind === 'range')
      ? 'No file is selected: none reaches the rule. Choose a lower confidence or floor.'
      : 'No file is selected: none passes every step of the rule.';
  }
  return settings.policy === 'approved-only'
    ? 'No file is selected: none of the candidates is approved yet.'
    : 'No file is selected: every candidate is rejected.';
}

function unfilledWarning({ counts, rule, settings }: TierToWarn): string | null {
  const missing = counts.candidates - counts.selected;
  if (missing === 0 || counts.selected === 0 || !hasPlaces(rule)) {
    return null;
  }
  const filled = `Only ${countText(counts.selected)} of ${files(counts.candidates)} can be selected`;
  return settings.policy === 'approved-only'
    ? `${filled}: the others are not approved.`
    : `${filled}: the others are rejected.`;
}

function zeroWarning({ counts }: TierToWarn): string | null {
  const { zeroScores } = counts;
  return zeroScores === 0
    ? null
    : `${files(zeroScores)} in this subset ${zeroScores === 1 ? 'has' : 'have'} a zero score: the model found nothing there.`;
}

function tiesWarning({ counts }: TierToWarn): string | null {
  const { tiesAtCut, tiesSelected } = counts;
  return tiesAtCut === 0
    ? null
    : `${files(tiesAtCut)} share the score at the cut and ${countText(tiesSelected)} of them ${isAre(tiesSelected)} inside; source order and file path decide which.`;
}

function floorWarning({ rule, settings }: TierToWarn): string | null {
  const { denominator } = settings;
  const [first] = stepsOf(rule);
  const threshold = first?.kind === 'threshold' ? Number(first['threshold']) : null;
  return threshold !== null && denominator.kind === 'detected' && threshold < denominator.floor
    ? `The threshold ${threshold} is below the floor ${denominator.floor} that N counts from, so there may be more files than N.`
    : null;
}

function keptApartTotal({ keptApart }: Pick<TierCounts, 'keptApart'>): number {
  return keptApart.otherSide + keptApart.copies + keptApart.sameNight + keptApart.heldOut;
}

function keptApartWarning({ counts }: TierToWarn): string | null {
  const { otherSide, copies, sameNight, heldOut } = counts.keptApart;
  const parts = [
    otherSide > 0 ? `${countText(otherSide)} in a subset of the other side` : '',
    copies > 0 ? `${countText(copies)} whose copy is on the other side` : '',
    sameNight > 0 ? `${countText(sameNight)} of a night that is on the other side` : '',
    heldOut > 0 ? `${countText(heldOut)} in a held-out split` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : `Kept apart and left out: ${parts.join(', ')}.`;
}

/** Tiers that share nothing are bands on purpose. */
function nestingWarning({ counts, settings }: TierToWarn): string | null {
  const { notNested } = counts;
  if (notNested === 0) {
    return null;
  }
  const missing = `${files(notNested)} of the next smaller tier ${isAre(notNested)} not in this one`;
  return settings.nest === true
    ? `${missing}: they do not meet its conditions, so the family does not nest.`
    : `${missing}, so the family does not nest. Let larger tiers extend smaller ones if they should.`;
}

const checks = [
  pendingWarning,
  emptyWarning,
  unfilledWarning,
  zeroWarning,
  tiesWarning,
  floorWarning,
  keptApartWarning,
  nestingWarning,
];

/** What a person should know before trusting a tier, in plain sentences; empty when all is well. */
export function tierWarnings(tier: TierToWarn): string[] {
  const warnings = checks.map((check) => check(tier)).filter((warning) => warning !== null);
  return [...new Set([...warnings, ...tier.remarks])];
}
