import { describe, expect, it } from 'vitest';
import type { Denominator, SubsetRule } from '../../../electron/contract/subsets.ts';
import { selectFamily, type TierSettings } from '../../../electron/core/subsets/select-tier.ts';
import { makeScores, randomNumbers, type ScoreRow } from './make-scores.ts';

const states = ['scored', 'scored', 'scored', 'scored', 'zero', 'failed', 'pending'] as const;
const verdicts = ['none', 'present', 'absent', 'unsure'] as const;

function pick<Value>(values: readonly [Value, ...Value[]], random: () => number): Value {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

function randomRow(random: () => number): ScoreRow {
  return {
    // Few distinct values, so that there are ties.
    raw: Math.round(random() * 40 - 20) / 4,
    state: pick(states, random),
    verdict: pick(verdicts, random),
    sourceId: pick([1, 2, 3], random),
  };
}

function randomSettings(random: () => number): TierSettings {
  return {
    purpose: pick(['positive', 'negative'], random),
    sourceIds: pick<number[]>([[1], [1, 2], [3, 1, 2]], random),
    denominator: pick<Denominator>([{ kind: 'scored' }, { kind: 'detected', floor: 0.3 }], random),
    policy: pick(['all-but-rejected', 'approved-only'], random),
    refill: pick([true, false], random),
  };
}

describe('a tier family', () => {
  const families: readonly SubsetRule[][] = [
    [0.5, 5, 15, 30, 33.3, 50, 100].map((percent) => ({ kind: 'top-percent', percent })),
    [0.99, 0.85, 0.5, 0.1, 0].map((threshold) => ({ kind: 'threshold', threshold, fourDecimals: false })),
    [0.99, 0.85, 0.5, 0.1, 0].map((threshold) => ({ kind: 'threshold', threshold, fourDecimals: true })),
  ];

  it('nests under every policy, keeps rank order, and its counts add up', () => {
    const random = randomNumbers(20_457);
    for (let round = 0; round < 300; round += 1) {
      const scores = makeScores(Array.from({ length: Math.floor(random() * 120) }, () => randomRow(random)));
      const settings = randomSettings(random);
      for (const rules of families) {
        let smaller: readonly number[] = [];
        for (const { members, counts } of selectFamily(scores, rules, settings)) {
          const larger = [...members];
          expect(larger).toEqual(larger.toSorted((left, right) => left - right));
          expect(new Set(larger).size).toBe(counts.selected);
          const held = new Set(larger);
          expect(smaller.every((member) => held.has(member))).toBe(true);
          expect(larger.every((member) => (scores.states[member] ?? 0) % 3 !== 0)).toBe(true);
          expect(larger.every((member) => settings.sourceIds.includes(scores.sourceIds[member] ?? 0))).toBe(true);
          expect(counts.approved + counts.rejected + counts.unsure + counts.unreviewed).toBe(counts.candidates);
          expect(counts.selected).toBeLessThanOrEqual(counts.candidates);
          smaller = larger;
        }
      }
    }
  });
});
