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

/** Places (indexes into the ranking) that pass the filter, in rank order. `facts` are read where the filter asks for them. */
export function filterRanking(
  scores: RankedScores,
  filter: RankingFilter,
  sets: FilterSets,
  facts: RecordingFacts = noFacts(scores),
): Int32Array {
  const tests = [
    columnTest(
      scores.states,
      filter.states?.map((state) => recordingStateCode[state]),
    ),
    columnTest(
      scores.verdicts,
      filter.verdicts?.map((verdict) => verdictCode[verdict === 'unreviewed' ? 'none' : verdict]),
    ),
    columnTest(scores.sourceIds, filter.sourceIds),
    columnTest(
      filter.roles === undefined ? null : facts.roles(),
      filter.roles?.map((role) => roleCode[role]),
    ),
    columnTest(
      filter.qualities === undefined ? null : facts.qualities(),
      filter.qualities?.map((quality) => qualityCode[quality]),
    ),
    filter.copies === 'only' ? columnTest(facts.copied(), [1]) : null,
    rangeTest(scores, filter),
    setTest(scores, sets.matchingText),
    setTest(scores, sets.subsetMembers),
    setTest(scores, sets.sameContent ?? null),
    recordingTest(scores, sets.passesLeaks ?? null),
  ].filter((test) => test !== null);
  const places = new Int32Array(scores.recordingIds.length);
  let count = 0;
  for (let index = 0; index < places.length; index += 1) {
    if (tests.every((test) => test(index))) {
      places[count] = index;
      count += 1;
    }
  }
  const passing = places.subarray(0, count);
  return filter.copies === 'one-of-each' ? oneOfEach(passing, facts) : passing;
}

/** The best-ranked of every content; what is not known yet cannot be a copy. */
function oneOfEach(places: Int32Array, facts: RecordingFacts): Int32Array {
  const { of, highest } = facts.group('content');
  const isSeen = new Uint8Array(highest + 1);
  let count = 0;
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? 0;
    const content = of[place] ?? 0;
    if (content === 0 || isSeen[content] === 0) {
      places[count] = place;
      count += 1;
      isSeen[content] = 1;
    }
  }
  return places.subarray(0, count);
}

type PlaceTest = (index: number) => boolean;

function columnTest(column: Uint8Array | Int32Array | null, wanted: readonly number[] | undefined): PlaceTest | null {
  if (wanted === undefined || column === null) {
    return null;
  }
  const set = new Set(wanted);
  return (index) => set.has(column[index] ?? -1);
}

/** A range of confidence speaks of scored recordings only: failed and pending ones have none. */
function rangeTest(scores: RankedScores, filter: RankingFilter): PlaceTest | null {
  if (filter.minimumConfidence === undefined && filter.maximumConfidence === undefined) {
    return null;
  }
  const lowest = Math.fround(filter.minimumConfidence ?? Number.NEGATIVE_INFINITY);
  const highest = Math.fround(filter.maximumConfidence ?? Number.POSITIVE_INFINITY);
  return (index) => {
    const state = scores.states[index];
    const confidence = scores.confidence[index] ?? 0;
    const hasConfidence = state === recordingStateCode.scored || state === recordingStateCode.zero;
    return hasConfidence && confidence >= lowest && confidence <= highest;
  };
}

function recordingTest(scores: RankedScores, test: ((recordingId: number) => boolean) | null): PlaceTest | null {
  return test === null ? null : (index) => test(scores.recordingIds[index] ?? -1);
}

function setTest(scores: RankedScores, members: ReadonlySet<number> | null): PlaceTest | null {
  return members === null ? null : (index) => members.has(scores.recordingIds[index] ?? -1);
}
