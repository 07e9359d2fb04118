import { describe, expect, it } from 'vitest';
import type { SubsetRule } from '../../../electron/contract/subsets.ts';
import { selectFamily, selectTier, type TierSettings } from '../../../electron/core/subsets/select-tier.ts';
import { fallingScores, makeScores, type ScoreRow } from './make-scores.ts';

const positive: TierSettings = {
  purpose: 'positive',
  sourceIds: [1],
  denominator: { kind: 'scored' },
  policy: 'all-but-rejected',
  refill: false,
};
const percent = (value: number): SubsetRule => ({ kind: 'top-percent', percent: value });
const atLeast = (value: number, fourDecimals = false): SubsetRule => ({
  kind: 'threshold',
  threshold: value,
  fourDecimals,
});

describe('top percent', () => {
  it('gives the figures of the study for 1,030 recordings', () => {
    const tiers = selectFamily(fallingScores(1030), [5, 15, 30, 50].map(percent), positive);
    expect(tiers.map((tier) => tier.counts.selected)).toEqual([51, 154, 309, 515]);
    expect(tiers.map((tier) => tier.counts.denominator)).toEqual([1030, 1030, 1030, 1030]);
    expect([...(tiers[0]?.members ?? [])]).toEqual(Array.from({ length: 51 }, (_, index) => index));
  });

  it('selects at least one recording, and none of none', () => {
    expect(selectTier(fallingScores(3), percent(5), positive).counts.selected).toBe(1);
    expect(selectTier(fallingScores(0), percent(5), positive).counts).toMatchObject({ denominator: 0, selected: 0 });
  });

  it('counts zero scores in N, never failed or pending files, and stays in its sources', () => {
    const rows: ScoreRow[] = [
      ...Array.from({ length: 6 }, (_, index) => ({ raw: index })),
      ...Array.from({ length: 4 }, () => ({ state: 'zero' as const })),
      ...Array.from({ length: 3 }, () => ({ state: 'failed' as const })),
      ...Array.from({ length: 2 }, () => ({ state: 'pending' as const })),
      ...Array.from({ length: 50 }, () => ({ raw: 9, sourceId: 2 })),
      { state: 'failed', sourceId: 2 },
    ];
    const { members, counts } = selectTier(makeScores(rows), percent(50), positive);
    expect(counts).toMatchObject({ denominator: 10, failed: 3, candidates: 5, selected: 5, zeroScores: 0 });
    expect(members.length).toBe(5);
    expect(counts.warnings.join()).toMatch(/2 files are not scored yet/u);
    const both = selectTier(makeScores(rows), percent(100), { ...positive, sourceIds: [2, 1] });
    expect(both.counts).toMatchObject({ denominator: 60, failed: 4, selected: 60, zeroScores: 4 });
    expect(both.counts.warnings.join()).toMatch(/4 files .* have a zero score/u);
  });

  it('counts only recordings at or above the floor where N is "with a detection"', () => {
    const scores = makeScores([0.9, 0.5, 0.1, 0.05, 0.01].map((confidence) => ({ confidence })));
    const detected: TierSettings = { ...positive, denominator: { kind: 'detected', floor: 0.1 } };
    expect(selectTier(scores, percent(100), detected).counts).toMatchObject({ denominator: 3, selected: 3 });
    expect(selectTier(scores, percent(67), detected).counts).toMatchObject({ candidates: 2, cutConfidence: 0.5 });
  });

  it('reports ties that the cut splits, by the raw score and not by the confidence', () => {
    const rows = [...[9, 8, 7, 7, 7, 7, 6, 5, 4, 3].map((raw) => ({ raw }))];
    const split = selectTier(makeScores(rows), percent(40), positive).counts;
    expect(split).toMatchObject({ tiesAtCut: 4, tiesSelected: 2 });
    expect(split.warnings.join()).toMatch(/4 files share the score at the cut and 2 of them are inside/u);
    expect(selectTier(makeScores(rows), percent(60), positive).counts).toMatchObject({ tiesAtCut: 0, tiesSelected: 0 });
    const saturated = makeScores([40, 39, 38, 37].map((raw) => ({ raw, confidence: 1 })));
    expect(selectTier(saturated, percent(50), positive).counts.tiesAtCut).toBe(0);
    const zeros = makeScores(Array.from({ length: 4 }, () => ({ state: 'zero' as const })));
    expect(selectTier(zeros, percent(25), positive).counts).toMatchObject({ tiesAtCut: 4, tiesSelected: 1 });
  });
});

