import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, FaultError, type Fault } from '../../contract/outcome.ts';

/** One folder of the tree: its files, or why it cannot be read. */
export interface WalkedFolder {
  /** Path below the root with forward slashes, '' for the root itself. */
  readonly relativePath: string;
  /** Names of everything that is not a folder and not hidden, sorted. */
  readonly fileNames: readonly string[];
  readonly issue: Fault | null;
}

const systemFolders = new Set(['system volume information', '$recycle.bin']);

/**
 * Walks a folder and everything below it, each real folder once however it is linked. Linked folders come last, so
 * that a recording keeps the path of the place where it really lies. `leaveOut` names folders by their identity (see
 * `folderIdentity`) that are passed by, with all below them. Throws a FaultError (not-a-folder) only where the root
 * itself cannot be read: an empty result would look as if every recording had been deleted.
 */
export async function* walkFolder(
  root: string,
  signal?: AbortSignal,
  leaveOut: ReadonlySet<string> = new Set(),
): AsyncGenerator<WalkedFolder> {
  const visited = new Set(leaveOut);
  const folders: string[] = [''];
  const links: string[] = [];
  for (let next = folders.pop(); next !== undefined; next = folders.pop() ?? links.shift()) {
    signal?.throwIfAborted();
    const listed = await listFolder(root, next, visited);
    if (listed === null) {
      continue;
    }
    if (listed.issue !== null && next === '') {
      throw new FaultError(listed.issue);
    }
    folders.push(...listed.folders.reverse());
    links.push(...listed.links);
    yield { relativePath: next, fileNames: listed.fileNames, issue: listed.issue };
  }
}

interface ListedFolder {
  readonly fileNames: string[];
  readonly folders: string[];
  readonly links: string[];
  readonly issue: Fault | null;
}

/** null where the folder was visited before, under this or another name, or went while its parent was being read. */
async function listFolder(root: string, relativePath: string, visited: Set<string>): Promise<ListedFolder | null> {
  const absolutePath = join(root, relativePath);
  try {
    const { dev, ino } = await stat(absolutePath, { bigint: true });
    const identity = `${dev}:${ino}`;
    if (visited.has(identity)) {
      return null;
    }
    visited.add(identity);
    const entries = await readdir(absolutePath, { withFileTypes: true });
    return await sortEntries(root, relativePath, entries.filter(isWanted).toSorted(byName));
  } catch (error) {
    if (relativePath !== '' && isGone(error)) {
      return null;
    }
    return { fileNames: [], folders: [], links: [], issue: folderFault(relativePath, error) };
  }
}

function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'ENOENT' || code === 'ENOTDIR';
}

async function sortEntries(root: string, relativePath: string, entries: readonly Dirent[]): Promise<ListedFolder> {
  const listed: ListedFolder = { fileNames: [], folders: [], links: [], issue: null };
  for (const entry of entries) {
    const path = relativePath === '' ? entry.name : `${relativePath}/${entry.name}`;
    if (entry.isDirectory()) {
      listed.folders.push(path);
    } else if (entry.isSymbolicLink() && (await isFolder(join(root, path)))) {
      listed.links.push(path);
    } else if (entry.isFile() || entry.isSymbolicLink()) {
      listed.fileNames.push(entry.name);
    }
  }
  return listed;
}

/** Hidden files include the `._*` twins that macOS leaves on cards; they carry audio names but no audio. */
function isWanted(entry: Dirent): boolean {
  return !entry.name.startsWith('.') && !systemFolders.has(entry.name.toLowerCase());
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
}

function folderFault(relativePath: string, error: unknown): Fault {
  const detail = error instanceof Error ? error.message : String(error);
  if (relativePath === '') {
    return fail('not-a-folder', 'This folder cannot be read. Check that the card or drive is connected.', detail).fault;
  }
  return fail(
    'file-unreadable',
    'This folder cannot be read, so its recordings are missing here. Change its permissions and scan again.',
    detail,
  ).fault;
}
