import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { isOfKind, type FileKind, type FolderListing } from '../contract/shell.ts';
import { listPlaces } from './places.ts';

export type IsAudioFile = (name: string) => boolean;

/** Common audio files, for the count that helps to recognise a card; what can be read is intake's to say. */
export const looksLikeAudio: IsAudioFile = (name) =>
  /\.(?:wav|wave|w64|rf64|bwf|flac|mp3|ogg|opus|aif[fc]?|au|snd|caf|m4a)$/i.test(name);

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * What the folder browser shows of one folder: its folders sorted by name, the files of the kind that is looked for, how
 * many audio files. Hidden entries are left out. `null` stands for the home folder, and so does a leading `~`.
 */
export async function listFolder(
  requested: string | null,
  isAudioFile: IsAudioFile,
  kind: FileKind | null = null,
): Promise<Outcome<FolderListing>> {
  const path = normalize((requested ?? '~').replace(/^~(?=$|[\\/])/, () => homedir()));
  if (!isAbsolute(path)) {
    return fail('invalid-input', `“${path}” is not a full path. Write it from the start, for example ${homedir()}.`);
  }
  let entries: Dirent[];
  try {
    entries = (await readdir(path, { withFileTypes: true })).filter((entry) => !isHidden(entry.name));
  } catch (error) {
    return listingFault(error, path);
  }
  const kinds = await Promise.all(
    entries.map(async (entry) => ({ name: entry.name, kind: await kindOf(path, entry) })),
  );
  const named = (name: string): { name: string; path: string } => ({ name, path: join(path, name) });
  const files = kinds.filter((entry) => entry.kind === 'file').map((entry) => entry.name);
  const folders = kinds.filter((entry) => entry.kind === 'folder').map((entry) => entry.name);
  return succeed({
    path,
    parent: dirname(path) === path ? null : dirname(path),
    places: await listPlaces(),
    folders: folders.sort(byName.compare).map(named),
    audioFileCount: files.filter(isAudioFile).length,
    files: files
      .filter((name) => kind !== null && isOfKind(name, kind))
      .sort(byName.compare)
      .map(named),
  });
}

/** By convention, and what Windows keeps on every card. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('$') || name === 'System Volume Information';
}

async function kindOf(folder: string, entry: Dirent): Promise<'folder' | 'file' | 'other'> {
  if (!entry.isSymbolicLink()) {
    return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
  }
  const target = await stat(join(folder, entry.name)).catch(() => null);
  return target?.isDirectory() === true ? 'folder' : target?.isFile() === true ? 'file' : 'other';
}

/** What a refusal of the file system means to a person who is looking for a folder. */
export function listingFault(error: unknown, path: string): Outcome<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') {
    return fail('not-found', `The folder “${path}” is not there. If it is on a card or a drive, plug it in again.`);
  }
  if (code === 'ENOTDIR') {
    return fail('not-a-folder', `“${path}” is a file. Choose the folder that contains it.`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return fail(
      'permission-denied',
      `You may not look into “${path}”. Choose another folder, or ask for access to it.`,
    );
  }
  return fail(
    'file-unreadable',
    `The folder “${path}” cannot be read. Check the card or drive that it is on.`,
    String(error),
  );
}
