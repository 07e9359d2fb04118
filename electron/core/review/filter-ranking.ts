import type { RankingFilter } from '../../contract/ranking.ts';
import { recordingStateCode, verdictCode, type RankedScores } from './ranked-scores.ts';

/** What a filter needs besides the columns: recordings that match its text, members of its subset. */
export interface FilterSets {
  readonly matchingText: ReadonlySet<number> | null;
  readonly subsetMembers: ReadonlySet<number> | null;
  /** Whether a recording passes what is asked of its leaks; absent where nothing is. */
  readonly passesLeaks?: ((recordingId: number) => boolean) | null;
}

/** Places (indexes into the ranking) that pass the filter, in rank order. */
export function filterRanking(scores: RankedScores, filter: RankingFilter, sets: FilterSets): Int32Array {
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
    rangeTest(scores, filter),
    setTest(scores, sets.matchingText),
    setTest(scores, sets.subsetMembers),
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
  return places.subarray(0, count);
}

type PlaceTest = (index: number) => boolean;

function columnTest(column: Uint8Array | Int32Array, wanted: readonly number[] | undefined): PlaceTest | null {
  if (wanted === undefined) {
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
