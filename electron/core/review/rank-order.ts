import type { Verdict } from '../../contract/identifiers.ts';
import type { RankingEntry } from './build-ranking.ts';

/** What a ranking is made of, as single columns: each is read in the order in which an index holds it. */
export interface RankSources {
  /** Recordings of the run's sources, source by source, in path order by bytes. */
  readonly paths: readonly { readonly sourceId: number; readonly recordingIds: readonly number[] }[];
  readonly scored: readonly number[];
  readonly failed: readonly number[];
  readonly pending: readonly number[];
  /** Recordings that are missing or unreadable now. */
  readonly unreadable: readonly number[];
  /** [recording, raw score], raw descending. */
  readonly scores: Iterable<readonly [number, number]>;
  /** [recording, verdict] in the order in which they were found; the last of a recording counts. */
  readonly findings: Iterable<readonly [number, Verdict | null]>;
}

type State = RankingEntry['state'];

/**
 * The rank order of DESIGN §2.2: raw score descending, then source order, then path by bytes; then zero scores, failed and
 * pending recordings in source and path order. Sorting is left to the indexes; only ties are put in order here.
 */
export function rankOrder(sources: RankSources): { readonly count: number; readonly entries: Iterable<RankingEntry> } {
  const members = readMembers(sources);
  const verdicts = new Map(sources.findings);
  return { count: members.size, entries: entriesInOrder(sources.scores, members, verdicts) };
}

interface Members {
  readonly size: number;
  /** Recording ids in source and path order. */
  readonly order: Int32Array;
  /** By recording id: its place in `order`, its source, its state. */
  readonly placeOf: Int32Array;
  readonly sourceOf: Int32Array;
  readonly stateOf: readonly State[];
}

const absent = -1;

function readMembers(sources: RankSources): Members {
  const states = new Map<number, State>();
  const byState: readonly (readonly [State, readonly number[]])[] = [
    ['scored', sources.scored],
    ['pending', sources.pending],
    ['failed', sources.failed],
  ];
  for (const [state, recordingIds] of byState) {
    for (const recordingId of recordingIds) {
      states.set(recordingId, state);
    }
  }
  for (const recordingId of sources.unreadable) {
    if (states.has(recordingId)) {
      states.set(recordingId, 'failed');
    }
  }
  const largest = sources.paths.reduce((most, { recordingIds }) => recordingIds.reduce(maximum, most), 0);
  const order = new Int32Array(states.size);
  const placeOf = new Int32Array(largest + 1).fill(absent);
  const sourceOf = new Int32Array(largest + 1);
  const stateOf: State[] = [];
  let size = 0;
  for (const { sourceId, recordingIds } of sources.paths) {
    for (const recordingId of recordingIds) {
      const state = states.get(recordingId);
      if (state !== undefined) {
        order[size] = recordingId;
        placeOf[recordingId] = size;
        sourceOf[recordingId] = sourceId;
        stateOf.push(state);
        size += 1;
      }
    }
  }
  return { size, order, placeOf, sourceOf, stateOf };
}

function maximum(left: number, right: number): number {
  return left > right ? left : right;
}

function* entriesInOrder(
  scores: RankSources['scores'],
  members: Members,
  verdicts: ReadonlyMap<number, Verdict | null>,
): Generator<RankingEntry> {
  const { order, placeOf, sourceOf, stateOf } = members;
  const hasScore = new Uint8Array(members.size);
  const entry = (recordingId: number, state: State, raw: number | null): RankingEntry => ({
    recordingId,
    sourceId: sourceOf[recordingId] ?? 0,
    state,
    raw,
    verdict: verdicts.get(recordingId) ?? null,
  });
  for (const [places, raw] of tieGroups(scores, placeOf)) {
    for (const place of places) {
      if (stateOf[place] === 'scored') {
        hasScore[place] = 1;
        yield entry(order[place] ?? 0, 'scored', raw);
      }
    }
  }
  for (const state of ['scored', 'failed', 'pending'] as const) {
    for (let place = 0; place < members.size; place += 1) {
      if (stateOf[place] === state && hasScore[place] === 0) {
        yield entry(order[place] ?? 0, state, null);
      }
    }
  }
}

/** Places of equal raw score together, in source and path order. */
function* tieGroups(scores: RankSources['scores'], placeOf: Int32Array): Generator<[number[], number]> {
  let group: number[] = [];
  let groupRaw = Number.NaN;
  for (const [recordingId, raw] of scores) {
    const place = placeOf[recordingId] ?? absent;
    if (place === absent) {
      continue;
    }
    if (raw !== groupRaw && group.length > 0) {
      yield [inPlaceOrder(group), groupRaw];
      group = [];
    }
    groupRaw = raw;
    group.push(place);
  }
  if (group.length > 0) {
    yield [inPlaceOrder(group), groupRaw];
  }
}

function inPlaceOrder(places: number[]): number[] {
  return places.length > 1 ? places.sort((left, right) => left - right) : places;
}
