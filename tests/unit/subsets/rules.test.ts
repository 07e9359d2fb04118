import { describe, expect, it } from 'vitest';
import { stepsOf, type SubsetRule, type SubsetStep } from '../../../electron/contract/subsets.ts';
import type { RankedScores } from '../../../electron/core/review/ranked-scores.ts';
import {
  describeRule,
  hasPlaces,
  parseRule,
  ruleDescriptions,
  shortRule,
  subsetRuleKinds,
} from '../../../electron/core/subsets/rules/index.ts';
import { selectTier, type TierSettings } from '../../../electron/core/subsets/select-tier.ts';
import { makeFacts, type GroupOf } from './make-facts.ts';
import { fallingScores, makeScores, type ScoreRow } from './make-scores.ts';

const settings: TierSettings = {
  purpose: 'positive',
  sourceIds: [1, 2],
  denominator: { kind: 'scored' },
  policy: 'all-but-rejected',
  refill: false,
};
const refilling = { ...settings, refill: true };

function then(...steps: SubsetStep[]): SubsetRule {
  return { kind: 'pipeline', steps };
}

/** Recording ids of the members. */
function idsOf(
  scores: RankedScores,
  rule: SubsetRule,
  groups: Parameters<typeof makeFacts>[1] = {},
  own = settings,
): number[] {
  const { members } = selectTier(scores, rule, own, { facts: makeFacts(scores, groups) });
  return Array.from(members, (index) => scores.recordingIds[index] ?? 0);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('every kind of rule', () => {
  it('describes itself well enough for a form, and its initial values make a rule', () => {
    for (const { kind, fields, help, label, short } of ruleDescriptions()) {
      const initial = Object.fromEntries(fields.map((field) => [field.name, field.initial]));
      const parsed = parseRule({ kind, ...initial });
      expect(parsed).toMatchObject({ ok: true, value: { kind } });
      expect(fields.every((field) => field.label !== '')).toBe(true);
      expect([help, label, short, describeRule({ kind, ...initial })].every((text) => text.length > 3)).toBe(true);
      expect(shortRule({ kind, ...initial })).not.toMatch(/[{}]/u);
    }
    expect(new Set(subsetRuleKinds.map(({ kind }) => kind)).size).toBe(subsetRuleKinds.length);
  });

  it('selects nothing of nothing, and never a failed or pending file', () => {
    const none = fallingScores(0);
    const one = makeScores([{ raw: 1 }, { state: 'failed' }, { state: 'pending' }]);
    for (const { kind, fields } of subsetRuleKinds) {
      const rule = { kind, ...Object.fromEntries(fields.map((field) => [field.name, field.initial])) };
      expect(selectTier(none, rule, settings).counts).toMatchObject({ candidates: 0, selected: 0, denominator: 0 });
      expect(idsOf(one, rule).every((id) => id === 1)).toBe(true);
    }
  });

  it('refuses what it does not know, in words', () => {
    const unknown = parseRule({ kind: 'best' });
    expect(unknown.ok ? '' : unknown.fault.message).toMatch(/no rule “best”.*top-percent, threshold/u);
    const upsideDown = parseRule(then({ kind: 'no-copies' }, { kind: 'range', from: 0.9, to: 0.1 }));
    expect(upsideDown.ok ? '' : upsideDown.fault.message).toMatch(/ends below its beginning/u);
    const missing = parseRule({ kind: 'top-n' });
    expect(missing.ok ? '' : missing.fault.message).toMatch(/Best n, Files/u);
    expect(parseRule({ kind: 'threshold', threshold: 1.5 }).ok).toBe(false);
  });

  it('fills in defaults and reads in words', () => {
    const rule = then(
      { kind: 'threshold', threshold: 0.85 },
      { kind: 'per-night', most: 20 },
      { kind: 'no-copies' },
      { kind: 'top-n', count: 1200 },
    );
    const parsed = parseRule(rule);
    expect(parsed.ok && stepsOf(parsed.value)[0]).toEqual({ kind: 'threshold', threshold: 0.85, fourDecimals: false });
    expect(describeRule(rule)).toBe('confidence ≥ 0.85, then at most 20 a night, then no copies, then best 1,200');
    expect(shortRule(rule)).toBe('≥ 0.85 · at most 20 a night · no copies · top 1200');
    expect([hasPlaces(rule), hasPlaces({ kind: 'threshold', threshold: 0.5 })]).toEqual([true, false]);
  });
});

describe('best n', () => {
  it('takes as many as there are, tells ties, and takes zero scores only with a warning', () => {
    const scores = makeScores([{ raw: 3 }, { raw: 2 }, { raw: 2 }, { raw: 2 }, { state: 'zero' }]);
    expect(idsOf(scores, { kind: 'top-n', count: 2 })).toEqual([1, 2]);
    expect(selectTier(scores, { kind: 'top-n', count: 2 }, settings).counts).toMatchObject({
      tiesAtCut: 3,
      tiesSelected: 1,
    });
    const all = selectTier(scores, { kind: 'top-n', count: 9 }, settings).counts;
    expect(all).toMatchObject({ selected: 5, zeroScores: 1, tiesAtCut: 0 });
    expect(all.warnings.join()).toMatch(/1 file in this subset has a zero score/u);
  });
});

describe('score range', () => {
  // The float32 of 0.9 lies below 0.9, and that of 0.849999995 is that of 0.85.
  const scores = makeScores([0.9, 0.85, 0.849999995, 0.5, 0.1].map((confidence) => ({ confidence })));

  it('includes both bounds, compared in float32', () => {
    expect(idsOf(scores, { kind: 'range', from: 0.85, to: 0.9 })).toEqual([1, 2, 3]);
    expect(idsOf(scores, { kind: 'range', from: 0.5, to: 0.85 })).toEqual([2, 3, 4]);
    expect(idsOf(scores, { kind: 'range', from: 0.5, to: 0.5 })).toEqual([4]);
    expect(idsOf(scores, { kind: 'range', from: 0, to: 1 })).toHaveLength(5);
  });

  it('compares at 4 decimals on request, at both ends', () => {
    const near = makeScores([0.90004, 0.89996, 0.49996, 0.49994].map((confidence) => ({ confidence })));
    expect(idsOf(near, { kind: 'range', from: 0.5, to: 0.9 })).toEqual([2]);
    expect(idsOf(near, { kind: 'range', from: 0.5, to: 0.9, fourDecimals: true })).toEqual([1, 2, 3]);
  });
});

describe('random', () => {
  const scores = fallingScores(500);

  it('draws the same files everywhere: these are the ones', () => {
    // Computed by another program from the words in draw.ts; whoever changes the mixing changes every draw that was ever made.
    expect(idsOf(fallingScores(20), { kind: 'random', count: 5, seed: 1 })).toEqual([1, 3, 5, 7, 16]);
    expect(idsOf(fallingScores(20), { kind: 'random', count: 5, seed: 2 })).toEqual([3, 11, 13, 14, 17]);
  });

  it('is in rank order, holds smaller draws, and differs by seed', () => {
    const few = idsOf(scores, { kind: 'random', count: 40, seed: 7 });
    const many = idsOf(scores, { kind: 'random', count: 200, seed: 7 });
    expect(few).toHaveLength(40);
    expect(few).toEqual(few.toSorted((left, right) => left - right));
    expect(few.every((id) => many.includes(id))).toBe(true);
    expect(idsOf(scores, { kind: 'random', count: 40, seed: 8 })).not.toEqual(few);
    expect(idsOf(scores, { kind: 'random', count: 600, seed: 7 })).toHaveLength(500);
  });

  it('does not depend on the order of the ranking', () => {
    const other = makeScores(range(1, 500).map((id) => ({ raw: id })));
    const drawn = idsOf(scores, { kind: 'random', count: 40, seed: 7 });
    expect(idsOf(other, { kind: 'random', count: 40, seed: 7 }).toSorted((left, right) => left - right)).toEqual(drawn);
  });

  it('draws evenly: every tenth of the ranking gets its share', () => {
    const large = fallingScores(20_000);
    const drawn = idsOf(large, { kind: 'random', count: 5000, seed: 3 });
    const tenths = range(0, 9).map((tenth) => drawn.filter((id) => Math.floor((id - 1) / 2000) === tenth).length);
    // 500 expected in each with a standard deviation of 19; six of them.
    expect(tenths.every((count) => Math.abs(count - 500) < 115)).toBe(true);
  });
});

describe('quantile bins', () => {
  it('takes k from each of b equal counts', () => {
    const ids = idsOf(fallingScores(100), { kind: 'quantile-bins', bins: 4, each: 3, by: 'count', seed: 1 });
    expect([1, 26, 51, 76].map((from) => ids.filter((id) => id >= from && id < from + 25).length)).toEqual([
      3, 3, 3, 3,
    ]);
  });

  it('takes k from each of b equal widths, lower bounds included, and says where there are fewer', () => {
    const confidences = [1, 0.95, 0.75, 0.74, 0.5, 0.5, 0.5, 0.1];
    const scores = makeScores(confidences.map((confidence) => ({ confidence })));
    const rule = { kind: 'quantile-bins', bins: 4, each: 2, by: 'width', seed: 1 };
    const { counts, members } = selectTier(scores, rule, settings);
    const binOf = (index: number): number => Math.min(3, Math.floor(4 * (scores.confidence[index] ?? 0)));
    const inBins = [3, 2, 1, 0].map((bin) => [...members].filter((index) => binOf(index) === bin).length);
    expect(inBins).toEqual([2, 2, 0, 1]);
    expect(counts.warnings.join()).toMatch(/2 of 4 bins hold fewer than 2 files/u);
  });

  it('larger draws from the same bins hold the smaller', () => {
    const rule = (each: number) => ({ kind: 'quantile-bins', bins: 7, each, by: 'count', seed: 5 });
    const scores = fallingScores(333);
    const many = idsOf(scores, rule(20));
    expect(idsOf(scores, rule(5)).every((id) => many.includes(id))).toBe(true);
  });
});

describe('caps', () => {
  const byThree: GroupOf = (id) => 1 + (id % 3);

  it('let in the best k of each group, and count files without one as a group of their own', () => {
    const scores = fallingScores(12);
    expect(idsOf(scores, { kind: 'per-night', most: 2 }, { night: byThree })).toEqual(range(1, 6));
    const undated: GroupOf = (id) => (id > 6 ? 0 : 1);
    const rule = { kind: 'per-night', most: 2 };
    const { members, counts } = selectTier(scores, rule, settings, { facts: makeFacts(scores, { night: undated }) });
    expect([...members]).toEqual([0, 1, 6, 7]);
    expect(counts.warnings).toContain('6 files have no recording time, and are counted as one night of their own.');
  });

  it('count by recorder, site and source alike', () => {
    const scores = fallingScores(6, (index) => ({ sourceId: 1 + (index % 2) }));
    expect(idsOf(scores, { kind: 'per-recorder', most: 1 }, { recorder: byThree })).toEqual([1, 2, 3]);
    expect(idsOf(scores, { kind: 'per-site', most: 1 }, { site: byThree })).toEqual([1, 2, 3]);
    expect(idsOf(scores, { kind: 'per-source', most: 1 })).toEqual([1, 2]);
  });
});

describe('no copies', () => {
  const content: GroupOf = (id) => (id <= 2 ? 0 : Math.ceil(id / 2));

  it('keeps the best-ranked of each content, and every file without a hash', () => {
    const scores = fallingScores(8);
    expect(idsOf(scores, { kind: 'no-copies' }, { content })).toEqual([1, 2, 3, 5, 7]);
    const { counts } = selectTier(scores, { kind: 'no-copies' }, settings, { facts: makeFacts(scores, { content }) });
    expect(counts.warnings).toEqual(['The contents of 2 files were not known: copies among them are not seen.']);
  });

  it('puts no copy in the place of a rejected file', () => {
    const scores = fallingScores(8, (index) => (index === 2 ? { verdict: 'absent' } : {}));
    const rule = then({ kind: 'no-copies' }, { kind: 'top-n', count: 3 });
    expect(idsOf(scores, rule, { content }, settings)).toEqual([1, 2]);
    expect(idsOf(scores, rule, { content }, refilling)).toEqual([1, 2, 5]);
  });
});

describe('picked by hand', () => {
  it('takes exactly those, in rank order, and counts what cannot be selected', () => {
    const scores = makeScores([{ raw: 1 }, { raw: 2 }, { state: 'failed' }, { raw: 3, sourceId: 9 }]);
    const { members, counts } = selectTier(scores, { kind: 'manual', recordingIds: [1, 2, 2, 3, 4, 77] }, settings);
    expect(Array.from(members, (index) => scores.recordingIds[index])).toEqual([2, 1]);
    expect(counts.warnings.join()).toMatch(/3 files of those picked by hand cannot be selected/u);
  });
});

describe('several steps', () => {
  const night: GroupOf = (id) => 1 + Math.floor((id - 1) / 10);

  it('act in order, and each says what it leaves', () => {
    const scores = fallingScores(100);
    const rule = then(
      { kind: 'top-percent', percent: 50 },
      { kind: 'per-night', most: 4 },
      { kind: 'top-n', count: 15 },
    );
    const { counts } = selectTier(scores, rule, settings, { facts: makeFacts(scores, { night }) });
    expect(counts.steps.map(({ files }) => files)).toEqual([50, 20, 15]);
    expect(counts.steps.map(({ words }) => words)).toEqual(['best 50 %', 'at most 4 a night', 'best 15']);
    expect(counts).toMatchObject({ denominator: 100, candidates: 15, selected: 15 });
    const reversed = then({ kind: 'top-n', count: 15 }, { kind: 'per-night', most: 4 });
    expect(idsOf(scores, reversed, { night })).toEqual([1, 2, 3, 4, 11, 12, 13, 14]);
  });

  it('a later percent is of N and stays within what N counts', () => {
    const scores = makeScores([0.9, 0.8, 0.7, 0.2, 0.1].map((confidence) => ({ confidence })));
    const rule = then({ kind: 'range', from: 0, to: 0.75 }, { kind: 'top-percent', percent: 100 });
    expect(idsOf(scores, rule)).toEqual([3, 4, 5]);
    expect(idsOf(scores, rule, {}, { ...settings, denominator: { kind: 'detected', floor: 0.5 } })).toEqual([3]);
  });

  it('refill gives a rejected file’s place to the next that every step admits', () => {
    const rows = (index: number): ScoreRow => (index === 0 || index === 10 ? { verdict: 'absent' } : {});
    const scores = fallingScores(30, rows);
    const rule = then({ kind: 'per-night', most: 2 }, { kind: 'top-n', count: 4 });
    expect(idsOf(scores, rule, { night })).toEqual([2, 12]);
    const { members, counts } = selectTier(scores, rule, refilling, { facts: makeFacts(scores, { night }) });
    // The third of each night comes up, not the next in rank: a night gives two at most.
    expect(Array.from(members, (index) => index + 1)).toEqual([2, 3, 12, 13]);
    expect(counts).toMatchObject({ candidates: 4, rejected: 2, selected: 4, refilled: 2 });
  });

  it('ties are those of the last step that cuts the rank order', () => {
    const scores = makeScores([5, 4, 4, 4, 3].map((raw) => ({ raw })));
    const rule = then({ kind: 'top-n', count: 3 }, { kind: 'threshold', threshold: 0 });
    expect(selectTier(scores, rule, settings).counts).toMatchObject({ tiesAtCut: 3, tiesSelected: 2 });
  });
});
