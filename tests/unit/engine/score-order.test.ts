import { expect, test } from 'vitest';
import type { PendingRow } from '../../../db/queries/scoring-queries.ts';
import { createScoreOrder, createWaitedFor } from '../../../electron/engine/jobs/score-order.ts';

const pending: PendingRow[] = [1, 2, 3, 4, 5].map((recordingId) => ({
  recordingId,
  sourcePath: '/card',
  relativePath: `${recordingId}.wav`,
  durationSeconds: 3,
  attempts: 0,
  channel: null,
}));

test('what a person looks at is scored next, everything once, and the rest in its order', () => {
  const waitedFor = createWaitedFor();
  const next = createScoreOrder(pending, waitedFor);
  const order = [next()?.recordingId];
  waitedFor.add(3);
  waitedFor.add(5);
  // Scored already, and one that is not in this run.
  waitedFor.add(1);
  waitedFor.add(99);
  for (let row = next(); row !== undefined; row = next()) {
    order.push(row.recordingId);
  }
  expect(order).toEqual([1, 5, 3, 2, 4]);
});
