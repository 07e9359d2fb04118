import type { RankingFilter } from '../../contract/ranking.ts';
import { noFacts, type RecordingFacts } from '../subsets/recording-facts.ts';
import { qualityCode, roleCode } from './attribute-codes.ts';
import { recordingStateCode, verdictCode, type RankedScores } from './ranked-scores.ts';

/** What a filter needs besides the columns: recordings that match its text, members of its subset. */
export interface FilterSets {
  readonly matchingText: ReadonlySet<number> | null;
  readonly subsetMembers: ReadonlySet<number> | null;
  /** Whether a recording passes what is asked of its leaks; absent where nothing is. */
  readonly passesLeaks?: ((recordingId: number) => boolean) | null;
  /** The recording whose copies are asked for, and those. */
  readonly sameContent?: ReadonlySet<number> | null;
}

/**
 * Places (indexes into the ranking) that pass the filter, in rank order. `facts` are read where the filter asks for them.
 * Every condition narrows what the one before it left, columns without branches: a few milliseconds a million rows.
 */
export function filterRanking(
  scores: RankedScores,
  filter: RankingFilter,
  sets: FilterSets,
  facts: RecordingFacts = noFacts(scores),
): Int32Array {
  const { recordingIds } = scores;
  const steps = [
    byCode(() => scores.sourceIds, filter.sourceIds),
    byCode(
      () => scores.states,
      filter.states?.map((state) => recordingStateCode[state]),
    ),
    byCode(
      () => scores.verdicts,
      filter.verdicts?.map((verdict) => verdictCode[verdict === 'unreviewed' ? 'none' : verdict]),
    ),
    byCode(
      () => facts.roles(),
      filter.roles?.map((role) => roleCode[role]),
    ),
    byCode(
      () => facts.qualities(),
      filter.qualities?.map((quality) => qualityCode[quality]),
    ),
    byCode(() => facts.copied(), filter.copies === 'only' ? [1] : undefined),
    byConfidence(scores, filter),
    bySet(recordingIds, sets.subsetMembers),
    bySet(recordingIds, sets.sameContent ?? null),
    bySet(recordingIds, sets.matchingText),
    byRecording(recordingIds, sets.passesLeaks ?? null),
    filter.copies === 'one-of-each' ? oneOfEach(facts) : null,
  ].filter((step) => step !== null);
  const places = new Int32Array(recordingIds.length);
  for (let index = 0; index < places.length; index += 1) {
    places[index] = index;
  }
  let count = places.length;
  for (const narrow of steps) {
    count = narrow(places, count);
  }
  return places.subarray(0, count);
}

/** Keeps some of the first `count` places, in their order and in place; returns how many. */
type Narrowing = (places: Int32Array, count: number) => number;

const mostCode = 1_000_000;

/** Those whose column has one of the codes; a code that no column can hold is nobody's and makes no table of its size. */
function byCode(column: () => Uint8Array | Int32Array, wanted: readonly number[] | undefined): Narrowing | null {
  if (wanted === undefined) {
    return null;
  }
  const codes = wanted.filter((code) => code <= mostCode);
  const table = new Uint8Array(Math.max(255, ...codes) + 1);
  for (const code of codes) {
    table[code] = 1;
  }
  return (places, count) => {
    const values = column();
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const place = places[index] ?? 0;
      places[kept] = place;
      kept += table[values[place] ?? 0] ?? 0;
    }
    return kept;
  };
}

function byPlace(passes: (place: number) => boolean): Narrowing {
  return (places, count) => {
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const place = places[index] ?? 0;
      if (passes(place)) {
        places[kept] = place;
        kept += 1;
      }
    }
    return kept;
  };
}

/** A range of confidence speaks of scored recordings only: failed and pending ones have none. */
function byConfidence(scores: RankedScores, filter: RankingFilter): Narrowing | null {
  if (filter.minimumConfidence === undefined && filter.maximumConfidence === undefined) {
    return null;
  }
  const lowest = Math.fround(filter.minimumConfidence ?? Number.NEGATIVE_INFINITY);
  const highest = Math.fround(filter.maximumConfidence ?? Number.POSITIVE_INFINITY);
  return byPlace((place) => {
    const state = scores.states[place];
    const confidence = scores.confidence[place] ?? 0;
    const hasConfidence = state === recordingStateCode.scored || state === recordingStateCode.zero;
    return hasConfidence && confidence >= lowest && confidence <= highest;
  });
}

function byRecording(recordingIds: Int32Array, passes: ((recordingId: number) => boolean) | null): Narrowing | null {
  return passes === null ? null : byPlace((place) => passes(recordingIds[place] ?? -1));
}

function bySet(recordingIds: Int32Array, members: ReadonlySet<number> | null): Narrowing | null {
  return members === null ? null : byPlace((place) => members.has(recordingIds[place] ?? -1));
}

/** The best-ranked of every content; what is not known yet cannot be a copy. */
function oneOfEach(facts: RecordingFacts): Narrowing {
  return (places, count) => {
    const { of, highest } = facts.group('content');
    const isSeen = new Uint8Array(highest + 1);
    return byPlace((place) => {
      const content = of[place] ?? 0;
      const isNew = content === 0 || isSeen[content] === 0;
      isSeen[content] = 1;
      return isNew;
    })(places, count);
  };
}
