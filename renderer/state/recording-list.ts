import type { OperationInput } from '../../electron/contract/operations.ts';
import type { RankedRecording, RankingFilter, RankingSort } from '../../electron/contract/ranking.ts';
import type { ListedRecording, Source } from '../../electron/contract/sources.ts';
import type { QueryStore } from '../api/query-store.ts';
import type { Services } from '../api/services.tsx';
import { filterInView, type View } from './view.ts';

/** Rows that are asked for at once. */
export const PAGE_ROWS = 200;

/** The list in the middle, as a question to the engine without its place: the ranking, or plain recordings. */
export type RecordingList =
  | { readonly kind: 'ranking'; readonly input: Omit<OperationInput<'ranking/page'>, 'offset' | 'limit'> }
  | {
      readonly kind: 'recordings';
      readonly input: Omit<OperationInput<'recording/page'>, 'offset' | 'limit'>;
      readonly sources: readonly Source[];
    };

export interface ListChoice {
  readonly filter: RankingFilter;
  readonly sort: RankingSort;
  readonly sourceId: number | null;
}

export function listOf(view: View, { filter, sort, sourceId }: ListChoice): RecordingList {
  if (view.ranking !== null) {
    return { kind: 'ranking', input: { ...view.ranking, filter: filterInView(filter, sourceId), sort } };
  }
  const failedOnly = filter.states?.includes('failed') ?? false;
  const input = {
    failedOnly,
    ...(sourceId === null ? {} : { sourceId }),
    ...(filter.copiesOf === undefined ? {} : { copiesOf: filter.copiesOf }),
  };
  return { kind: 'recordings', input, sources: view.sourcesInView };
}

/** The pages that rows first to last (inclusive) are on. */
export function pageOffsets(first: number, last: number): number[] {
  const offsets: number[] = [];
  for (let page = Math.floor(Math.max(0, first) / PAGE_ROWS); page * PAGE_ROWS <= last; page += 1) {
    offsets.push(page * PAGE_ROWS);
  }
  return offsets;
}

/** A plain recording as a row of the list: not scored yet. */
export function rowOfRecording(recording: ListedRecording, sources: readonly Source[]): RankedRecording {
  return {
    rank: 0,
    recordingId: recording.id,
    sourceId: recording.sourceId,
    sourceName: sources.find(({ id }) => id === recording.sourceId)?.name ?? '',
    relativePath: recording.relativePath,
    fileName: recording.fileName,
    recorder: recording.recorder,
    recordedAt: recording.recordedAt,
    durationSeconds: recording.durationSeconds,
    state: recording.fault === null ? 'pending' : 'failed',
    raw: null,
    confidence: null,
    bestFromSeconds: null,
    bestToSeconds: null,
    verdict: null,
    note: null,
    fault: recording.fault,
    copies: recording.copies,
  };
}

/** The row at a place where it has been read already. */
export function knownRow(queries: QueryStore, list: RecordingList, index: number): RankedRecording | null {
  const [offset] = pageOffsets(index, index);
  if (offset === undefined) {
    return null;
  }
  const place = { offset, limit: PAGE_ROWS };
  if (list.kind === 'ranking') {
    return queries.read('ranking/page', { ...list.input, ...place }).data?.rows[index - offset] ?? null;
  }
  const recording = queries.read('recording/page', { ...list.input, ...place }).data?.rows[index - offset];
  return recording === undefined ? null : rowOfRecording(recording, list.sources);
}

/** The row at a place; null beyond the end of the list, or where it cannot be read. */
export async function rowAt(services: Services, list: RecordingList, index: number): Promise<RankedRecording | null> {
  if (index < 0) {
    return null;
  }
  const known = knownRow(services.queries, list, index);
  if (known !== null) {
    return known;
  }
  const place = { offset: index, limit: 1 };
  if (list.kind === 'ranking') {
    const outcome = await services.client.call('ranking/page', { ...list.input, ...place });
    return outcome.ok ? (outcome.value.rows[0] ?? null) : null;
  }
  const outcome = await services.client.call('recording/page', { ...list.input, ...place });
  const recording = outcome.ok ? outcome.value.rows[0] : undefined;
  return recording === undefined ? null : rowOfRecording(recording, list.sources);
}
