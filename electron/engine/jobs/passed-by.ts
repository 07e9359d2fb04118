import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EngineContext } from '../engine-context.ts';
import { isBelow, type KnownFiles } from './scan-changes.ts';

interface Scanned {
  readonly path: string;
  readonly known: KnownFiles;
  readonly seen: ReadonlySet<string>;
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
}

/**
 * Lets go of recordings that an earlier scan reached through a linked folder and this one leaves to another source, or does
 * not follow any more: they are not gone, so they are not missing. Those that a run or a finding has to do with stay.
 * Returns their numbers.
 */
export async function letGoOfPassedBy(
  { queries }: EngineContext,
  { path: root, known, seen, unreadable }: Scanned,
): Promise<ReadonlySet<number>> {
  const realRoot = await realpath(root).catch(() => root);
  const links = new Map<string, boolean>();
  const leadsElsewhere = async (folder: string): Promise<boolean> => {
    const isLinked =
      links.get(folder) ??
      (await realpath(join(root, folder)).then(
        (real) => real !== join(realRoot, folder),
        () => false,
      ));
    links.set(folder, isLinked);
    return isLinked;
  };
  const passed = new Set<number>();
  for (const { id, relativePath } of known.values()) {
    const folder = dirname(relativePath);
    if (seen.has(relativePath) || folder === '.' || isBelow(unreadable, relativePath)) {
      continue;
    }
    if (
      (await leadsElsewhere(folder)) &&
      !queries.recordings.hasPast(id) &&
      (await isThere(join(root, relativePath)))
    ) {
      passed.add(id);
    }
  }
  queries.transaction(() => {
    passed.forEach(queries.recordings.remove);
  });
  return passed;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  );
}
