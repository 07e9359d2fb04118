import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../../contract/outcome.ts';
import { concurrently } from './concurrently.ts';
import { fileSha256 } from './file-hash.ts';
import { readSubsetDocument, subsetDocumentName, type ListedFile } from './subset-document.ts';
import { systemCode } from './write-fault.ts';

export interface TierFolder {
  /** `new`: nothing there. `replace`: our own export as we wrote it. `refuse`: not ours, or changed since. */
  readonly state: 'new' | 'replace' | 'refuse';
  readonly problem: Fault | null;
  /** At most ten names of what is in the way. */
  readonly foreignFiles: readonly string[];
}

/** What file managers put into a folder that was merely looked at. */
export const leftByFileManagers: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
const looksAtOnce = 16;
const fresh: TierFolder = { state: 'new', problem: null, foreignFiles: [] };

function refuse(path: string, reason: string, foreignFiles: readonly string[] = []): TierFolder {
  const names = foreignFiles.length === 0 ? '' : ` (${foreignFiles.slice(0, 3).join(', ')})`;
  const message = `${path} ${reason}${names}. Nothing there was touched. Move it away, or export to another folder.`;
  return { state: 'refuse', problem: { code: 'export-not-ours', message }, foreignFiles: foreignFiles.slice(0, 10) };
}

/** Same size and time: taken as unchanged. Same size and another time (a copy, a restored backup): the bytes decide. */
async function isAsWritten(path: string, file: ListedFile, deep: boolean): Promise<boolean> {
  const found = await lstat(path);
  if (file.link !== undefined) {
    // The original may lie on a card that is away; the link itself is what was written.
    return found.isSymbolicLink() && (await readlink(path)) === file.link && (!deep || (await holds(path, file)));
  }
  if (!found.isFile() || found.size !== file.bytes) {
    return false;
  }
  const sameTime = Math.abs(found.mtimeMs - file.modifiedMs) < 1;
  return (sameTime && !deep) || (await holds(path, file));
}

async function holds(path: string, file: ListedFile): Promise<boolean> {
  return (await fileSha256(path)) === file.sha256;
}

async function changedFiles(path: string, files: readonly ListedFile[], deep: boolean): Promise<string[]> {
  const changed: string[] = [];
  await concurrently(files, { limit: looksAtOnce }, async (file) => {
    if (!(await isAsWritten(join(path, file.name), file, deep))) {
      changed.push(file.name);
    }
  });
  return changed.toSorted();
}

async function inspectEntries(path: string, entries: readonly Dirent[], deep: boolean): Promise<TierFolder> {
  const names = entries.map(({ name }) => name.normalize('NFC')).filter((name) => !leftByFileManagers.has(name));
  if (names.length === 0) {
    return fresh;
  }
  if (!names.includes(subsetDocumentName)) {
    return refuse(path, 'holds files that Earmark did not write', names);
  }
  const files = readSubsetDocument(await readFile(join(path, subsetDocumentName), 'utf8'));
  if (files === null) {
    return refuse(path, `holds a ${subsetDocumentName} that is not Earmark's, or was changed`, names);
  }
  const listed = new Set([subsetDocumentName, ...files.map(({ name }) => name)]);
  const foreign = names.filter((name) => !listed.has(name));
  if (foreign.length > 0) {
    return refuse(path, 'holds files that Earmark did not write', foreign);
  }
  const present = new Set(names);
  const missing = files.map(({ name }) => name).filter((name) => !present.has(name));
  if (missing.length > 0) {
    return refuse(path, 'is an export from which files were removed', missing);
  }
  const changed = await changedFiles(path, files, deep);
  return changed.length > 0
    ? refuse(path, 'is an export in which files were changed', changed)
    : { state: 'replace', problem: null, foreignFiles: [] };
}

/**
 * Whether a tier may be written to this folder: only if it is missing, empty, or exactly what Earmark wrote there, by
 * its sealed `subset.json` (DESIGN §2.7). With `deep` every file is read and its sha256 compared, otherwise only files
 * whose time changed are. Throws what the file system throws when the folder cannot be read.
 */
export async function inspectTierFolder(path: string, options: { readonly deep?: boolean } = {}): Promise<TierFolder> {
  try {
    const found = await lstat(path);
    if (!found.isDirectory()) {
      return refuse(path, found.isSymbolicLink() ? 'is a link to another place' : 'is a file, not a folder');
    }
    return await inspectEntries(path, await readdir(path, { withFileTypes: true }), options.deep ?? false);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return fresh;
    }
    throw error;
  }
}
