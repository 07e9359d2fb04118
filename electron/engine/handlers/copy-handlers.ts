import { join } from 'node:path';
import type { CopyRow } from '../../../db/queries/copy-queries.ts';
import type { CopyPlace, CopySummary, RecordingCopies } from '../../contract/copies.ts';
import { succeed } from '../../contract/outcome.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import type { IdentityServices } from './relink-handlers.ts';

type CopyOperations = 'copies/find' | 'copies/summary' | 'copies/list';

/** Recordings that are the same bytes. */
export function copyHandlers(
  context: EngineContext,
  { hashing }: Pick<IdentityServices, 'hashing'>,
): Handlers<CopyOperations> {
  const { copies } = context.queries;
  const summary = createSummary(context);
  return {
    'copies/find': () => succeed({ jobId: hashing.begin()?.id ?? null }),
    'copies/summary': () => succeed({ unknown: copies.unhashedCount(), ...summary() }),
    'copies/list': ({ offset, limit }) =>
      succeed({
        total: copies.totals().contents,
        rows: copies.contents(limit, offset).map(({ sha256, sizeBytes }) => ({
          sha256,
          sizeBytes,
          places: copies.places(sha256).map(place),
        })),
      }),
  };
}

const placesShown = 50;

/** Where else the content of a recording lies. */
export function copiesOf({ queries: { copies } }: EngineContext, recordingId: number): RecordingCopies {
  return { counts: copies.countOf(recordingId), places: copies.ofRecording(recordingId, placesShown).map(place) };
}

function place({ sourcePath, isMissing, ...row }: CopyRow): CopyPlace {
  return { ...row, absolutePath: join(sourcePath, row.relativePath), missing: isMissing === 1 };
}

type KnownCopies = Omit<CopySummary, 'unknown'>;

/** Walks over all contents, so it is kept until contents become known or sources go; a scan alone brings no copies. */
function createSummary(context: EngineContext): () => KnownCopies {
  let kept: { readonly sources: string; readonly value: KnownCopies } | null = null;
  context.events.onEvent(({ topic }) => {
    if (topic === 'copies/changed' || topic === 'export/changed') {
      kept = null;
    }
  });
  return () => {
    const sources = context.queries.sources
      .list()
      .map(({ id }) => id)
      .join();
    if (kept?.sources !== sources) {
      kept = { sources, value: knownCopies(context) };
    }
    return kept.value;
  };
}

function knownCopies({ queries: { copies } }: EngineContext): KnownCopies {
  const bySources = new Map<string, { sourceId: number; otherSourceId: number; count: number }>();
  const add = (sourceId: number, otherSourceId: number, count: number): void => {
    const key = `${sourceId} ${otherSourceId}`;
    const entry = bySources.get(key) ?? { sourceId, otherSourceId, count: 0 };
    bySources.set(key, { ...entry, count: entry.count + count });
  };
  let content: { sourceId: number; count: number }[] = [];
  let current = '';
  const close = (): void => {
    for (const own of content) {
      for (const other of content) {
        if (own !== other || own.count > 1) {
          add(own.sourceId, other.sourceId, own === other ? own.count - 1 : own.count);
        }
      }
    }
    content = [];
  };
  for (const { sha256, sourceId, count } of copies.shared()) {
    if (sha256 !== current) {
      close();
      current = sha256;
    }
    content.push({ sourceId, count });
  }
  close();
  return { ...copies.totals(), shared: [...bySources.values()] };
}
