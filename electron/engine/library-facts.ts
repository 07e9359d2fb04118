import type { SourceRow } from '../../db/queries/source-queries.ts';
import type { KnownContents } from '../contract/subsets.ts';
import { clockTime, nightOf } from '../core/leakage/clock-time.ts';
import { inZone } from '../core/leakage/zoned-time.ts';
import { drawKey } from '../core/subsets/draw.ts';
import { rangesOfKnown } from '../core/subsets/known-contents.ts';
import { createNumbers, recorderNumbers } from '../core/subsets/group-numbers.ts';
import type { GroupedBy, Grouping, RecordingFacts } from '../core/subsets/recording-facts.ts';
import type { RankedScores } from '../core/review/ranked-scores.ts';
import type { EngineContext } from './engine-context.ts';

/** Facts of all recordings of the library by id, each column loaded when a rule first needs it. */
export interface LibraryFacts {
  /** The same facts in the order of a ranking; kept for as long as the ranking is. */
  ofRanking(scores: RankedScores, indexOf: (recordingId: number) => number | undefined): RecordingFacts;
  /** The recordings whose content is known now. */
  knownContents(): KnownContents;
  /** Recordings, sources or hashes changed: everything is read anew when it is asked for. */
  forget(): void;
  /** Grows whenever facts may differ from what was read before. */
  readonly version: number;
}

export function createLibraryFacts(context: EngineContext): LibraryFacts {
  let columns = createColumns(context);
  let version = 0;
  return {
    ofRanking: (scores, indexOf) => {
      let seen = version;
      let own = inRankOrder(() => columns, scores, indexOf);
      const current = (): RecordingFacts => {
        if (seen !== version) {
          seen = version;
          own = inRankOrder(() => columns, scores, indexOf);
        }
        return own;
      };
      return { group: (by) => current().group(by), drawKeys: () => current().drawKeys(), indexOf };
    },
    knownContents: () => rangesOfKnown(columns.group('content').of),
    forget: () => {
      columns = createColumns(context);
      version += 1;
    },
    get version() {
      return version;
    },
  };
}

/** Columns by recording id. */
interface Columns {
  group(by: GroupedBy): Grouping;
  drawKeys(): Uint32Array;
}

function inRankOrder(
  columns: () => Columns,
  { recordingIds }: RankedScores,
  indexOf: RecordingFacts['indexOf'],
): RecordingFacts {
  const groups = new Map<GroupedBy, Grouping>();
  let keys: Uint32Array | null = null;
  return {
    indexOf,
    group: (by) => {
      const known = groups.get(by);
      if (known !== undefined) {
        return known;
      }
      const { of, highest } = columns().group(by);
      const grouping = { of: recordingIds.map((recordingId) => of[recordingId] ?? 0), highest };
      groups.set(by, grouping);
      return grouping;
    },
    drawKeys: () => {
      const byId = keys === null ? columns().drawKeys() : null;
      keys ??= Uint32Array.from(recordingIds, (recordingId) => byId?.[recordingId] ?? 0);
      return keys;
    },
  };
}

function createColumns(context: EngineContext): Columns {
  const { rankColumns, sources } = context.queries;
  const once = <Value>(load: () => Value): (() => Value) => {
    let loaded: { readonly value: Value } | null = null;
    return () => (loaded ??= { value: load() }).value;
  };
  const sourcesById = once(() => new Map(sources.list().map((source) => [source.id, source])));
  const origins = once(() => loadOrigins(context, sourcesById()));
  const contents = once(() => loadContents(context));
  return {
    group: (by) => (by === 'content' ? contents() : origins()[by]),
    drawKeys: once(() => {
      const keys = new Uint32Array(rankColumns.largestRecording() + 1);
      const positions = new Map([...sourcesById().values()].map((source) => [source.id, source.position]));
      for (const [recordingId, sourceId, path] of rankColumns.pathsOfAll()) {
        keys[recordingId] = drawKey(positions.get(sourceId) ?? 0, path);
      }
      return keys;
    }),
  };
}

function loadContents({ queries: { rankColumns } }: EngineContext): Grouping {
  const of = new Int32Array(rankColumns.largestRecording() + 1);
  const numbers = createNumbers<string>();
  for (const [recordingId, sha256] of rankColumns.hashes()) {
    of[recordingId] = numbers.of(sha256.toLowerCase());
  }
  return { of, highest: numbers.highest() };
}

type Origins = Readonly<Record<Exclude<GroupedBy, 'content'>, Grouping>>;

/** Recorder, night, site and source of every recording, in one walk. */
function loadOrigins({ queries: { rankColumns } }: EngineContext, sources: ReadonlyMap<number, SourceRow>): Origins {
  const size = rankColumns.largestRecording() + 1;
  const [night, recorder, site, source] = [0, 1, 2, 3].map(() => new Int32Array(size));
  const rows = [...rankColumns.origins()];
  const recorders = recorderNumbers(rows, (sourceId) => sources.get(sourceId)?.recorder ?? null);
  const sites = createNumbers<string>();
  const siteNumber = (name: string): number => (name.trim() === '' ? 0 : sites.of(name.trim()));
  const nights = createNumbers<number>();
  let highestSource = 0;
  for (const [recordingId, sourceId, header, recordedAt, ownSite] of rows) {
    const own = sources.get(sourceId);
    const { number: recorderNumber, isKnown } = recorders.of(sourceId, header);
    const time = recordedAt === null ? null : clockTime(recordedAt);
    set(recorder, recordingId, isKnown ? recorderNumber : 0);
    set(source, recordingId, sourceId);
    set(site, recordingId, siteNumber(ownSite ?? own?.site ?? ''));
    if (time !== null && !time.isDay) {
      const local = nightOf(inZone(time, own?.timeZone ?? null).local);
      set(night, recordingId, nights.of(local * nightsApart + recorderNumber));
    }
    highestSource = Math.max(highestSource, sourceId);
  }
  return {
    night: grouping(night, nights.highest()),
    recorder: grouping(recorder, recorders.highest()),
    site: grouping(site, sites.highest()),
    source: grouping(source, highestSource),
  };
}

/** A night and a recorder as one number: no library has so many recorders. */
const nightsApart = 1_000_000;

function set(column: Int32Array | undefined, recordingId: number, value: number): void {
  if (column !== undefined) {
    column[recordingId] = value;
  }
}

function grouping(of: Int32Array | undefined, highest: number): Grouping {
  return { of: of ?? new Int32Array(0), highest };
}
