import { basename } from 'node:path';
import type { KnownFileRow } from '../../../db/queries/recording-queries.ts';
import { hasAudioName } from '../../core/intake/audio-names.ts';
import type { MovedMatch, ReadContents } from '../../core/intake/match-moved.ts';
import { matchRenamed, type FreshFile } from '../../core/intake/match-renamed.ts';
import type { EngineContext } from '../engine-context.ts';
import { isBelow, type KnownFiles } from './scan-changes.ts';

interface Scanned {
  readonly sourceId: number;
  readonly known: KnownFiles;
  /** Paths that were found. */
  readonly seen: ReadonlySet<string>;
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
}

export interface Renames {
  /** Recordings that have another path now; they are not missing. */
  readonly recordings: ReadonlySet<number>;
  /** How many of them had been counted as new files. */
  readonly wereAdded: number;
}

/**
 * Files that were renamed in their source keep their recording: its id, scores, findings and exported name. The row that
 * the scan made of the new name goes, so that nothing is counted twice.
 */
export async function takeInRenames(
  context: EngineContext,
  { sourceId, known, seen, unreadable }: Scanned,
  readContents: ReadContents,
): Promise<Renames> {
  const gone = [...known.values()].filter(
    ({ relativePath, sha256 }) =>
      sha256 !== null && !seen.has(relativePath) && hasAudioName(relativePath) && !isBelow(unreadable, relativePath),
  );
  if (gone.length === 0) {
    return { recordings: new Set(), wereAdded: 0 };
  }
  const now = new Map(context.queries.recordings.knownIn(sourceId).map((row) => [row.relativePath, row]));
  const matches = await matchRenamed(gone, freshFiles(context, { now, known, seen, gone }), readContents);
  const stored = matches.filter((match) => storeRename(context, match, now.get(match.path)));
  return {
    recordings: new Set(stored.map((match) => match.known.id)),
    wereAdded: stored.filter(({ path }) => !known.has(path)).length,
  };
}

interface Candidates extends Pick<Scanned, 'known' | 'seen'> {
  readonly now: KnownFiles;
  readonly gone: readonly KnownFileRow[];
}

/**
 * What this scan found for the first time; and of what an earlier one found, when the contents were not known yet, that of
 * which nothing is known beside a missing recording of which something is: a copy that lay there all the time is no rename.
 */
function freshFiles({ queries }: EngineContext, { now, known, seen, gone }: Candidates): Map<string, FreshFile> {
  const before = new Map(gone.map((row) => [row.sha256, row]));
  const isFresh = (row: KnownFileRow): boolean => {
    if (!known.has(row.relativePath)) {
      return true;
    }
    const missing = row.sha256 === null ? undefined : before.get(row.sha256);
    return (
      missing !== undefined &&
      missing.id < row.id &&
      queries.recordings.hasPast(missing.id) &&
      !queries.recordings.hasPast(row.id)
    );
  };
  const fresh = [...now.values()].filter((row) => seen.has(row.relativePath) && row.isUnreadable === 0 && isFresh(row));
  return new Map(fresh.map((row) => [row.relativePath, row]));
}

/** False where somebody worked on the new row meanwhile: then both stay. */
function storeRename({ queries }: EngineContext, { known, path }: MovedMatch, row: KnownFileRow | undefined): boolean {
  return queries.transaction(() => {
    const facts = row === undefined ? undefined : queries.recordings.byId(row.id);
    if (facts === undefined || queries.recordings.hasPast(facts.id)) {
      return false;
    }
    queries.recordings.remove(facts.id);
    queries.recordings.rename(known.id, path, basename(path));
    // The time goes first: a hash is kept only with the size and time that it was read at.
    queries.recordings.redate(known.id, facts.modifiedMs);
    queries.recordings.upsertAll([facts]);
    if (facts.faultCode === null) {
      queries.scoring.retryRecording(known.id);
    }
    return true;
  });
}
