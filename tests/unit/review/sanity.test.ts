import { expect, test } from 'vitest';
import type { Activation } from '../../../electron/contract/models.ts';
import { buildRanking } from '../../../electron/core/review/build-ranking.ts';
import { sanityWarnings } from '../../../electron/core/review/sanity.ts';

function warningsOf(raw: readonly (number | null)[], activation: Activation = 'sigmoid'): string[] {
  const reading = { activation, sensitivity: 1 };
  const entries = raw.map((value, index) => ({
    recordingId: index + 1,
    sourceId: 1,
    state: 'scored' as const,
    raw: value,
    verdict: null,
  }));
  return sanityWarnings(buildRanking(entries, entries.length, reading), reading);
}

const spread = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, index) => to + ((from - to) * index) / (count - 1));

test('an ordinary run has nothing to be warned of', () => {
  expect(warningsOf(spread(200, -8, 6))).toEqual([]);
  // A rare species: nearly everything silent, a few clear calls.
  expect(warningsOf([6, 5, ...spread(200, -12, -8)])).toEqual([]);
});

test('nearly everything positive', () => {
  expect(warningsOf([...spread(96, 5, 9), -1, -2, -3])[0]).toMatch(/calls nearly everything positive.*label order/u);
  expect(warningsOf([...spread(95, 5, 9), -1, -2, -3, -4, -5])).toEqual([]);
  expect(warningsOf(spread(49, 5, 9))[0]).not.toMatch(/nearly everything positive/u);
});

test('everything silent', () => {
  expect(warningsOf(spread(20, -9, -3))[0]).toMatch(/No file reaches 0\.05.*peak normalisation/u);
});

test('one score for all, and scores that hardly vary', () => {
  expect(warningsOf(Array.from({ length: 12 }, () => 0.7))).toHaveLength(2);
  expect(warningsOf(Array.from({ length: 12 }, () => -3.5))[0]).toMatch(/same score \(-3\.5\)/u);
  expect(warningsOf(spread(30, 1.1, 1.15))[0]).toMatch(/hardly varies/u);
});

test('an activation that does not fit the raw scores is named, with what to set', () => {
  expect(warningsOf(spread(30, 0.01, 0.99))[0]).toMatch(/inside the model already.*“none”/u);
  expect(warningsOf(spread(30, -7, 5), 'none')[0]).toMatch(/logits.*“sigmoid”/u);
  expect(warningsOf(spread(30, 0.01, 0.99), 'none')).toEqual([]);
});

test('a handful of files and zero scores say nothing', () => {
  expect(warningsOf(spread(9, 5, 9))).toEqual([]);
  expect(warningsOf([...spread(9, 5, 9), ...Array.from({ length: 100 }, () => null)])).toEqual([]);
});
