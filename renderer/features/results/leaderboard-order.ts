import type { LeaderboardEntry } from '../../../electron/contract/results.ts';

export interface LeaderboardOrder {
  /** The score, the number of experiments, or the mean of a metric by its key. */
  readonly by: string;
  readonly descending: boolean;
}

/** A second click turns the order round; every column starts with its highest. */
export function nextOrder(order: LeaderboardOrder, by: string): LeaderboardOrder {
  return { by, descending: order.by === by ? !order.descending : true };
}

/** What a column sorts by; settings without the figure stand last either way. */
function valueOf({ score, group }: LeaderboardEntry, by: string): number | null {
  if (by === 'score') {
    return score;
  }
  return by === 'n' ? group.experiments.length : (group.metrics[by]?.mean ?? null);
}

export function sortEntries(entries: readonly LeaderboardEntry[], { by, descending }: LeaderboardOrder) {
  return [...entries].sort((left, right) => {
    const a = valueOf(left, by);
    const b = valueOf(right, by);
    if (a === null || b === null) {
      return Number(a === null) - Number(b === null) || left.rank - right.rank;
    }
    return (descending ? b - a : a - b) || left.rank - right.rank;
  });
}
