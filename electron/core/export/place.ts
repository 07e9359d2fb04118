import { lstat, realpath, statfs } from 'node:fs/promises';
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

/**
 * Why nothing may be written to these folders, or null: one lies inside a source, which would rank its own exports, or a
 * source lies inside one of them, which would be replaced with it.
 */
export async function sourceProblem(
  root: string,
  tierPaths: readonly string[],
  sourcePaths: readonly string[],
): Promise<Fault | null> {
  const sources = await Promise.all(sourcePaths.map(resolved));
  const tiers = await Promise.all(tierPaths.map(resolved));
  for (const folder of [await resolved(root), ...tiers]) {
    const source = sources.find((candidate) => isInside(folder, candidate));
    if (source !== undefined) {
      const message = `${folder} lies inside the source ${source}. Recordings are never changed: choose an export folder outside of it.`;
      return { code: 'export-inside-source', message };
    }
  }
  const swallowed = sources.find((source) => tiers.some((tier) => isInside(source, tier)));
  return swallowed === undefined
    ? null
    : {
        code: 'export-inside-source',
        message: `The source ${swallowed} lies inside a folder that would be replaced. Choose another export folder.`,
      };
}
