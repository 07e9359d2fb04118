import { describe, expect, it } from 'vitest';
import type { LeaderboardEntry } from '../../../electron/contract/results.ts';
import { intervalRange } from '../../../renderer/features/results/interval-mark.tsx';
import { nextOrder, sortEntries } from '../../../renderer/features/results/leaderboard-order.ts';
import {
  differenceText,
  importedText,
  meanText,
  originName,
  signedText,
} from '../../../renderer/features/results/result-words.ts';

const difference = { mean: -0.0512, low: -0.178, high: 0.0751, degreesOfFreedom: 3, n: 3, baselineN: 3 };

function entry(rank: number, score: number | null, recall: number | null): LeaderboardEntry {
  const summary = recall === null ? {} : { 'ood.recall': { n: 3, mean: recall, sd: 0.1, min: 0, max: 1 } };
  return {
    rank,
    score,
    stages: ['stage6'],
    group: {
      key: String(rank),
      values: [],
      experiments: [],
      seeds: [],
      signatures: [],
      metrics: summary,
      baselineKey: null,
      isBaseline: false,
      differences: {},
      mixes: [],
      warnings: [],
    },
  };
}

describe('words of results', () => {
  it('shows a spread where there is one', () => {
    expect(meanText({ n: 3, mean: 0.8213, sd: 0.0567, min: 0, max: 1 })).toBe('0.821 ± 0.057');
    expect(meanText({ n: 1, mean: 0.8, sd: null, min: 0.8, max: 0.8 })).toBe('0.800');
    expect(meanText(undefined)).toBe('–');
  });

  it('signs differences, and nothing that rounds to zero', () => {
    expect(differenceText(difference)).toBe('−0.051 [−0.178, +0.075]');
    expect(differenceText({ ...difference, low: null, high: null })).toBe('−0.051');
    expect(signedText(-0.0004)).toBe('0.000');
  });

  it('counts what was left out of an import', () => {
    const imported = {
      importId: 1,
      origin: 'C:\\study\\all_experiments.csv',
      kind: 'csv' as const,
      importedAt: '',
      rowsRead: 6,
      experiments: 3,
      columns: 5,
      otherColumns: [],
      duplicates: [{ experiment: 'a', keptTimestamp: null, droppedPlaces: ['line 2', 'line 3'] }],
      issues: [{ place: 'line 7', experiment: null, column: null, reason: 'No name.', kept: false }],
      stages: [],
      suggestedStage: null,
    };
    expect(importedText(imported)).toBe('3 experiments from 6 rows, 2 older rows of the same names, 1 row left out');
    expect(originName(imported.origin)).toBe('all_experiments.csv');
  });

  it('draws all intervals on one scale about zero', () => {
    expect(intervalRange([difference, { ...difference, low: null, high: null }])).toBeCloseTo(0.178, 12);
    expect(intervalRange([])).toBeGreaterThan(0);
  });
});

describe('order of the leaderboard', () => {
  const entries = [entry(1, 0.9, 0.5), entry(2, 0.8, 0.7), entry(3, null, null)];
  const ranks = (by: string, descending: boolean): number[] =>
    sortEntries(entries, { by, descending }).map(({ rank }) => rank);

  it('sorts by any column, what is missing last either way', () => {
    expect(ranks('score', true)).toEqual([1, 2, 3]);
    expect(ranks('score', false)).toEqual([2, 1, 3]);
    expect(ranks('ood.recall', true)).toEqual([2, 1, 3]);
  });

  it('a second click turns it round', () => {
    const first = nextOrder({ by: 'score', descending: true }, 'n');
    expect(first).toEqual({ by: 'n', descending: true });
    expect(nextOrder(first, 'n')).toEqual({ by: 'n', descending: false });
  });
});