describe('threshold', () => {
  it('is inclusive and compares in float32', () => {
    // The float32 of 0.9 lies below 0.9, and that of 0.849999995 is that of 0.85.
    const scores = makeScores([0.99, 0.9, 0.85, 0.849999995, 0.8499, 0.5].map((confidence) => ({ confidence })));
    expect(Math.fround(0.9)).toBeLessThan(0.9);
    const selectedFrom = (threshold: number): number =>
      selectTier(scores, atLeast(threshold), positive).counts.selected;
    expect([0.99, 0.9, 0.85, 0.5].map(selectedFrom)).toEqual([1, 2, 4, 6]);
    expect(selectTier(scores, atLeast(1), positive).counts).toMatchObject({ selected: 0, cutConfidence: null });
  });

  it('compares as BirdNET tables print where the switch is on', () => {
    const scores = makeScores([0.98996, 0.98994].map((confidence) => ({ confidence })));
    expect(selectTier(scores, atLeast(0.99), positive).counts.selected).toBe(0);
    expect(selectTier(scores, atLeast(0.99, true), positive).counts.selected).toBe(1);
  });

  it('is not narrowed by the floor of N, but says so', () => {
    const scores = makeScores([0.9, 0.6, 0.4].map((confidence) => ({ confidence })));
    const detected: TierSettings = { ...positive, denominator: { kind: 'detected', floor: 0.5 } };
    const { counts } = selectTier(scores, atLeast(0.3), detected);
    expect(counts).toMatchObject({ denominator: 2, selected: 3 });
    expect(counts.warnings.join()).toMatch(/below the floor 0.5/u);
  });

  it('has no places, so refill changes nothing', () => {
    const scores = fallingScores(10, (index) => (index === 0 ? { verdict: 'absent' } : {}));
    const { counts } = selectTier(scores, atLeast(0.5), { ...positive, refill: true });
    expect(counts).toMatchObject({ rejected: 1, refilled: 0, selected: counts.candidates - 1 });
  });
});

describe('decisions', () => {
  const verdicts = ['absent', 'present', 'unsure', 'none', 'absent'] as const;
  const scores = fallingScores(10, (index) => ({ verdict: verdicts[index] ?? (index === 7 ? 'absent' : 'none') }));

  it('reject the absent ones in a positive subset and the present ones in a negative one', () => {
    const inPositive = selectTier(scores, percent(50), positive);
    expect([...inPositive.members]).toEqual([1, 2, 3]);
    expect(inPositive.counts).toMatchObject({ candidates: 5, approved: 1, rejected: 2, unsure: 1, unreviewed: 1 });
    const inNegative = selectTier(scores, percent(50), { ...positive, purpose: 'negative' });
    expect([...inNegative.members]).toEqual([0, 2, 3, 4]);
    expect(inNegative.counts).toMatchObject({ approved: 2, rejected: 1, unsure: 1, unreviewed: 1, selected: 4 });
  });

  it('let only approved files in under the stricter policy, and say how many places stay empty', () => {
    const { members, counts } = selectTier(scores, percent(50), { ...positive, policy: 'approved-only' });
    expect([...members]).toEqual([1]);
    expect(counts.warnings.join()).toMatch(/Only 1 of 5 files .* not approved/u);
  });

  it('refill down the ranking, past rejected files, until the places are taken', () => {
    const { members, counts } = selectTier(scores, percent(60), { ...positive, refill: true });
    expect([...members]).toEqual([1, 2, 3, 5, 6, 8]);
    expect(counts).toMatchObject({ candidates: 6, selected: 6, refilled: 2 });
  });

  it('refill never goes below the recordings that N counts', () => {
    const rows = Array.from({ length: 6 }, (_, index) => ({
      confidence: 0.9 - index / 10,
      verdict: index === 0 ? ('absent' as const) : ('none' as const),
    }));
    const settings: TierSettings = { ...positive, refill: true, denominator: { kind: 'detected', floor: 0.65 } };
    expect(selectTier(makeScores(rows), percent(100), settings).counts).toMatchObject({ denominator: 3, selected: 2 });
  });

  it('report ties at the last place that refill reached', () => {
    const rows: ScoreRow[] = [{ raw: 9, verdict: 'absent' }, { raw: 8 }, { raw: 7 }, { raw: 7 }];
    const { counts } = selectTier(makeScores(rows), percent(50), { ...positive, refill: true });
    expect(counts).toMatchObject({ selected: 2, refilled: 1, tiesAtCut: 2, tiesSelected: 1 });
  });

  it('warn when nothing is scored, and when every candidate is rejected', () => {
    const pending = makeScores([{ state: 'pending' }, { state: 'failed' }]);
    expect(selectTier(pending, percent(5), positive).counts.warnings).toEqual([
      'No file of these sources is scored yet. Finish the run first.',
    ]);
    const rejected = fallingScores(3, () => ({ verdict: 'absent' }));
    expect(selectTier(rejected, percent(50), positive).counts.warnings).toEqual([
      'No file is selected: every candidate is rejected.',
    ]);
  });
});
