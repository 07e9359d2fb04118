import { lstat, realpath, stat, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Fault } from '../../contract/outcome.ts';
import { systemCode } from './write-fault.ts';

/** Whether there is anything of this name, be it a link that leads nowhere. Throws what the file system throws besides. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return false;
    }
    throw error;
  }
}

/** The nearest folder of a path that exists. Throws where not even the disk is there. */
export async function nearestFolder(path: string): Promise<string> {
  for (let current = path; ; current = dirname(current)) {
    if (await isThere(current).catch(() => false)) {
      return current;
    }
    if (dirname(current) === current) {
      throw new Error(`${path} is on no disk that is there`);
    }
  }
}

/** Free bytes for an ordinary user on the disk that will hold `path`, by its nearest folder that exists; null if untold. */
export async function freeBytes(path: string): Promise<number | null> {
  for (let current = path; ; current = dirname(current)) {
    try {
      const { bavail, bsize } = await statfs(current);
      return bavail * bsize;
    } catch {
      if (dirname(current) === current) {
        return null;
      }
    }
  }
}

/** The path with the links of its existing part resolved. */
async function resolved(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await resolved(parent), relative(parent, path));
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}

/** Device and number of a folder: the same under every name that a link, a mount or a spelling in other case gives it. */
async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return ino === 0n ? null : `${dev} ${ino}`;
  } catch {
    return null;
  }
}

/** A folder by its resolved path, and by the identities of itself and of all folders above it that exist. */
interface Placed {
  readonly path: string;
  readonly identity: string | null;
  readonly above: ReadonlySet<string>;
}

async function placed(path: string): Promise<Placed> {
  const real = await resolved(path);
  const above = new Set<string>();
  for (let current = real; ; current = dirname(current)) {
    const identity = await identityOf(current);
    if (identity !== null) {
      above.add(identity);
    }
    if (dirname(current) === current) {
      return { path: real, identity: await identityOf(real), above };
    }
  }
}

function liesIn(inner: Placed, outer: Placed): boolean {
  return isInside(inner.path, outer.path) || (outer.identity !== null && inner.above.has(outer.identity));
}

/**
 * Why nothing may be written to these folders, or null: one lies inside a source, which would rank its own exports, or a
 * source lies inside one of them, which would be replaced with it. Told by the folders themselves, whatever their paths.
 */
export async function sourceProblem(
  root: string,
  tierPaths: readonly string[],
  sourcePaths: readonly string[],
): Promise<Fault | null> {
  const sources = await Promise.all(sourcePaths.map(placed));
  const tiers = await Promise.all(tierPaths.map(placed));
  for (const folder of [await placed(root), ...tiers]) {
    const source = sources.find((candidate) => liesIn(folder, candidate));
    if (source !== undefined) {
      const message = `${folder.path} lies inside the source ${source.path}. Recordings are never changed: choose an export folder outside of it.`;
      return { code: 'export-inside-source', message };
    }
  }
  const swallowed = sources.find((source) => tiers.some((tier) => liesIn(source, tier)));
  return swallowed === undefined
    ? null
    : {
        code: 'export-inside-source',
        message: `The source ${swallowed.path} lies inside a folder that would be replaced. Choose another export folder.`,
      };
}
