import type { SourceRow } from '../../db/queries/source-queries.ts';
import type { KnownContents } from '../contract/subsets.ts';
import { clockTime, nightOf } from '../core/leakage/clock-time.ts';
import { inZone } from '../core/leakage/zoned-time.ts';
import { drawKey } from '../core/subsets/draw.ts';
import { rangesOfKnown } from '../core/subsets/known-contents.ts';
import { createNumbers, recorderNumbers } from '../core/subsets/group-numbers.ts';
import type { GroupedBy, Grouping, RecordingFacts } from '../core/subsets/recording-facts.ts';
import type { RankedScores } from '../core/review/ranked-scores.ts';
import { inForce, loadAttributes, type AttributeColumns } from './attribute-columns.ts';
import type { EngineContext } from './engine-context.ts';

/** Facts of all recordings of the library by id, each column loaded when a rule first needs it. */
export interface LibraryFacts {
  /** The same facts in the order of a ranking; kept for as long as the ranking is. */
  ofRanking(scores: RankedScores, indexOf: (recordingId: number) => number | undefined): RecordingFacts;
  /** The recordings whose content is known now. */
  knownContents(): KnownContents;
  /**
   * What changed is read anew when it is asked for: contents with hashing, everything else with recordings and sources. A
   * scan announces itself twice a second, and the hashes of a million recordings take a second to read.
   */
  forget(what: 'origins' | 'contents'): void;
  /** Grows whenever facts may differ from what was read before. */
  readonly version: number;
}

export function createLibraryFacts(context: EngineContext): LibraryFacts {
  let origins = originColumns(context);
  let contents = contentColumns(context);
  let version = 0;
  return {
    ofRanking: (scores, indexOf) => {
      let seen = version;
      let own = inRankOrder({ ...origins, ...contents }, scores, indexOf);
      const current = (): RecordingFacts => {
        if (seen !== version) {
          seen = version;
          own = inRankOrder({ ...origins, ...contents }, scores, indexOf);
        }
        return own;
      };
      return {
        indexOf,
        group: (by) => current().group(by),
        drawKeys: () => current().drawKeys(),
        roles: () => current().roles(),
        qualities: () => current().qualities(),
        copied: () => current().copied(),
      };
    },
    knownContents: () => rangesOfKnown(contents.contents().of),
    forget: (what) => {
      if (what === 'origins') {
        origins = originColumns(context);
      } else {
        contents = contentColumns(context);
      }
      version += 1;
    },
    get version() {
      return version;
    },
  };
}

/** Columns by recording id. */
interface OriginColumns {
  origins(): Origins;
  drawKeys(): Uint32Array;
  attributes(): AttributeColumns;
}

interface ContentColumns {
  contents(): Grouping;
  /** By number of a content, 1 where more than one recording has it. */
  isShared(): Uint8Array;
}

function inRankOrder(
  columns: OriginColumns & ContentColumns,
  { recordingIds, sourceIds }: RankedScores,
  indexOf: RecordingFacts['indexOf'],
): RecordingFacts {
  const groups = new Map<GroupedBy, Grouping>();
  const group = (by: GroupedBy): Grouping => {
    const known = groups.get(by);
    if (known !== undefined) {
      return known;
    }
    const { of, highest } = by === 'content' ? columns.contents() : columns.origins()[by];
    const grouping = { of: recordingIds.map((recordingId) => of[recordingId] ?? 0), highest };
    groups.set(by, grouping);
    return grouping;
  };
  return {
    indexOf,
    group,
    drawKeys: once(() => {
      const byId = columns.drawKeys();
      return Uint32Array.from(recordingIds, (recordingId) => byId[recordingId] ?? 0);
    }),
    roles: once(() => inForce(columns.attributes().roles, recordingIds, sourceIds)),
    qualities: once(() => inForce(columns.attributes().qualities, recordingIds, sourceIds)),
    copied: once(() => {
      const isShared = columns.isShared();
      return Uint8Array.from(group('content').of, (content) => isShared[content] ?? 0);
    }),
  };
}

function once<Value>(load: () => Value): () => Value {
  let loaded: { readonly value: Value } | null = null;
  return () => (loaded ??= { value: load() }).value;
}

function originColumns(context: EngineContext): OriginColumns {
  const { rankColumns, sources } = context.queries;
  const sourcesById = once(() => new Map(sources.list().map((source) => [source.id, source])));
  return {
    origins: once(() => loadOrigins(context, sourcesById())),
    attributes: once(() => loadAttributes(context)),
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

function contentColumns(context: EngineContext): ContentColumns {
  const contents = once(() => loadContents(context));
  return {
    contents,
    isShared: once(() => {
      const { of, highest } = contents();
      const counts = new Uint32Array(highest + 1);
      for (let recordingId = 0; recordingId < of.length; recordingId += 1) {
        counts[of[recordingId] ?? 0] = (counts[of[recordingId] ?? 0] ?? 0) + 1;
      }
      counts[0] = 0;
      return Uint8Array.from(counts, (count) => Number(count > 1));
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
