import type { RankedRow } from '../../db/queries/ranking-queries.ts';
import type { OperationOutput, OperationParsedInput } from '../contract/operations.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import type { RankedRecording } from '../contract/ranking.ts';
import { filterRanking } from '../core/review/filter-ranking.ts';
import type { EngineContext } from './engine-context.ts';
import { storedFault } from './jobs/job-view.ts';
import { heldOutGrade, type LeakFlags } from './leakage-guard.ts';
import type { LibraryFacts } from './library-facts.ts';
import { bestWindowSeconds, rankedScore } from './ranked-score.ts';
import { createRankingOrders, type RankingOrders } from './ranking-orders.ts';
import type { Ranking } from './rankings.ts';
import type { SubsetMembers } from './subset-members.ts';

type PageInput = OperationParsedInput<'ranking/page'>;
type Page = OperationOutput<'ranking/page'>;

interface CachedView {
  readonly ranking: Ranking;
  readonly version: number;
  readonly flags: LeakFlags | null;
  readonly key: string;
  readonly places: Int32Array;
}

/** Pages of a filtered and sorted ranking. The last view is kept: scrolling asks for its pages one after the other. */
export function pageOfRanking(
  context: EngineContext,
  { members, facts }: { readonly members: SubsetMembers; readonly facts: LibraryFacts },
): (ranking: Ranking, input: PageInput, flags: LeakFlags | null) => Outcome<Page> {
  const orders = createRankingOrders(context);
  let cached: CachedView | null = null;

  return (ranking, input, flags) => {
    const subset = input.filter.subsetId === undefined ? null : members.definition(input.filter.subsetId);
    const key = JSON.stringify([
      input.runId,
      input.label,
      input.filter,
      input.sort,
      subset,
      asksForFacts(input.filter) ? facts.version : null,
    ]);
    const isSame = cached?.ranking === ranking && cached.version === ranking.version && cached.flags === flags;
    if (cached === null || !isSame || cached.key !== key) {
      const filtered = filterPlaces({ context, orders, members, flags }, ranking, input);
      cached = { ranking, version: ranking.version, flags, key, places: sortPlaces(orders, ranking, filtered, input) };
    }
    const wanted = cached.places.subarray(input.offset, input.offset + input.limit);
    const rows: RankedRecording[] = [];
    for (const place of wanted) {
      const recordingId = ranking.scores.recordingIds[place] ?? 0;
      const row = context.queries.ranking.row(input.runId, ranking.runLabelId, input.label, recordingId);
      if (row !== undefined) {
        const copies = context.queries.copies.countOf(recordingId);
        rows.push({ ...rankedRecording(ranking, place, row), ...leaksOf(flags, recordingId), copies });
      }
    }
    return succeed({ total: cached.places.length, rows });
  };
}

/** Absent while flags are being reckoned. */
function leaksOf(flags: LeakFlags | null, recordingId: number): Pick<RankedRecording, 'leak' | 'heldOut'> {
  return flags === null
    ? {}
    : { leak: flags.training?.gradeOf(recordingId) ?? null, heldOut: heldOutGrade(flags, recordingId) };
}

/** Whether a filter asks for leaks, so that flags must be waited for. */
export function asksForLeaks({ leak, heldOut }: PageInput['filter']): boolean {
  return leak !== undefined || heldOut !== undefined;
}

function leakTest({ filter }: PageInput, flags: LeakFlags | null): ((recordingId: number) => boolean) | null {
  if (flags === null || !asksForLeaks(filter)) {
    return null;
  }
  const { leak, heldOut } = filter;
  return (recordingId) =>
    (leak === undefined || leak === ((flags.training?.gradeOf(recordingId) ?? null) !== null)) &&
    (heldOut === undefined || heldOut === (heldOutGrade(flags, recordingId) !== null));
}

/** Whether a filter asks for what is not in the ranking itself, and changes with it. */
function asksForFacts({ roles, qualities, copies, copiesOf }: PageInput['filter']): boolean {
  return [roles, qualities, copies, copiesOf].some((part) => part !== undefined);
}

interface FilterMeans {
  readonly context: EngineContext;
  readonly orders: RankingOrders;
  readonly members: SubsetMembers;
  readonly flags: LeakFlags | null;
}

function filterPlaces({ context, ...means }: FilterMeans, ranking: Ranking, input: PageInput): Int32Array {
  const { orders, members, flags } = means;
  const { text, subsetId, copiesOf } = input.filter;
  const isSearching = text !== undefined && text.trim() !== '';
  const sets = {
    matchingText: isSearching ? orders.matching(ranking, input.runId, text.trim()) : null,
    subsetMembers: subsetId === undefined ? null : members.recordingIds(subsetId),
    passesLeaks: leakTest(input, flags),
    sameContent: copiesOf === undefined ? null : new Set(context.queries.copies.sameContent(copiesOf)),
  };
  return filterRanking(ranking.scores, input.filter, sets, ranking.facts);
}

/** Confidence is the order that the ranking has already. */
function sortPlaces(
  orders: RankingOrders,
  ranking: Ranking,
  places: Int32Array,
  { runId, sort }: PageInput,
): Int32Array {
  const ascending =
    sort.by === 'confidence' ? places.slice().reverse() : orders.sorted(ranking, runId, sort.by, places);
  return sort.descending ? ascending.reverse() : ascending;
}

function rankedRecording(ranking: Ranking, place: number, row: RankedRow): Omit<RankedRecording, 'copies'> {
  return {
    ...rankedScore(ranking, place),
    ...bestWindowSeconds(ranking, row.windowStart),
    recordingId: row.recordingId,
    sourceId: row.sourceId,
    sourceName: row.sourceName,
    relativePath: row.relativePath,
    fileName: row.fileName,
    recorder: row.recorder,
    recordedAt: row.recordedAt,
    durationSeconds: row.durationSeconds,
    note: row.note,
    fault: storedFault(row.faultCode, row.faultMessage),
  };
}
