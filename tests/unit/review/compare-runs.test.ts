import { expect, test } from 'vitest';
import { compareRankings, mostNamed } from '../../../electron/core/review/compare-runs.ts';
import { buildRanking, type RankingEntry } from '../../../electron/core/review/build-ranking.ts';
import type { RankedScores } from '../../../electron/core/review/ranked-scores.ts';
import { seededRandom } from '../../support/random.ts';

const noOptions = { tiers: [], sampleLimit: 100 };

/** A ranking from raw scores by recording id; null is a zero score, 'failed' a failed file. */
function rankingOf(rawById: Readonly<Record<number, number | null | 'failed'>>): RankedScores {
  const entries = Object.entries(rawById).map(([id, raw]): RankingEntry => ({
    recordingId: Number(id),
    sourceId: 1,
    state: raw === 'failed' ? 'failed' : 'scored',
    raw: raw === 'failed' ? null : raw,
    verdict: null,
  }));
  const order = (entry: RankingEntry): number =>
    entry.state === 'failed' ? Number.NEGATIVE_INFINITY : (entry.raw ?? -1e300);
  entries.sort((a, b) => order(b) - order(a) || a.recordingId - b.recordingId);
  return buildRanking(entries, entries.length, { activation: 'sigmoid', sensitivity: 1 });
}

test('only recordings that both sides scored are shared', () => {
  const left = rankingOf({ 1: 3, 2: 2, 3: 1, 4: null, 5: 'failed' });
  const right = rankingOf({ 2: 5, 3: 'failed', 4: 1, 5: 2, 9: 0 });
  expect(compareRankings(left, right, noOptions)).toMatchObject({ shared: 2, onlyLeft: 2, onlyRight: 2 });
});

test('the rank correlation is that of scipy.stats.spearmanr, ties by mean rank', () => {
  // spearmanr([1, 2, 2, 3, 5], [2, 1, 3, 3, 4]) → 0.7631578947368421
  const left = rankingOf({ 1: 1, 2: 2, 3: 2, 4: 3, 5: 5 });
  const right = rankingOf({ 1: 2, 2: 1, 3: 3, 4: 3, 5: 4 });
  expect(compareRankings(left, right, noOptions).rankCorrelation).toBeCloseTo(0.763_157_894_736_842_1, 12);
  expect(compareRankings(left, left, noOptions).rankCorrelation).toBe(1);
  const opposite = rankingOf({ 1: -1, 2: -2, 3: -2, 4: -3, 5: -5 });
  expect(compareRankings(left, opposite, noOptions).rankCorrelation).toBeCloseTo(-1, 12);
});

test('it is not defined where a side does not vary or one recording is shared', () => {
  const left = rankingOf({ 1: 1, 2: 2 });
  expect(compareRankings(left, rankingOf({ 1: 4, 2: 4 }), noOptions).rankCorrelation).toBeNull();
  expect(compareRankings(left, rankingOf({ 1: 4 }), noOptions).rankCorrelation).toBeNull();
  expect(compareRankings(left, rankingOf({}), noOptions)).toMatchObject({ shared: 0, rankCorrelation: null });
});

test('the largest changes of rank come first, with the ranks among the shared recordings', () => {
  const left = rankingOf({ 1: 9, 2: 8, 3: 7, 4: 6, 7: 5.5, 5: 5 });
  const right = rankingOf({ 1: 1, 2: 8, 3: 7, 4: 6, 5: 9 });
  const { rose, fell } = compareRankings(left, right, noOptions);
  expect(rose.map(({ recordingId, leftRank, rightRank }) => [recordingId, leftRank, rightRank])).toEqual([[5, 5, 1]]);
  expect(fell.map(({ recordingId, leftRank, rightRank }) => [recordingId, leftRank, rightRank])).toEqual([[1, 1, 5]]);
});

test('a tier tells who stayed, entered and left; it is cut among the shared recordings', () => {
  const left = rankingOf({ 1: 4, 2: 3, 3: -3, 4: -4, 100: 9 });
  const right = rankingOf({ 1: 4, 2: -3, 3: 3, 4: -4, 200: 9 });
  const [threshold, percent] = compareRankings(left, right, {
    sampleLimit: 10,
    tiers: [
      { kind: 'threshold', threshold: 0.9, fourDecimals: false },
      { kind: 'top-percent', percent: 25 },
    ],
  }).tiers;
  expect(threshold).toMatchObject({ leftCount: 2, rightCount: 2, ruleInWords: 'confidence ≥ 0.9' });
  expect([threshold?.stayed, threshold?.entered, threshold?.left].map((list) => list?.first[0]?.recordingId)).toEqual([
    1, 3, 2,
  ]);
  expect(percent).toMatchObject({ leftCount: 1, stayed: { count: 1 }, entered: { count: 0 }, left: { count: 0 } });
});

test('the scatter is an even, repeatable sample', () => {
  const all: Record<number, number> = {};
  for (let id = 1; id <= 1000; id += 1) {
    all[id] = -id;
  }
  const once = compareRankings(rankingOf(all), rankingOf(all), { tiers: [], sampleLimit: 10 }).scatter;
  expect(once.map((point) => point.recordingId)).toEqual([1, 101, 201, 301, 401, 501, 601, 701, 801, 901]);
});

test('a million recordings: lists stay short, every member of a tier is accounted for', () => {
  const count = 1_000_000;
  const random = seededRandom(5);
  const columns = (ids: Int32Array, raw: Float32Array): RankedScores => ({
    recordingIds: ids,
    sourceIds: new Int32Array(count).fill(1),
    raw,
    confidence: raw.map((value) => 1 / (1 + Math.exp(-value))),
    states: new Uint8Array(count).fill(1),
    verdicts: new Uint8Array(count),
  });
  const raw = Float32Array.from({ length: count }, () => 10 * random() - 5)
    .sort()
    .reverse();
  const ids = Int32Array.from({ length: count }, (_, index) => index + 1);
  const mixed = ids.slice();
  for (let index = count - 1; index > 0; index -= 1) {
    const other = Math.max(0, index - Math.floor(random() * 1000));
    [mixed[index], mixed[other]] = [mixed[other] ?? 0, mixed[index] ?? 0];
  }
  const started = performance.now();
  const result = compareRankings(columns(ids, raw), columns(mixed, raw), {
    sampleLimit: 5000,
    tiers: [5, 15, 30, 50].map((percent) => ({ kind: 'top-percent', percent })),
  });
  process.stderr.write(`comparing 1,000,000 recordings took ${(performance.now() - started).toFixed(0)} ms\n`);
  expect(result.shared).toBe(count);
  expect(result.rankCorrelation).toBeGreaterThan(0.99);
  expect(result.rose).toHaveLength(mostNamed);
  expect(result.scatter).toHaveLength(5000);
  result.tiers.forEach((tier) => {
    expect(tier.stayed.count + tier.left.count).toBe(tier.leftCount);
    expect(tier.stayed.count + tier.entered.count).toBe(tier.rightCount);
  });
});
