import type { PendingRow } from '../../../db/queries/scoring-queries.ts';

/** Recordings that a person is looking at, the latest first; scoring jobs take those that still wait before all others. */
export interface WaitedFor {
  add(recordingId: number): void;
  latestFirst(): readonly number[];
}

/** Looking further back is of no use: by then the person is elsewhere. */
const mostRemembered = 20;

export function createWaitedFor(): WaitedFor {
  let recordingIds: readonly number[] = [];
  return {
    add: (recordingId) => {
      recordingIds = [recordingId, ...recordingIds.filter((id) => id !== recordingId)].slice(0, mostRemembered);
    },
    latestFirst: () => recordingIds,
  };
}

/** Gives every pending recording once: first what a person waits for at that moment, then in the order of the list. */
export function createScoreOrder(pending: readonly PendingRow[], waitedFor: WaitedFor): () => PendingRow | undefined {
  const waiting = new Map(pending.map((row) => [row.recordingId, row]));
  return () => {
    const wanted = waitedFor.latestFirst().find((recordingId) => waiting.has(recordingId));
    const recordingId = wanted ?? waiting.keys().next().value;
    const row = recordingId === undefined ? undefined : waiting.get(recordingId);
    if (row !== undefined) {
      waiting.delete(row.recordingId);
    }
    return row;
  };
}
