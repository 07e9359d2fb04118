import { expect, test } from 'vitest';
import {
  asksForContents,
  countUnknownThen,
  factsKnownThen,
  keyOfKnown,
  rangesOfKnown,
  wasKnown,
} from '../../../electron/core/subsets/known-contents.ts';
import { makeFacts } from './make-facts.ts';
import { fallingScores } from './make-scores.ts';

test('known contents are noted as ranges, and asked for one by one', () => {
  expect(rangesOfKnown(Int32Array.of(0, 4, 5, 0, 7, 0, 0, 2, 2))).toEqual([
    [1, 2],
    [4, 4],
    [7, 8],
  ]);
  expect(rangesOfKnown(new Int32Array(3))).toEqual([]);
  const isKnown = wasKnown([
    [1, 2],
    [7, 8],
  ]);
  expect([0, 1, 2, 3, 7, 8, 9, 1_000_000].map(isKnown)).toEqual([false, true, true, false, true, true, false, false]);
  expect(wasKnown(undefined)(5)).toBe(true);
});

test('a list of many ranges has a short key, the same for the same ranges', () => {
  const ranges = (first: number): [number, number][] =>
    Array.from({ length: 1000 }, (_, index) => [index * 10 + first, index * 10 + 8]);
  expect(keyOfKnown(ranges(1))).toBe(keyOfKnown(ranges(1)));
  expect(keyOfKnown(ranges(1))).not.toBe(keyOfKnown(ranges(2)));
  expect(keyOfKnown(ranges(1)).length).toBeLessThan(100);
  expect(keyOfKnown(undefined)).not.toBe(keyOfKnown([]));
});

test('what became known later stays unknown to those who were judged before, and is counted', () => {
  const scores = fallingScores(4);
  const [first = 0, second = 0] = scores.recordingIds;
  const now = makeFacts(scores, { content: (id) => (id === scores.recordingIds[3] ? 0 : 9), night: () => 4 });
  const then = factsKnownThen(scores, now, [[Math.min(first, second), Math.max(first, second)]]);
  expect([...then.group('content').of]).toEqual([9, 9, 0, 0]);
  expect([...then.group('night').of]).toEqual([4, 4, 4, 4]);
  expect(countUnknownThen(Int32Array.of(0, 1, 2, 3), then, now)).toEqual({ unknown: 2, knownSince: 1 });
  expect(factsKnownThen(scores, now, undefined)).toBe(now);
});

test('contents matter to copies and held-out splits, not to a plain family', () => {
  const apart = { otherSide: true, copies: false, sameNight: true, heldOut: false };
  const plain = { kind: 'top-n', count: 5 };
  expect(asksForContents({}, [plain])).toBe(false);
  expect(asksForContents({ apart }, [plain])).toBe(false);
  expect(asksForContents({ apart: { ...apart, heldOut: true } }, [plain])).toBe(true);
  expect(asksForContents({ apart }, [{ kind: 'pipeline', steps: [plain, { kind: 'no-copies' }] }])).toBe(true);
});
