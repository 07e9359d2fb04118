import type { LookedAt } from './inspect-folder.ts';
import type { KnownRecording, MovedMatch, ReadContents } from './match-moved.ts';

/** A file that may be a missing one under another name. */
export interface FreshFile extends LookedAt {
  /** null: not read yet. */
  readonly sha256: string | null;
}

/**
 * Which missing recordings are in the same source under another name: by size and content, and only where one recording and
 * one file have that content. Which of two equal copies was renamed is not guessed. Contents are read only of files that
 * are as large as a missing one whose content is known.
 */
export async function matchRenamed(
  missing: readonly KnownRecording[],
  fresh: ReadonlyMap<string, FreshFile>,
  readContents: ReadContents,
): Promise<readonly MovedMatch[]> {
  const hashed = missing.filter(({ sha256 }) => sha256 !== null);
  const sizes = new Set(hashed.map(({ sizeBytes }) => sizeBytes));
  const candidates = [...fresh].filter(([, { sizeBytes }]) => sizes.has(sizeBytes));
  const unread = candidates.filter(([, { sha256 }]) => sha256 === null).map(([path]) => path);
  const contents = unread.length === 0 ? new Map<string, string | null>() : await readContents(unread);
  const filesOf = Map.groupBy(candidates, ([path, { sha256 }]) => sha256 ?? contents.get(path) ?? null);
  const recordingsOf = Map.groupBy(hashed, ({ sha256 }) => sha256);
  return [...recordingsOf].flatMap(([sha256, [known, ...otherRecordings]]) => {
    const [match, ...otherFiles] = filesOf.get(sha256) ?? [];
    if (known === undefined || match === undefined || otherRecordings.length + otherFiles.length > 0) {
      return [];
    }
    const [path, file] = match;
    return file.sizeBytes === known.sizeBytes ? [{ known, path, file }] : [];
  });
}
