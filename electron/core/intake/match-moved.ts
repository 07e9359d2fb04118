import type { LookedAt } from './inspect-folder.ts';

/** A recording as the library knows it. */
export interface KnownRecording extends LookedAt {
  readonly id: number;
  readonly relativePath: string;
  readonly sha256: string | null;
  /** It was gone at the last scan already. */
  readonly isMissing: 0 | 1;
}

export interface MovedMatch {
  readonly known: KnownRecording;
  /** Its path now. */
  readonly path: string;
  readonly file: LookedAt;
}

/** What becomes of a source's recordings in another folder. */
export interface MovePlan {
  readonly matched: readonly MovedMatch[];
  readonly renamed: readonly MovedMatch[];
  readonly changed: readonly KnownRecording[];
  readonly unmatched: readonly KnownRecording[];
  /** Paths of files that are none of the source's. */
  readonly added: readonly string[];
}

/** Contents of the files at these paths; null of one that cannot be read. */
export type ReadContents = (paths: readonly string[]) => Promise<ReadonlyMap<string, string | null>>;

type FoundFiles = ReadonlyMap<string, LookedAt>;

/** Cards of one model write the same names and sizes, so a few contents are read before the rest is believed. */
const samples = 16;

/**
 * Matches recordings with the files of a folder: by path and size first, where a sample of the contents agrees, then what is
 * left by content. Contents are read only of files that could be meant.
 */
export async function matchMoved(
  known: readonly KnownRecording[],
  found: FoundFiles,
  readContents: ReadContents,
): Promise<MovePlan> {
  const inPlace = known.filter((row) => found.get(row.relativePath)?.sizeBytes === row.sizeBytes);
  const matched = await withSameContent(inPlace, readContents);
  const isMatched = new Set(matched.map((row) => row.relativePath));
  const rest = known.filter((row) => !isMatched.has(row.relativePath));
  const renamed = freeOfCollisions(await findRenamed(rest, found, { isMatched, readContents }), rest);
  const isRenamed = new Set(renamed.map((match) => match.known.id));
  const left = rest.filter((row) => !isRenamed.has(row.id));
  const taken = new Set([...isMatched, ...renamed.map(({ path }) => path), ...left.map((row) => row.relativePath)]);
  return {
    matched: matched.flatMap((row) => matchAt(row, row.relativePath, found)),
    renamed,
    changed: left.filter((row) => found.has(row.relativePath)),
    unmatched: left.filter((row) => !found.has(row.relativePath) && row.isMissing === 0),
    added: [...found.keys()].filter((path) => !taken.has(path)),
  };
}

function matchAt(known: KnownRecording, path: string, found: FoundFiles): MovedMatch[] {
  const file = found.get(path);
  return file === undefined ? [] : [{ known, path, file }];
}

/** All where the sampled contents agree; otherwise those whose own content does, or is not known. */
async function withSameContent(
  rows: readonly KnownRecording[],
  readContents: ReadContents,
): Promise<readonly KnownRecording[]> {
  const hashed = rows.filter((row) => row.sha256 !== null);
  const step = Math.max(1, Math.floor(hashed.length / samples));
  const sampled = hashed.filter((_, index) => index % step === 0);
  const differing = await otherThanKnown(sampled, readContents);
  if (differing.size === 0) {
    return rows;
  }
  const all = await otherThanKnown(hashed, readContents);
  // Where the sample says that these are other files, nothing speaks for those without a known content either.
  return rows.filter((row) => row.sha256 !== null && !all.has(row.id));
}

async function otherThanKnown(rows: readonly KnownRecording[], readContents: ReadContents): Promise<Set<number>> {
  const contents = await readContents(rows.map((row) => row.relativePath));
  return new Set(rows.filter((row) => contents.get(row.relativePath) !== row.sha256).map((row) => row.id));
}

async function findRenamed(
  rest: readonly KnownRecording[],
  found: FoundFiles,
  { isMatched, readContents }: { readonly isMatched: ReadonlySet<string>; readonly readContents: ReadContents },
): Promise<MovedMatch[]> {
  const wanted = new Map<string, KnownRecording[]>();
  rest.forEach((row) => {
    if (row.sha256 !== null) {
      wanted.set(row.sha256, [...(wanted.get(row.sha256) ?? []), row]);
    }
  });
  const sizes = new Set(rest.filter((row) => row.sha256 !== null).map((row) => row.sizeBytes));
  const candidates = [...found].filter(([path, { sizeBytes }]) => !isMatched.has(path) && sizes.has(sizeBytes));
  const contents = await readContents(candidates.map(([path]) => path));
  return candidates.flatMap(([path]) => {
    const row = wanted.get(contents.get(path) ?? '')?.shift();
    return row === undefined ? [] : matchAt(row, path, found);
  });
}

/** A new path may be the old one of a recording that stays: that one is left in its place, and so is the renamed one. */
function freeOfCollisions(renamed: readonly MovedMatch[], rest: readonly KnownRecording[]): readonly MovedMatch[] {
  const leaving = new Set(renamed.map((match) => match.known.id));
  const staying = new Set(rest.filter((row) => !leaving.has(row.id)).map((row) => row.relativePath));
  const free = renamed.filter(({ path }) => !staying.has(path));
  return free.length === renamed.length ? free : freeOfCollisions(free, rest);
}
