import { useMemo } from 'react';
import type { Fault } from '../../../electron/contract/outcome.ts';
import type { RankedRecording } from '../../../electron/contract/ranking.ts';
import { useLastingQuery, useQueries } from '../../api/use-query.ts';
import { PAGE_ROWS, pageOffsets, rowOfRecording, type RecordingList } from '../../state/recording-list.ts';
import { useRecordingList } from '../../state/use-list.ts';

export interface Rows {
  /** null until the first page is here. */
  readonly total: number | null;
  /** undefined while its page is being read. */
  readonly at: (index: number) => RankedRecording | undefined;
  readonly fault: Fault | null;
}

/** Rows first to last of the list, page by page. */
export function useRows(list: RecordingList, first: number, last: number): Rows {
  const offsets = pageOffsets(first, last);
  const ranked = useQueries(
    'ranking/page',
    list.kind === 'ranking' ? offsets.map((offset) => ({ ...list.input, offset, limit: PAGE_ROWS })) : [],
  );
  const plain = useQueries(
    'recording/page',
    list.kind === 'recordings' ? offsets.map((offset) => ({ ...list.input, offset, limit: PAGE_ROWS })) : [],
  );
  const sources = list.kind === 'recordings' ? list.sources : null;
  const start = offsets[0] ?? 0;
  return useMemo(() => {
    // Plain recordings become rows once a page: a row must be the same object for as long as nothing changes.
    const rows =
      sources === null
        ? ranked.map(({ data }) => data?.rows)
        : plain.map(({ data }) => data?.rows.map((recording) => rowOfRecording(recording, sources)));
    const states = sources === null ? ranked : plain;
    return {
      total: states.find(({ data }) => data !== undefined)?.data?.total ?? null,
      at: (index) => rows[Math.floor((index - start) / PAGE_ROWS)]?.[(index - start) % PAGE_ROWS],
      fault: states.find(({ fault }) => fault !== null)?.fault ?? null,
    };
  }, [ranked, plain, sources, start]);
}

/** How many rows the list has, and how many it would have without a filter. */
export function useListTotals(): { readonly total: number | null; readonly all: number | null } {
  const list = useRecordingList();
  const place = { offset: 0, limit: PAGE_ROWS };
  const ranked = useLastingQuery('ranking/page', list.kind === 'ranking' ? { ...list.input, ...place } : null).data;
  const plain = useLastingQuery('recording/page', list.kind === 'recordings' ? { ...list.input, ...place } : null).data;
  const counts = useLastingQuery('ranking/counts', list.kind === 'ranking' ? countsInput(list.input) : null).data;
  return list.kind === 'ranking'
    ? { total: ranked?.total ?? null, all: counts?.total ?? null }
    : { total: plain?.total ?? null, all: null };
}

/** Counts of the sources in view, whatever else is filtered. */
function countsInput({ runId, label, filter }: Extract<RecordingList, { kind: 'ranking' }>['input']) {
  return filter?.sourceIds === undefined
    ? { runId, label, bins: 1 }
    : { runId, label, sourceIds: filter.sourceIds, bins: 1 };
}
