import { describe, expect, it } from 'vitest';
import { stepsOf, type Denominator, type SubsetRule, type SubsetStep } from '../../../electron/contract/subsets.ts';
import type { RankedScores } from '../../../electron/core/review/ranked-scores.ts';
import { admittedVerdicts } from '../../../electron/core/subsets/decisions.ts';
import { struckCode } from '../../../electron/core/subsets/kept-apart.ts';
import {
  innerRules,
  selectFamily,
  selectTier,
  type Surroundings,
  type TierSettings,
} from '../../../electron/core/subsets/select-tier.ts';
import { makeFacts } from './make-facts.ts';
import { makeScores, randomNumbers } from './make-scores.ts';

type Random = () => number;

const rounds = 400;

function pick<Value>(values: readonly [Value, ...Value[]], random: Random): Value {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

function whole(from: number, to: number, random: Random): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** Few distinct scores, so that there are ties, and all states and verdicts. */
function randomScores(random: Random): RankedScores {
  return makeScores(
    Array.from({ length: whole(0, 120, random) }, () => ({
      raw: Math.round(random() * 40 - 20) / 4,
      state: pick(['scored', 'scored', 'scored', 'scored', 'zero', 'failed', 'pending'], random),
      verdict: pick(['none', 'none', 'present', 'absent', 'unsure'], random),
      sourceId: pick([1, 2, 3], random),
    })),
  );
}

function randomSurroundings(scores: RankedScores, random: Random): Surroundings {
  const group = (highest: number) => {
    const numbers = Int32Array.from({ length: scores.recordingIds.length + 1 }, () => whole(0, highest, random));
    return (recordingId: number): number => numbers[recordingId] ?? 0;
  };
  const struck =
    random() < 0.5 ? null : Uint8Array.from(scores.states, () => (random() < 0.1 ? struckCode.sameNight : 0));
  const groups = { night: group(6), recorder: group(3), site: group(2), content: group(40) };
  return { facts: makeFacts(scores, groups), struck };
}

function randomSettings(random: Random): TierSettings {
  return {
    purpose: pick(['positive', 'negative'], random),
    sourceIds: pick<number[]>([[1], [1, 2], [3, 1, 2]], random),
    denominator: pick<Denominator>([{ kind: 'scored' }, { kind: 'detected', floor: 0.3 }], random),
    policy: pick(['all-but-rejected', 'approved-only'], random),
    refill: pick([true, false], random),
  };
}

function randomStep(random: Random): SubsetStep {
  return pick<SubsetStep>(
    [
      { kind: 'top-percent', percent: whole(1, 100, random) },
      { kind: 'threshold', threshold: whole(0, 20, random) / 20 },
      { kind: 'top-n', count: whole(1, 60, random) },
      { kind: 'range', from: whole(0, 10, random) / 20, to: whole(10, 20, random) / 20 },
      { kind: 'random', count: whole(1, 60, random), seed: whole(0, 3, random) },
      { kind: 'per-night', most: whole(1, 12, random) },
      { kind: 'per-recorder', most: whole(1, 20, random) },
      { kind: 'per-site', most: whole(1, 20, random) },
      { kind: 'per-source', most: whole(1, 20, random) },
      { kind: 'no-copies' },
      {
        kind: 'quantile-bins',
        bins: whole(1, 6, random),
        each: whole(1, 9, random),
        by: pick(['count', 'width'], random),
      },
      { kind: 'manual', recordingIds: Array.from({ length: 60 }, () => whole(1, 120, random)) },
    ],
    random,
  );
}

function randomRule(random: Random, step = randomStep): SubsetRule {
  return { kind: 'pipeline', steps: Array.from({ length: whole(1, 4, random) }, () => step(random)) };
}

function contains(larger: Int32Array, smaller: Int32Array): boolean {
  const held = new Set(larger);
  return smaller.every((member) => held.has(member));
}

describe('composed rules on random rankings', () => {
  it('keep rank order, add up, and let in only who may be in', () => {
    const random = randomNumbers(1);
    for (let round = 0; round < rounds; round += 1) {
      const scores = randomScores(random);
      const settings = randomSettings(random);
      const surroundings = randomSurroundings(scores, random);
      const { members, counts } = selectTier(scores, randomRule(random), settings, surroundings);
      const admitted = admittedVerdicts(settings.purpose, settings.policy);
      expect([...members]).toEqual([...new Set(members)].toSorted((left, right) => left - right));
      expect(members.every((index) => admitted[scores.verdicts[index] ?? 0] === 1)).toBe(true);
      expect(members.every((index) => (surroundings.struck?.[index] ?? 0) === 0)).toBe(true);
      expect(members.every((index) => (scores.states[index] ?? 0) % 3 !== 0)).toBe(true);
      expect(members.every((index) => settings.sourceIds.includes(scores.sourceIds[index] ?? 0))).toBe(true);
      expect(counts.approved + counts.rejected + counts.unsure + counts.unreviewed).toBe(counts.candidates);
      expect(counts.candidates + counts.keptApart.sameNight).toBe(counts.steps.at(-1)?.files);
      expect(counts.selected).toBe(members.length);
    }
  });

  it('without refill the members are the candidates that decisions let in', () => {
    const random = randomNumbers(2);
    for (let round = 0; round < rounds; round += 1) {
      const scores = randomScores(random);
      const settings = { ...randomSettings(random), refill: false, policy: 'all-but-rejected' as const };
      const { counts } = selectTier(scores, randomRule(random), settings, randomSurroundings(scores, random));
      expect(counts.selected).toBe(counts.candidates - counts.rejected);
      expect(counts.refilled).toBe(0);
    }
  });

  it('refill selects what the steps select where the rejected were never there', () => {
    // Copies and bins look at rejected files on purpose: a copy is no replacement, and bins must not move with decisions.
    const step = (random: Random): SubsetStep => {
      const drawn = randomStep(random);
      return ['no-copies', 'quantile-bins'].includes(drawn.kind) ? step(random) : drawn;
    };
    const random = randomNumbers(3);
    let refilled = 0;
    for (let round = 0; round < rounds; round += 1) {
      const scores = randomScores(random);
      const settings = { ...randomSettings(random), refill: true };
      const surroundings = randomSurroundings(scores, random);
      const rule = randomRule(random, step);
      const { members, counts } = selectTier(scores, rule, settings, surroundings);
      const admitted = admittedVerdicts(settings.purpose, settings.policy);
      const mayBeIn = Array.from(
        scores.verdicts,
        (verdict, index) => admitted[verdict] === 1 && (surroundings.struck?.[index] ?? 0) === 0,
      );
      // Percents count N over everybody, so they are made numbers before the others are taken away.
      const { denominator } = counts;
      const counted = lastCounted(scores, settings, denominator);
      const plain = withoutPercents(rule, denominator);
      const states = scores.states.map((state, index) => (mayBeIn[index] === true ? state : 3));
      const own = {
        ...settings,
        refill: false,
        policy: 'all-but-rejected' as const,
        denominator: { kind: 'scored' as const },
      };
      const { facts } = surroundings;
      const expected = plain.reduce<Int32Array | null>((left, { step: each, onlyCounted }) => {
        const among = left ?? Int32Array.from(states.keys());
        const inScope = new Set(among.filter((index) => !onlyCounted || index <= counted));
        const scope = {
          ...scores,
          verdicts: new Uint8Array(states.length),
          states: states.map((state, index) => (inScope.has(index) ? state : 3)),
        };
        return selectTier(scope, each, own, facts === undefined ? {} : { facts }).members;
      }, null);
      expect([...members]).toEqual([...(expected ?? [])]);
      refilled += counts.refilled;
    }
    expect(refilled).toBeGreaterThan(200);
  });
});

/** The last index that N counts. */
function lastCounted(scores: RankedScores, { sourceIds }: TierSettings, denominator: number): number {
  const inScope = Array.from(scores.states.keys()).filter(
    (index) => (scores.states[index] ?? 0) % 3 !== 0 && sourceIds.includes(scores.sourceIds[index] ?? 0),
  );
  return inScope[denominator - 1] ?? -1;
}

interface PlainStep {
  readonly step: SubsetStep;
  readonly onlyCounted: boolean;
}

function withoutPercents(rule: SubsetRule, denominator: number): PlainStep[] {
  return stepsOf(rule).map((step) =>
    step.kind === 'top-percent'
      ? {
          step: { kind: 'top-n', count: Math.max(1, Math.floor((denominator * Number(step['percent'])) / 100)) },
          onlyCounted: true,
        }
      : { step, onlyCounted: false },
  );
}

describe('families on random rankings', () => {
  it('nest by construction where only the sizes of the same steps grow', () => {
    const random = randomNumbers(4);
    for (let round = 0; round < rounds; round += 1) {
      const scores = randomScores(random);
      const families: readonly SubsetStep[][] = [
        [1, 4, 9].map((size) => ({ kind: 'top-n', count: 7 * size })),
        [5, 15, 50].map((percent) => ({ kind: 'top-percent', percent })),
        [0.9, 0.5, 0].map((threshold) => ({ kind: 'threshold', threshold })),
        [1, 4, 9].map((size) => ({ kind: 'random', count: 5 * size, seed: 3 })),
        [1, 4, 9].map((each) => ({ kind: 'quantile-bins', bins: 4, each, by: 'count' })),
        [1, 4, 9].map((most) => ({ kind: 'per-night', most })),
      ];
      const settings = { ...randomSettings(random), nest: false };
      const surroundings = randomSurroundings(scores, random);
      for (const steps of families) {
        for (const tier of selectFamily(scores, steps, settings, surroundings)) {
          expect(tier.counts.notNested).toBe(0);
        }
      }
    }
  });

  it('say how many are missing where they do not nest, and nest on request as far as conditions allow', () => {
    const random = randomNumbers(5);
    let [broken, mended] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const scores = randomScores(random);
      const seed = whole(0, 9, random);
      const rules = [0.8, 0.5, 0].map((threshold, tier): SubsetRule => ({
        kind: 'pipeline',
        steps: [
          { kind: 'threshold', threshold },
          { kind: 'no-copies' },
          { kind: 'random', count: 6 + 4 * tier, seed },
          { kind: 'per-night', most: 2 + tier },
        ],
      }));
      const settings = randomSettings(random);
      const surroundings = randomSurroundings(scores, random);
      const plain = selectFamily(scores, rules, { ...settings, nest: false }, surroundings);
      const nested = selectFamily(scores, rules, { ...settings, nest: true }, surroundings);
      broken += plain.filter(({ counts }) => counts.notNested > 0).length;
      const bySize = nested.toSorted((left, right) => left.members.length - right.members.length);
      bySize.forEach(({ members, counts }, place) => {
        mended += Number(contains(members, bySize[place - 1]?.members ?? new Int32Array(0)));
        expect(counts.notNested).toBe(0);
      });
      // A stored tier knows the rules of the smaller ones and selects the same without its family.
      const inner = innerRules(scores, rules, { ...settings, nest: true }, surroundings);
      rules.forEach((rule, place) => {
        const alone = selectTier(scores, rule, { ...settings, nest: true, inner: inner[place] ?? [] }, surroundings);
        expect([...alone.members]).toEqual([...(nested[place]?.members ?? [])]);
      });
    }
    expect(broken).toBeGreaterThan(50);
    expect(mended).toBe(3 * rounds);
  });

  it('warn of tiers that cannot nest, but not of bands that share nothing', () => {
    const scores = makeScores(Array.from({ length: 40 }, (_, index) => ({ confidence: 1 - index / 40 })));
    const settings: TierSettings = { ...randomSettings(() => 0), sourceIds: [1] };
    const overlapping = [
      { kind: 'range', from: 0.5, to: 0.7 },
      { kind: 'range', from: 0.1, to: 0.6 },
    ];
    const [, larger] = selectFamily(scores, overlapping, settings);
    expect(larger?.counts.notNested).toBe(4);
    expect(larger?.counts.warnings.join()).toMatch(/4 files of the next smaller tier are not in this one/u);
    const bands = [
      { kind: 'range', from: 0.5, to: 0.7 },
      { kind: 'range', from: 0.1, to: 0.4 },
    ];
    expect(selectFamily(scores, bands, settings).map(({ counts }) => counts.notNested)).toEqual([0, 0]);
  });
});
