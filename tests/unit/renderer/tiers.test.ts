import { expect, test } from 'vitest';
import type { FamilyScope, Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import {
  countFrom,
  handleConfidence,
  moveTier,
  spreadGrips,
  stepTier,
} from '../../../renderer/features/review/histogram-data.ts';
import { ruleDescriptions } from '../../../electron/core/subsets/rules/index.ts';
import { laterText, newStep, ruleText, withRuleValue } from '../../../renderer/features/subsets/families.ts';
import {
  draftOf,
  settingsOf,
  sharedFolders,
  withFourDecimals,
  withLaterSteps,
  type FamilyDraft,
} from '../../../renderer/features/subsets/family-draft.ts';
import { qualityText } from '../../../renderer/features/subsets/quality-choice.tsx';

const percent = (value: number, folder = 'best/small'): Tier => ({
  name: 'small',
  folder,
  rule: { kind: 'top-percent', percent: value },
});
const threshold = (value: number, folder = 'hard/50'): Tier => ({
  name: 'min_50',
  folder,
  rule: { kind: 'threshold', threshold: value, fourDecimals: false },
});

test('a percent handle stands at the confidence of its last file, a threshold at itself', () => {
  expect(handleConfidence(percent(5), { cutConfidence: 0.91 } as TierCounts)).toBe(0.91);
  expect(handleConfidence(percent(5), undefined)).toBeNull();
  expect(handleConfidence(threshold(0.85), undefined)).toBe(0.85);
});

test('dragging a handle changes the percent by the files at or above it', () => {
  const histogram = [50, 30, 15, 5];
  expect(countFrom(histogram, 0.75)).toBe(5);
  expect(countFrom(histogram, 0)).toBe(100);
  expect(countFrom(histogram, 0.625)).toBeCloseTo(12.5);
  expect(moveTier(percent(5), 0.5, histogram, 100).rule).toEqual({ kind: 'top-percent', percent: 20 });
  expect(moveTier(threshold(0.5), 0.87654, histogram, 100).rule).toMatchObject({ threshold: 0.877 });
});

test('arrow keys move a handle by one step, and never out of what a rule may be', () => {
  expect(stepTier(threshold(0.99), 1).rule).toMatchObject({ threshold: 1 });
  expect(stepTier(threshold(1), 1).rule).toMatchObject({ threshold: 1 });
  expect(stepTier(percent(5), 1).rule).toMatchObject({ percent: 4 });
  expect(stepTier(percent(1), 1).rule).toMatchObject({ percent: 1 });
  expect(withRuleValue(percent(5), 250).rule).toMatchObject({ percent: 100 });
});

test('grips never cover each other and stay at their handles where there is room', () => {
  expect(spreadGrips([100, 300], 16)).toEqual([100, 300]);
  expect(spreadGrips([520, 519, 518], 16)).toEqual([520, 504, 488]);
  expect(spreadGrips([520, null, 520], 16)).toEqual([520, null, 504]);
});

test('rules are written as the study writes them', () => {
  expect(ruleText(percent(15).rule)).toBe('top 15 %');
  expect(ruleText(threshold(0.85).rule)).toBe('≥ 0.85');
});

test('every kind of rule begins with values that its form can show, and reads in few words', () => {
  const kinds = ruleDescriptions();
  for (const kind of kinds) {
    const step = newStep(kind);
    expect(kind.fields.every(({ name }) => step[name] !== undefined)).toBe(true);
    expect(ruleText(step, kinds)).not.toMatch(/[{}…]|undefined/);
  }
  const capped = { kind: 'pipeline', steps: [threshold(0.85).rule, { kind: 'per-night', most: 20 }] } as Tier['rule'];
  expect(ruleText(capped, kinds)).toBe('≥ 0.85 · at most 20 a night');
  expect(laterText(capped, kinds)).toBe('at most 20 a night');
});

test('a handle moves the first step and leaves the others; a rule without a handle stays as it is', () => {
  const later = [{ kind: 'no-copies' }];
  const [capped] = withLaterSteps([threshold(0.5)], later);
  expect(capped === undefined ? null : stepTier(capped, 1).rule).toEqual({
    kind: 'pipeline',
    steps: [{ kind: 'threshold', threshold: 0.51, fourDecimals: false }, ...later],
  });
  const best: Tier = { name: 'best', folder: 'best/n', rule: { kind: 'top-n', count: 1 } };
  expect(stepTier(best, 1)).toEqual(best);
  expect(moveTier(best, 0.75, [50, 30, 15, 5], 100).rule).toEqual({ kind: 'top-n', count: 5 });
  const drawn: Tier = { name: 'drawn', folder: 'best/d', rule: { kind: 'random', count: 5, seed: 1 } };
  expect(moveTier(drawn, 0.5, [1, 1], 2)).toEqual(drawn);
});

const scope: FamilyScope = {
  sourceIds: [2],
  roles: null,
  lowQualities: ['low', 'none'],
  qualityCounts: { high: 3, medium: 10, low: 7, none: 1 },
};

test('the best of low quality begin with those alone, and the form says how many that leaves out', () => {
  const preset = { id: 'best', family: 'best', purpose: 'positive', tiers: [percent(5)] } as const;
  const draft = (onlyLowQuality: boolean) => draftOf({ ...preset, tiers: [percent(5)], onlyLowQuality }, scope, null);
  const settings = (of: FamilyDraft) => settingsOf(of, { runId: 3, label: 'frog' }, ruleDescriptions());
  expect(settings(draft(true)).qualities).toEqual(['low', 'none']);
  expect(settings(draft(false))).not.toHaveProperty('qualities');
  expect(qualityText(scope.qualityCounts, draft(true).qualities)).toBe(
    '13 of 21 are high or medium and left out; 1 of unknown quality stays in',
  );
  expect(qualityText(scope.qualityCounts, null)).toBe('13 of 21 are high or medium and taken too');
});

test('a family takes what suits its side, and refill only where there are places', () => {
  const preset = { id: 'hard', family: 'hardNeg', purpose: 'negative', tiers: [threshold(0.5)] } as const;
  const kinds = ruleDescriptions();
  const draft = {
    ...draftOf({ ...preset, tiers: [...preset.tiers], onlyLowQuality: false }, scope, null),
    refill: true,
  };
  expect(settingsOf(draft, { runId: 3, label: 'frog' }, kinds)).toEqual({
    runId: 3,
    label: 'frog',
    purpose: 'negative',
    sourceIds: [2],
    denominator: { kind: 'scored' },
    policy: 'all-but-rejected',
    refill: false,
    apart: { otherSide: true, copies: true, sameNight: true, heldOut: true },
    nest: false,
  });
  expect(
    settingsOf(
      { ...draft, tiers: [percent(5)], countDetectedOnly: true, floor: 0.1 },
      { runId: 3, label: 'frog' },
      kinds,
    ),
  ).toMatchObject({
    refill: true,
    denominator: { kind: 'detected', floor: 0.1 },
  });
});

test('two tiers cannot share a folder, and four decimals are for thresholds', () => {
  expect(sharedFolders([percent(5, 'a'), percent(15, 'b'), percent(30, 'a')])).toEqual(['a']);
  const tiers = withFourDecimals([threshold(0.5), percent(5)], true);
  expect(tiers.map(({ rule }) => rule)).toEqual([
    { kind: 'threshold', threshold: 0.5, fourDecimals: true },
    { kind: 'top-percent', percent: 5 },
  ]);
});
