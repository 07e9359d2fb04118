import {
  stepsOf,
  type KeptApartCounts,
  type SelectionSettings,
  type SubsetRule,
  type TierCounts,
} from '../../contract/subsets.ts';
import { recordingStateCode, verdictCode, type RankedScores } from '../review/ranked-scores.ts';
import { admittedVerdicts, decisionCodes } from './decisions.ts';
import { struckCode } from './kept-apart.ts';
import { populationOf, type Population } from './population.ts';
import type { RecordingFacts } from './recording-facts.ts';
import { hasPlaces } from './rules/index.ts';
import { mark } from './rules/subset-rule-kind.ts';
import { runSteps, type StepsResult } from './run-steps.ts';
import { tierWarnings } from './tier-warnings.ts';
import { tiesAtCut } from './ties.ts';

/** The part of a family's settings that selecting needs; which run and label is already in the scores. */
export type TierSettings = Pick<
  SelectionSettings,
  'purpose' | 'sourceIds' | 'roles' | 'qualities' | 'denominator' | 'policy' | 'refill' | 'nest' | 'inner'
>;

/** What a selection depends on besides its scores, its rule and its settings. */
export interface Surroundings {
  readonly facts?: RecordingFacts;
  /** By index, values of `struckCode`: what is kept apart from other subsets and splits. */
  readonly struck?: Uint8Array | null;
}

export interface TierSelection {
  /** Indexes into the scores, in rank order. */
  readonly members: Int32Array;
  /** What the rule picks before decisions and keeping apart act. */
  readonly picked: Int32Array;
  readonly counts: TierCounts;
}

/** One family's view of a ranking: who is in scope, who may be a member, who is served first. */
interface Scope {
  readonly population: Population;
  readonly settings: TierSettings;
  readonly struck: Uint8Array | null;
  /** Members of the smaller tier that this one extends. */
  readonly smaller: Int32Array | null;
}

interface Decided {
  readonly members: Int32Array;
  readonly refilled: number;
  /** The steps by which the members came about. */
  readonly result: StepsResult;
}

/** 1 by index where decisions and keeping apart let a recording into the subset. */
function mayBeIn({ population: { scores }, settings, struck }: Scope): (index: number) => boolean {
  const admitted = admittedVerdicts(settings.purpose, settings.policy);
  return struck === null
    ? (index) => admitted[scores.verdicts[index] ?? 0] === 1
    : (index) => admitted[scores.verdicts[index] ?? 0] === 1 && struck[index] === 0;
}

function marksOf(scope: Scope, takesNoPlace: ((index: number) => boolean) | null): Uint8Array | null {
  const { population, smaller } = scope;
  if (takesNoPlace === null && smaller === null) {
    return null;
  }
  const marks = new Uint8Array(population.scores.states.length);
  if (takesNoPlace !== null) {
    const { indexes } = population;
    for (let place = 0; place < indexes.length; place += 1) {
      const index = indexes[place] ?? 0;
      marks[index] = takesNoPlace(index) ? mark.takesNoPlace : 0;
    }
  }
  smaller?.forEach((index) => {
    marks[index] = (marks[index] ?? 0) | mark.servedFirst;
  });
  return marks;
}

/**
 * Policy and refill (DESIGN §2.4). Without refill the members are what the rule picked and decisions let in. With it the
 * steps run once more, and whoever is not let in takes no place: it goes to the next that every step admits.
 */
function applyDecisions(scope: Scope, rule: SubsetRule, picked: StepsResult): Decided {
  const isIn = mayBeIn(scope);
  if (!scope.settings.refill || !hasPlaces(rule)) {
    return { members: keep(picked.indexes, isIn), refilled: 0, result: picked };
  }
  const result = runSteps(
    scope.population,
    rule,
    marksOf(scope, (index) => !isIn(index)),
  );
  const members = keep(result.indexes, isIn);
  const wasPicked = new Uint8Array(scope.population.scores.states.length);
  for (let place = 0; place < picked.indexes.length; place += 1) {
    wasPicked[picked.indexes[place] ?? 0] = 1;
  }
  return { members, refilled: keep(members, (index) => wasPicked[index] === 0).length, result };
}

