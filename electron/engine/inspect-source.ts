import { join } from 'node:path';
import type { KnownFileRow } from '../../db/queries/recording-queries.ts';
import type { SourceRowWithCounts } from '../../db/queries/source-queries.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import type { FolderInspection, KnownFolder } from '../contract/sources.ts';
import { fileSha256 } from '../core/export/file-hash.ts';
import { hasAudioName } from '../core/intake/audio-names.ts';
import { inspectFolder, type LookedAt } from '../core/intake/inspect-folder.ts';
import type { EngineContext } from './engine-context.ts';
import { findFolder, relateToSources, type FolderRelations } from './find-folder.ts';
import type { SourcePresence } from './source-presence.ts';

type FoundFiles = ReadonlyMap<string, LookedAt>;

/** A look at a folder before it is added, and at how it stands to the sources there are. Fault: not-a-folder. */
export async function inspectSource(
  context: EngineContext,
  presence: SourcePresence,
  path: string,
): Promise<Outcome<FolderInspection>> {
  const folder = await findFolder(path);
  if (!folder.ok) {
    return folder;
  }
  const relations = await relateToSources(context, folder.value);
  const files = new Map<string, LookedAt>();
  const inspected = await inspectFolder(folder.value, { files, leaveOut: relations.others });
  if (!inspected.ok) {
    return inspected;
  }
  const { same } = relations;
  const isKnown = same !== null;
  return succeed({
    ...inspected.value,
    alreadyAdded: isKnown,
    known: isKnown ? knownFolder(context, same, { files, isWhole: !inspected.value.truncated }) : null,
    overlap: overlapOf(relations),
    movedFrom: isKnown ? null : await movedFrom(context, presence, { path: folder.value, files }),
  });
}

function named({ id, name, path }: SourceRowWithCounts): { sourceId: number; name: string; path: string } {
  return { sourceId: id, name, path };
}

function overlapOf({ inside, contains }: FolderRelations): FolderInspection['overlap'] {
  if (inside !== null) {
    return { kind: 'inside', sources: [named(inside)] };
  }
  return contains.length === 0 ? null : { kind: 'contains', sources: contains.map(named) };
}

function knownFolder(
  { queries }: EngineContext,
  source: SourceRowWithCounts,
  { files, isWhole }: { readonly files: FoundFiles; readonly isWhole: boolean },
): KnownFolder {
  const known = new Map(queries.recordings.knownIn(source.id).map((row) => [row.relativePath, row]));
  const { role, quality, site, recorder, timeZone, channel, recordingCount: recordings } = source;
  const found = [...files];
  return {
    ...named(source),
    role,
    quality,
    site,
    recorder,
    timeZone,
    channel,
    recordings,
    added: found.filter(([path]) => !known.has(path)).length,
    changed: found.filter(([path, file]) => isOther(file, known.get(path))).length,
    missing: isWhole ? [...known.values()].filter((row) => isNewlyGone(row, files)).length : null,
  };
}

function isOther(file: LookedAt, known: KnownFileRow | undefined): boolean {
  return known !== undefined && (file.sizeBytes !== known.sizeBytes || file.modifiedMs !== known.modifiedMs);
}

/** What was missing at the last read already is no news, and a row that stands for a folder was never a file. */
function isNewlyGone({ relativePath, isMissing }: KnownFileRow, files: FoundFiles): boolean {
  return isMissing === 0 && hasAudioName(relativePath) && !files.has(relativePath);
}

/** Half of a source's recordings by path and size, and a few contents, are taken for the source itself. */
const leastShare = 0.5;
const contentsRead = 4;

async function movedFrom(
  context: EngineContext,
  presence: SourcePresence,
  folder: { readonly path: string; readonly files: FoundFiles },
): Promise<FolderInspection['movedFrom']> {
  const online = await presence.look();
  const away = context.queries.sources.list().filter(({ id }) => online.get(id) === false);
  for (const source of away) {
    const known = context.queries.recordings.knownIn(source.id).filter((row) => row.sizeBytes > 0);
    const inPlace = known.filter((row) => folder.files.get(row.relativePath)?.sizeBytes === row.sizeBytes);
    const expected = Math.min(known.length, folder.files.size);
    if (inPlace.length > 0 && inPlace.length >= expected * leastShare) {
      const pairs = inPlace.map((row) => ({ path: row.relativePath, sha256: row.sha256 }));
      if (await contentsAgree(folder.path, pairs)) {
        return { ...named(source), matched: inPlace.length, recordings: known.length };
      }
    } else if (await isRenamed(folder, known)) {
      return { ...named(source), matched: 0, recordings: known.length };
    }
  }
  return null;
}

async function contentsAgree(
  root: string,
  pairs: readonly { readonly path: string; readonly sha256: string | null }[],
): Promise<boolean> {
  const hashed = pairs.filter(({ sha256 }) => sha256 !== null).slice(0, contentsRead);
  for (const { path, sha256 } of hashed) {
    if ((await fileSha256(join(root, path)).catch(() => null)) !== sha256) {
      return false;
    }
  }
  return true;
}

/** A few files of the folder are in the source under other names. */
async function isRenamed(
  { path, files }: { readonly path: string; readonly files: FoundFiles },
  known: readonly KnownFileRow[],
): Promise<boolean> {
  const contents = new Set(known.flatMap(({ sha256 }) => sha256 ?? []));
  const sizes = new Set(known.filter(({ sha256 }) => sha256 !== null).map(({ sizeBytes }) => sizeBytes));
  const candidates = [...files].filter(([, { sizeBytes }]) => sizes.has(sizeBytes)).slice(0, contentsRead);
  let agreeing = 0;
  for (const [name] of candidates) {
    const sha256 = await fileSha256(join(path, name)).catch(() => null);
    agreeing += sha256 !== null && contents.has(sha256) ? 1 : 0;
  }
  return candidates.length > 0 && agreeing === candidates.length;
}
