import { expect, test } from 'vitest';
import { rankOrder, type RankSources } from '../../../electron/core/review/rank-order.ts';

const sources: RankSources = {
  // The second source holds the older recordings: ids say nothing about the order.
  paths: [
    { sourceId: 7, recordingIds: [12, 11, 15] },
    { sourceId: 3, recordingIds: [1, 2, 3, 4, 99] },
  ],
  scored: [1, 2, 4, 11, 12, 15],
  failed: [3],
  pending: [],
  unreadable: [4, 99],
  scores: [
    [2, 5],
    [1, 1.5],
    [11, 1.5],
    [12, 1.5],
    [4, 1],
    [77, 0],
  ],
  findings: [
    [1, 'present'],
    [2, 'absent'],
    [1, 'unsure'],
  ],
};

test('raw score descending, ties by source order and path, then zeros, then failed', () => {
  const { count, entries } = rankOrder(sources);
  const list = [...entries];
  expect(list.map((entry) => [entry.recordingId, entry.sourceId, entry.state, entry.raw])).toEqual([
    [2, 3, 'scored', 5],
    [12, 7, 'scored', 1.5],
    [11, 7, 'scored', 1.5],
    [1, 3, 'scored', 1.5],
    [15, 7, 'scored', null],
    [3, 3, 'failed', null],
    [4, 3, 'failed', null],
  ]);
  expect(count).toBe(list.length);
});

test('the last finding of a recording counts', () => {
  const verdicts = new Map([...rankOrder(sources).entries].map((entry) => [entry.recordingId, entry.verdict]));
  expect([verdicts.get(1), verdicts.get(2), verdicts.get(3)]).toEqual(['unsure', 'absent', null]);
});