/** Indexed loops, because `for … of` over a typed array and its `filter` take ten times as long here. */
function keep(indexes: Int32Array, isIn: (index: number) => boolean): Int32Array {
  const kept = new Int32Array(indexes.length);
  let count = 0;
  for (let place = 0; place < indexes.length; place += 1) {
    const index = indexes[place] ?? 0;
    if (isIn(index)) {
      kept[count] = index;
      count += 1;
    }
  }
  return kept.subarray(0, count);
}

function countDecisions(
  scores: RankedScores,
  candidates: Int32Array,
  purpose: SelectionSettings['purpose'],
): Pick<TierCounts, 'approved' | 'rejected' | 'unsure' | 'unreviewed'> {
  const byVerdict = new Int32Array(4);
  for (let place = 0; place < candidates.length; place += 1) {
    const verdict = scores.verdicts[candidates[place] ?? 0] ?? 0;
    byVerdict[verdict] = (byVerdict[verdict] ?? 0) + 1;
  }
  const { approves, rejects } = decisionCodes(purpose);
  return {
    approved: byVerdict[approves] ?? 0,
    rejected: byVerdict[rejects] ?? 0,
    unsure: byVerdict[verdictCode.unsure] ?? 0,
    unreviewed: byVerdict[verdictCode.none] ?? 0,
  };
}

function countStruck(struck: Uint8Array | null, picked: Int32Array): KeptApartCounts {
  const byCode = new Int32Array(5);
  for (let place = 0; struck !== null && place < picked.length; place += 1) {
    const code = struck[picked[place] ?? 0] ?? 0;
    byCode[code] = (byCode[code] ?? 0) + 1;
  }
  return {
    otherSide: byCode[struckCode.otherSide] ?? 0,
    copies: byCode[struckCode.copies] ?? 0,
    sameNight: byCode[struckCode.sameNight] ?? 0,
    heldOut: byCode[struckCode.heldOut] ?? 0,
  };
}

/** Zero scores end the ranking, so they are counted from its tail. */
function countZeroScores(scores: RankedScores, members: Int32Array): number {
  let count = 0;
  while (
    count < members.length &&
    scores.states[members[members.length - 1 - count] ?? 0] === recordingStateCode.zero
  ) {
    count += 1;
  }
  return count;
}

/** How many indexes of one ascending list are missing from another. */
export function countMissing(of: Int32Array, from: Int32Array): number {
  let missing = 0;
  let place = 0;
  for (const index of of) {
    while (place < from.length && (from[place] ?? 0) < index) {
      place += 1;
    }
    missing += Number(from[place] !== index);
  }
  return missing;
}

function selectIn(scope: Scope, rule: SubsetRule, notNested?: number): TierSelection {
  const { population, settings, struck, smaller } = scope;
  const { scores } = population;
  const picked = runSteps(population, rule, marksOf(scope, null));
  const { members, refilled, result } = applyDecisions(scope, rule, picked);
  const candidates = struck === null ? picked.indexes : keep(picked.indexes, (index) => struck[index] === 0);
  const last = candidates.at(-1);
  const counts = {
    denominator: population.denominator,
    failed: population.failed,
    otherQuality: population.otherQuality,
    candidates: candidates.length,
    selected: members.length,
    ...countDecisions(scores, candidates, settings.purpose),
    refilled,
    ...tiesAtCut(scores, result.cut),
    zeroScores: countZeroScores(scores, members),
    cutConfidence: last === undefined ? null : (scores.confidence[last] ?? null),
    steps: [...picked.steps],
    keptApart: countStruck(struck, picked.indexes),
    notNested: notNested ?? (smaller === null ? 0 : countMissing(smaller, members)),
  };
  const { remarks } = picked;
  const warnings = tierWarnings({ counts, population, rule, settings, remarks });
  return { members, picked: picked.indexes, counts: { ...counts, warnings } };
}

