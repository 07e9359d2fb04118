import { join } from 'node:path';
import type { KnownFileRow, RecordingFactsRow } from '../../../db/queries/recording-queries.ts';
import { fileSha256 } from '../../core/export/file-hash.ts';
import { hasAudioName } from '../../core/intake/audio-names.ts';
import type { FoundFile } from '../../core/intake/scan-folder.ts';
import type { ScanReport } from '../../contract/sources.ts';
import type { EngineContext } from '../engine-context.ts';

/** What a found file is to the library. */
export type Change =
  /** Known and as it was. */
  | 'none'
  | 'added'
  /** Known and as it was; read again, because less was kept of recordings when it was read. */
  | 'reread'
  /** Known, and cannot be looked at now. */
  | 'unreadable'
  /** Known, and gone or unreadable at an earlier scan. */
  | 'returned'
  /** The same bytes with another time. */
  | 'redated'
  /** Other bytes. */
  | 'changed';

export type ScanTally = Omit<ScanReport, 'at' | 'known' | 'names'>;

export function emptyTally(): { -readonly [Key in keyof ScanTally]: ScanTally[Key] } {
  return { added: 0, changed: 0, missing: 0, returned: 0, redated: 0, renamed: 0, unreadableFolders: 0 };
}

export type KnownFiles = ReadonlyMap<string, KnownFileRow>;

/**
 * What became of a file since the last scan. A file of the same size with another time is read where its content is known:
 * cards are read in other time zones and copied, and scores must not be lost for that.
 */
export async function changeOf(root: string, file: FoundFile, known: KnownFileRow | undefined): Promise<Change> {
  if (known === undefined) {
    return 'added';
  }
  if (file.issue !== null) {
    return 'unreadable';
  }
  if (isUnchanged(file, known)) {
    return 'none';
  }
  if (isAsItWas(file, known)) {
    return 'reread';
  }
  if (file.sizeBytes === known.sizeBytes && file.modifiedMilliseconds === known.modifiedMs) {
    return 'returned';
  }
  return file.sizeBytes === known.sizeBytes && known.sha256 !== null && (await hasContent(root, file, known.sha256))
    ? 'redated'
    : 'changed';
}

/** Known, there, and by size and time what it was; nothing about it needs to be read. */
export function isUnchanged(file: FoundFile, known: KnownFileRow | undefined): boolean {
  return known?.lacksFacts === 0 && isAsItWas(file, known);
}

function isAsItWas(file: FoundFile, known: KnownFileRow): boolean {
  return (
    file.issue === null &&
    known.isMissing === 0 &&
    known.isUnreadable === 0 &&
    file.sizeBytes === known.sizeBytes &&
    file.modifiedMilliseconds === known.modifiedMs
  );
}

async function hasContent(root: string, file: FoundFile, sha256: string): Promise<boolean> {
  return fileSha256(join(root, file.relativePath)).then(
    (found) => found === sha256,
    () => false,
  );
}

/** A file with what it is to the library; the facts are read of those that are new or other than they were. */
export interface Taken {
  readonly file: FoundFile;
  readonly change: Change;
  readonly facts: RecordingFactsRow | null;
}

/** Stores what was read. Scores of other bytes than these would be lies; a file that came back as it was keeps its own. */
export function takeIn({ queries }: EngineContext, all: readonly Taken[], known: KnownFiles): void {
  queries.transaction(() => {
    for (const { file, change, facts } of all) {
      const before = known.get(file.relativePath);
      if (before === undefined) {
        continue;
      }
      if (change === 'changed') {
        queries.scoring.forgetScores(before.id);
      } else if (change === 'unreadable') {
        queries.recordings.markUnreadable(before.id, file.issue?.code ?? 'file-unreadable', file.issue?.message ?? '');
      } else if (change !== 'none' && facts?.faultCode === null) {
        queries.scoring.retryRecording(before.id);
      }
    }
    queries.recordings.upsertAll(all.flatMap(({ facts }) => facts ?? []));
    queries.recordings.rememberHashes(
      all.flatMap((taken) => keptHash(taken, known.get(taken.file.relativePath)) ?? []),
    );
  });
}

function keptHash({ file, change }: Taken, before: KnownFileRow | undefined) {
  const { sizeBytes, modifiedMilliseconds: modifiedMs } = file;
  const sha256 = before?.sha256 ?? null;
  return change === 'redated' && before !== undefined && sha256 !== null
    ? { id: before.id, sizeBytes, modifiedMs, sha256 }
    : null;
}

/** What lies below a folder that cannot be read now is not known to be gone. */
export function isBelow(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => path.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
}

interface FoundPaths {
  readonly seen: ReadonlySet<string>;
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
  /** Recordings that are there, if not where they were. */
  readonly found: ReadonlySet<number>;
}

/** Rows written at once; between them others get their turn. */
const rowsAtOnce = 1_000;

/**
 * Marks what was not found, but for what lies below folders that could not be read. A row that stood for such a folder goes
 * when the folder can be read again. Returns how many are gone that were there before.
 */
export async function markMissing(
  { queries }: EngineContext,
  known: KnownFiles,
  { seen, unreadable, found }: FoundPaths,
): Promise<number> {
  const gone = [...known.values()].filter(
    (row) => !seen.has(row.relativePath) && !isBelow(unreadable, row.relativePath) && !found.has(row.id),
  );
  const folderRows = gone.filter((row) => !hasAudioName(row.relativePath));
  const files = gone.filter((row) => row.isMissing === 0 && hasAudioName(row.relativePath));
  queries.transaction(() => {
    folderRows.forEach((row) => {
      queries.recordings.remove(row.id);
    });
  });
  for (let first = 0; first < files.length; first += rowsAtOnce) {
    queries.transaction(() => {
      files.slice(first, first + rowsAtOnce).forEach((row) => {
        queries.recordings.markMissing(row.id);
      });
    });
    await new Promise(setImmediate);
  }
  return files.length;
}
