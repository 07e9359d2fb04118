import type { SelectionSettings, SubsetRule, TierCounts } from '../../contract/subsets.ts';
import type { Population } from './population.ts';
import { kindOfRule } from './rules/index.ts';

interface TierToWarn {
  readonly counts: Omit<TierCounts, 'warnings'>;
  readonly population: Population;
  readonly rule: SubsetRule;
  readonly settings: Pick<SelectionSettings, 'purpose' | 'policy' | 'denominator'>;
}

/** `1 file`, `1,401 files`. */
function files(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'file' : 'files'}`;
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

function emptyWarning({ counts, population, settings }: TierToWarn): string | null {
  if (counts.selected > 0 || population.indexes.length === 0) {
    return null;
  }
  if (counts.candidates === 0) {
    return 'No file is selected: none reaches the rule. Choose a lower confidence or floor.';
  }
  return settings.policy === 'approved-only'
    ? 'No file is selected: none of the candidates is approved yet.'
    : 'No file is selected: every candidate is rejected.';
}

function unfilledWarning({ counts, rule, settings }: TierToWarn): string | null {
  const missing = counts.candidates - counts.selected;
  if (missing === 0 || counts.selected === 0 || !kindOfRule(rule).hasPlaces) {
    return null;
  }
  const filled = `Only ${counts.selected.toLocaleString('en-US')} of ${files(counts.candidates)} can be selected`;
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
    : `${files(tiesAtCut)} share the score at the cut and ${tiesSelected.toLocaleString('en-US')} of them ${isAre(tiesSelected)} inside; source order and file path decide which.`;
}

function floorWarning({ rule, settings }: TierToWarn): string | null {
  const { denominator } = settings;
  return rule.kind === 'threshold' && denominator.kind === 'detected' && rule.threshold < denominator.floor
    ? `The threshold ${rule.threshold} is below the floor ${denominator.floor} that N counts from, so there may be more files than N.`
    : null;
}

const checks = [pendingWarning, emptyWarning, unfilledWarning, zeroWarning, tiesWarning, floorWarning];

/** What a person should know before trusting a tier, in plain sentences; empty when all is well. */
export function tierWarnings(tier: TierToWarn): string[] {
  return checks.map((check) => check(tier)).filter((warning) => warning !== null);
}
