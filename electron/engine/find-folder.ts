import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { SourceRowWithCounts } from '../../db/queries/source-queries.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { folderIdentity } from '../core/intake/folder-presence.ts';
import type { EngineContext } from './engine-context.ts';
import { relativeTo } from './nested-sources.ts';

/** The folder as it really lies, whatever links lead there. Fault: not-a-folder. */
export async function findFolder(path: string): Promise<Outcome<string>> {
  const absolute = resolve(path);
  try {
    const status = await stat(absolute);
    return status.isDirectory()
      ? succeed(await realpath(absolute))
      : fail('not-a-folder', `${absolute} is a file. Choose the folder that holds the recordings.`);
  } catch (error) {
    return fail(
      'not-a-folder',
      `The folder ${absolute} cannot be opened. Check the path and its permissions.`,
      String(error),
    );
  }
}

/** How a folder stands to the sources there are. */
export interface FolderRelations {
  /** The source that the folder is, under this or another path. */
  readonly same: SourceRowWithCounts | null;
  /** The source in whose folder it lies. */
  readonly inside: SourceRowWithCounts | null;
  /** Sources whose folders it holds. */
  readonly contains: readonly SourceRowWithCounts[];
  /** Identities of the folders of all sources but `same`. */
  readonly others: ReadonlySet<string>;
}

/** Compares folders by what they are on the disk, not by what they are called: links, second mounts and case do not deceive. */
export async function relateToSources({ queries }: EngineContext, path: string): Promise<FolderRelations> {
  const sources = await Promise.all(
    queries.sources.list().map(async (source) => ({
      source,
      identity: await folderIdentity(source.path),
      lineage: await lineageOf(source.path),
    })),
  );
  const [own, ...parents] = await lineageOf(path);
  const same =
    sources.find(({ source }) => source.path === path) ??
    sources.find(({ identity }) => identity !== null && identity === own);
  const others = sources.filter((each) => each !== same);
  return {
    same: same?.source ?? null,
    inside: others.find(({ identity }) => identity !== null && parents.includes(identity))?.source ?? null,
    contains: others
      .filter(({ source, lineage }) => lineage.slice(1).includes(own ?? '') || relativeTo(path, source.path) !== null)
      .map(({ source }) => source),
    others: new Set(others.flatMap(({ identity }) => identity ?? [])),
  };
}

/** Identities of a folder and of all that it lies in, inmost first; without what cannot be looked at. */
async function lineageOf(path: string): Promise<string[]> {
  const identity = await folderIdentity(path);
  const parent = dirname(path);
  const rest = parent === path ? [] : await lineageOf(parent);
  return identity === null ? rest : [identity, ...rest];
}
