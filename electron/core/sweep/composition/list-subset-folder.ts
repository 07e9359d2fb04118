import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { hasAudioName } from '../../intake/audio-names.ts';
import type { SubsetAxis } from '../subset-axes.ts';

/** The endings that the packager looks for; as they stand, because its search knows upper case on Windows only. */
const taken: ReadonlySet<string> = new Set(['.wav', '.mp3', '.flac']);

/** What lies where the packager looks for a subset. */
export interface SubsetListing {
  readonly folder: string;
  readonly axis: SubsetAxis;
  readonly path: string;
  readonly exists: boolean;
  /** Names under which the packager copies the files that it takes. */
  readonly names: readonly string[];
  /** Files it takes whose link leads nowhere: chosen, then not copied. */
  readonly broken: number;
  /** Audio files with an ending in upper case, which it does not see here. */
  readonly upperCase: number;
  /** Audio files of kinds that it does not look for, such as .ogg. */
  readonly otherKinds: number;
  /** Audio files in folders below, where it does not look. */
  readonly inSubfolders: number;
  /** A folder beside the missing one whose name differs in case only. */
  readonly otherCase: string | null;
}

/** Where the packager looks: a leading `AudioData/` is left out, the rest lies below the audio root. */
export function subsetPath(folder: string, audioRoot: string): string {
  return resolve(
    audioRoot,
    /^AudioData[\\/]/u.test(folder) ? folder.slice('AudioData'.length).replace(/^[\\/]+/u, '') : folder,
  );
}

/** The name a file is copied under: that of what a link leads to. Null where it leads nowhere. */
async function copiedName(path: string, isLink: boolean): Promise<string | null> {
  try {
    return basename(isLink ? await realpath(path) : path);
  } catch {
    return null;
  }
}

async function otherCaseOf(path: string): Promise<string | null> {
  try {
    const name = basename(path).toLowerCase();
    return (
      (await readdir(dirname(path))).find((each) => each.toLowerCase() === name && each !== basename(path)) ?? null
    );
  } catch {
    return null;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function countBelow(path: string, folders: readonly string[]): Promise<number> {
  let count = 0;
  for (const folder of folders) {
    count += (await readdir(join(path, folder), { recursive: true })).filter((name) =>
      hasAudioName(basename(name)),
    ).length;
  }
  return count;
}

/** Lists a subset folder as the packager's `glob` does: flat, and with the system's own view of upper case. */
export async function listSubsetFolder(
  place: { readonly folder: string; readonly axis: SubsetAxis },
  audioRoot: string,
  ignoresCase: boolean = process.platform === 'win32',
): Promise<SubsetListing> {
  const path = subsetPath(place.folder, audioRoot);
  const nothing = { names: [], broken: 0, upperCase: 0, otherKinds: 0, inSubfolders: 0, otherCase: null };
  if (!(await isFolder(path))) {
    return { ...place, path, exists: false, ...nothing, otherCase: await otherCaseOf(path) };
  }
  const entries = await readdir(path, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const files = entries.filter((entry) => !entry.isDirectory());
  const matches = (name: string): boolean => taken.has(ignoresCase ? extname(name).toLowerCase() : extname(name));
  const names = await Promise.all(
    files
      .filter(({ name }) => matches(name))
      .map((entry) => copiedName(join(path, entry.name), entry.isSymbolicLink())),
  );
  const unseen = files.filter(({ name }) => !matches(name) && hasAudioName(name));
  const upperCase = unseen.filter(({ name }) => taken.has(extname(name).toLowerCase())).length;
  return {
    ...place,
    path,
    exists: true,
    names: names.filter((name) => name !== null),
    broken: names.filter((name) => name === null).length,
    upperCase,
    otherKinds: unseen.length - upperCase,
    inSubfolders: await countBelow(path, folders),
    otherCase: null,
  };
}
