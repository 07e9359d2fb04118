import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, FaultError, type Fault } from '../../contract/outcome.ts';
import { folderIdentity } from './folder-presence.ts';
import { isOddName, readEntries, type FolderEntry } from './folder-entries.ts';

/** One folder of the tree: its files, or why it cannot be read. */
export interface WalkedFolder {
  /** Path below the root with forward slashes, '' for the root itself. */
  readonly relativePath: string;
  /** Names of everything that is not a folder and not hidden, sorted. */
  readonly fileNames: readonly string[];
  readonly issue: Fault | null;
}

/** Of Windows, Synology, QNAP and Linux: what was deleted, and what they keep beside each file. */
const systemFolders = new Set([
  'system volume information',
  '$recycle.bin',
  'recycler',
  '#recycle',
  '@recycle',
  '@eadir',
  '__macosx',
  'lost+found',
]);

/**
 * Walks a folder and everything below it, each real folder once however it is linked. Linked folders come last, so
 * that a recording keeps the path of the place where it really lies. `leaveOut` names folders by their identity (see
 * `folderIdentity`) that are passed by, with all below them. A link that leads up from the root is not followed: all of its
 * neighbours would come in with it. Throws a FaultError (not-a-folder) only where the root
 * itself cannot be read: an empty result would look as if every recording had been deleted.
 */
export async function* walkFolder(
  root: string,
  signal?: AbortSignal,
  leaveOut: ReadonlySet<string> = new Set(),
): AsyncGenerator<WalkedFolder> {
  const [own = '', ...above] = await lineageOf(root);
  const visited = new Set([...leaveOut, ...above]);
  const folders: string[] = [''];
  const links: string[] = [];
  const nextLink = async (): Promise<string | undefined> => {
    let link = links.shift();
    while (link !== undefined && (await liesBelow(join(root, link), { folders: leaveOut, own }))) {
      link = links.shift();
    }
    return link;
  };
  for (let next = folders.pop(); next !== undefined; next = folders.pop() ?? (await nextLink())) {
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

/** Identities of a folder as it really lies and of all that it lies in, inmost first; without what cannot be looked at. */
async function lineageOf(path: string): Promise<string[]> {
  const lineage: string[] = [];
  let folder = await realpath(path).catch(() => path);
  for (let last = ''; folder !== last; folder = dirname(folder)) {
    const identity = await folderIdentity(folder);
    lineage.push(...(identity === null ? [] : [identity]));
    last = folder;
  }
  return lineage;
}

/** Whether a linked folder really lies below one of these, and not below the walk's own root, which may lie there itself. */
async function liesBelow(
  path: string,
  { folders, own }: { readonly folders: ReadonlySet<string>; readonly own: string },
): Promise<boolean> {
  if (folders.size === 0) {
    return false;
  }
  const nearest = (await lineageOf(path)).find((identity) => identity === own || folders.has(identity));
  return nearest !== undefined && nearest !== own;
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
    const entries = await readEntries(absolutePath);
    return await sortEntries(root, relativePath, entries.filter(isWanted).toSorted(byName));
  } catch (error) {
    if (relativePath !== '' && isGone(error) && !isOddName(basename(relativePath))) {
      return null;
    }
    return { fileNames: [], folders: [], links: [], issue: folderFault(relativePath, error) };
  }
}

function isGone(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function sortEntries(root: string, relativePath: string, entries: readonly FolderEntry[]): Promise<ListedFolder> {
  const listed: ListedFolder = { fileNames: [], folders: [], links: [], issue: null };
  for (const entry of entries) {
    const path = relativePath === '' ? entry.name : `${relativePath}/${entry.name}`;
    const kind = entry.isSymbolicLink() ? await kindOfLink(join(root, path)) : kindOf(entry);
    if (kind === 'folder') {
      (entry.isSymbolicLink() ? listed.links : listed.folders).push(path);
    } else if (kind === 'file') {
      listed.fileNames.push(entry.name);
    }
  }
  return listed;
}

/** Hidden files include the `._*` twins that macOS leaves on cards; they carry audio names but no audio. */
function isWanted(entry: FolderEntry): boolean {
  return !entry.name.startsWith('.') && !systemFolders.has(entry.name.toLowerCase());
}

function byName(one: FolderEntry, other: FolderEntry): number {
  return one.name < other.name ? -1 : 1;
}

/** Pipes, sockets and devices are `other`: opening a pipe waits for ever for someone to write to it. */
type EntryKind = 'folder' | 'file' | 'other';

function kindOf(entry: Pick<FolderEntry, 'isDirectory' | 'isFile'>): EntryKind {
  return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
}

/** A link that leads nowhere counts as the file that it once was. */
async function kindOfLink(path: string): Promise<EntryKind> {
  return stat(path).then(kindOf, () => 'file');
}

function folderFault(relativePath: string, error: unknown): Fault {
  const detail = error instanceof Error ? error.message : String(error);
  if (relativePath === '') {
    const advice =
      hasCode(error, 'EACCES') || hasCode(error, 'EPERM')
        ? 'Earmark may not read this folder. Change its permissions.'
        : 'This folder cannot be read. Check that the card or drive is connected.';
    return fail('not-a-folder', advice, detail).fault;
  }
  return fail(
    'file-unreadable',
    `This folder cannot be read, so its recordings are missing here. ${adviceFor(relativePath, error)} and scan again.`,
    detail,
  ).fault;
}

function adviceFor(relativePath: string, error: unknown): string {
  if (hasCode(error, 'ENAMETOOLONG')) {
    return 'Its path is too long for this system: shorten the names of the folders above it, or add it as a source of its own,';
  }
  return isOddName(basename(relativePath)) && isGone(error)
    ? 'Its name holds characters that cannot be read here: rename the folder'
    : 'Change its permissions';
}
