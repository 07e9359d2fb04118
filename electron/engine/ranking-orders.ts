import type { SortKeysRow } from '../../db/queries/ranking-queries.ts';
import type { RankingSort } from '../contract/ranking.ts';
import type { EngineContext } from './engine-context.ts';
import type { Ranking } from './rankings.ts';

export type ColumnSort = Exclude<RankingSort['by'], 'confidence'>;

/**
 * Other orders of a ranking, and what a search found in it. Findings change neither, so both are kept as long as the
 * ranking itself: a key press then costs one walk, not a sort of a million rows.
 */
export interface RankingOrders {
  /** The places among `places` in ascending order of a column. */
  sorted(ranking: Ranking, runId: number, by: ColumnSort, places: Int32Array): Int32Array;
  /** Recordings whose path, recorder or source holds the text. */
  matching(ranking: Ranking, runId: number, text: string): ReadonlySet<number>;
}

interface Kept {
  readonly orders: Map<ColumnSort, Int32Array>;
  search: { readonly text: string; readonly found: ReadonlySet<number> } | null;
}

export function createRankingOrders(context: EngineContext): RankingOrders {
  const kept = new WeakMap<Ranking, Kept>();
  const keptOf = (ranking: Ranking): Kept => {
    const existing = kept.get(ranking) ?? { orders: new Map(), search: null };
    kept.set(ranking, existing);
    return existing;
  };
  return {
    sorted: (ranking, runId, by, places) => {
      const { orders } = keptOf(ranking);
      const order = orders.get(by) ?? orderOf(ranking, context.queries.ranking.sortKeys(runId), by);
      orders.set(by, order);
      return inOrder(order, places);
    },
    matching: (ranking, runId, text) => {
      const own = keptOf(ranking);
      if (own.search?.text !== text) {
        own.search = { text, found: new Set(context.queries.ranking.matching(runId, text)) };
      }
      return own.search.found;
    },
  };
}

/** All places of the ranking in ascending order of a column; rows come by source and path, which breaks ties. */
function orderOf(ranking: Ranking, rows: SortKeysRow[], by: ColumnSort): Int32Array {
  if (by === 'time') {
    rows.sort((left, right) => compareTexts(left.recordedAt ?? '', right.recordedAt ?? ''));
  } else if (by === 'duration') {
    rows.sort((left, right) => (left.durationSeconds ?? -1) - (right.durationSeconds ?? -1));
  }
  return Int32Array.from(rows, (row) => ranking.placeOf(row.recordingId) ?? -1).filter((place) => place >= 0);
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function inOrder(order: Int32Array, places: Int32Array): Int32Array {
  const isWanted = new Uint8Array(order.length);
  for (const place of places) {
    isWanted[place] = 1;
  }
  return order.filter((place) => isWanted[place] === 1);
}