function scopeOf(scores: RankedScores, settings: TierSettings, { facts, struck = null }: Surroundings): Scope {
  return { population: populationOf(scores, settings, facts), settings, struck, smaller: null };
}

/**
 * Selects one tier (DESIGN §2.1–2.4). What every figure means, whatever the steps:
 *
 * - N is the family's denominator and no step changes it; a percent is always of N.
 * - Each step selects among what the one before it left, in rank order; places go to the best-ranked, draws by seed.
 * - The candidates are what the last step leaves, without what is kept apart; `approved` … `unreviewed` count them.
 * - Without refill, whoever is rejected or kept apart leaves a place empty. With refill it takes no place in any step, and
 *   the place goes to the next that every step admits, down to the last recording that N counts under a percent. A copy of
 *   a rejected file is no replacement: “no copies” lets a content in once, rejected or not.
 * - Ties are those at the last place of the last step that cuts the rank order, under refill the last place filled.
 * - A tier that extends smaller ones (`inner`) serves their members first in every step that gives places.
 *
 * `zeroScores` and `selected` count the members. A few walks over the ranking; no allocation a row.
 */
export function selectTier(
  scores: RankedScores,
  rule: SubsetRule,
  settings: TierSettings,
  surroundings: Surroundings = {},
): TierSelection {
  const scope = scopeOf(scores, settings, surroundings);
  let smaller: Int32Array | null = null;
  for (const inner of settings.inner ?? []) {
    smaller = selectIn({ ...scope, smaller }, inner).members;
  }
  return selectIn({ ...scope, smaller }, rule);
}

/** The places of some rules in their family, smallest first; the order given decides between equals. */
function smallestFirst(selections: readonly TierSelection[]): number[] {
  return selections
    .map((_, place) => place)
    .sort((left, right) => sizeAt(selections, left) - sizeAt(selections, right) || left - right);
}

function sizeAt(selections: readonly TierSelection[], place: number): number {
  return selections[place]?.counts.candidates ?? 0;
}

/**
 * The tiers of one family, in the order given; the ranking is walked once for all of them. Where the family nests, each tier
 * extends the next smaller one; otherwise it is told how many of that one's members it lacks, unless they share nothing.
 */
export function selectFamily(
  scores: RankedScores,
  rules: readonly SubsetRule[],
  settings: TierSettings,
  surroundings: Surroundings = {},
): TierSelection[] {
  const scope = scopeOf(scores, settings, surroundings);
  const plain = rules.map((rule) => selectIn(scope, rule));
  const tiers = [...plain];
  let smaller: Int32Array | null = null;
  for (const place of smallestFirst(plain)) {
    const [rule, own] = [rules[place], plain[place]];
    if (rule !== undefined && own !== undefined && smaller !== null) {
      const missing = countMissing(smaller, own.members);
      if (missing > 0) {
        tiers[place] =
          settings.nest === true
            ? selectIn({ ...scope, smaller }, rule)
            : selectIn(scope, rule, missing === smaller.length ? 0 : missing);
      }
    }
    smaller = tiers[place]?.members ?? smaller;
  }
  return tiers;
}

/**
 * For each rule of a family that nests, the rules of the smaller tiers, smallest first. None where every tier has one step and
 * they nest by themselves: no decision can change that, because a single step gives its places in one fixed order.
 */
export function innerRules(
  scores: RankedScores,
  rules: readonly SubsetRule[],
  settings: TierSettings,
  surroundings: Surroundings = {},
): SubsetRule[][] {
  const scope = scopeOf(scores, settings, surroundings);
  const plain = rules.map((rule) => selectIn(scope, rule));
  const order = smallestFirst(plain);
  const nestsByItself = order.every((place, rank) => {
    const [smaller, own] = [plain[order[rank - 1] ?? -1], plain[place]];
    return smaller === undefined || own === undefined || countMissing(smaller.members, own.members) === 0;
  });
  return nestsByItself && rules.every((rule) => stepsOf(rule).length === 1)
    ? rules.map(() => [])
    : rules.map((_, place) => order.slice(0, order.indexOf(place)).flatMap((each) => rules[each] ?? []));
}
