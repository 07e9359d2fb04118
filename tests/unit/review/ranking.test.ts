import { expect, test } from 'vitest';
import type { RankingFilter } from '../../../electron/contract/ranking.ts';
import { buildRanking, type RankingEntry } from '../../../electron/core/review/build-ranking.ts';
import { countRanking } from '../../../electron/core/review/count-ranking.ts';
import { filterRanking, type FilterSets } from '../../../electron/core/review/filter-ranking.ts';

const entries: readonly RankingEntry[] = [
  { recordingId: 11, sourceId: 1, state: 'scored', raw: 4, verdict: 'present' },
  { recordingId: 12, sourceId: 2, state: 'scored', raw: 0, verdict: null },
  { recordingId: 13, sourceId: 1, state: 'scored', raw: -4, verdict: 'absent' },
  { recordingId: 14, sourceId: 1, state: 'scored', raw: null, verdict: null },
  { recordingId: 15, sourceId: 1, state: 'failed', raw: null, verdict: null },
  { recordingId: 16, sourceId: 1, state: 'pending', raw: null, verdict: 'unsure' },
];
const ranking = buildRanking(entries, entries.length, { activation: 'sigmoid', sensitivity: 1 });
const noSets = { matchingText: null, subsetMembers: null };

function idsOf(filter: RankingFilter, sets: FilterSets = noSets): number[] {
  return Array.from(filterRanking(ranking, filter, sets), (place) => ranking.recordingIds[place] ?? 0);
}

test('a recording without a score is a zero, not a gap', () => {
  expect(ranking.confidence[3]).toBe(0);
  expect(Number.isNaN(ranking.raw[3])).toBe(true);
  expect(countRanking(ranking, null, 4)).toEqual({
    total: 6,
    scored: 3,
    zero: 1,
    failed: 1,
    pending: 1,
    present: 1,
    absent: 1,
    unsure: 1,
    unreviewed: 3,
    histogram: [2, 0, 1, 1],
  });
});

test('counts keep to the sources asked for', () => {
  expect(countRanking(ranking, new Set([2]), 2)).toMatchObject({ total: 1, scored: 1, failed: 0, histogram: [0, 1] });
});

test('filters combine, and a range of confidence speaks of scored recordings only', () => {
  expect(idsOf({})).toEqual([11, 12, 13, 14, 15, 16]);
  expect(idsOf({ verdicts: ['unreviewed'], states: ['scored', 'zero'] })).toEqual([12, 14]);
  expect(idsOf({ minimumConfidence: 0.5 })).toEqual([11, 12]);
  expect(idsOf({ maximumConfidence: 0.1 })).toEqual([13, 14]);
  expect(idsOf({ sourceIds: [2] })).toEqual([12]);
  expect(idsOf({}, { matchingText: new Set([13, 15]), subsetMembers: new Set([13]) })).toEqual([13]);
});
