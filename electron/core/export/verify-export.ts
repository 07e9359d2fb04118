import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { ExportVerification, VerifiedFolder } from '../../contract/exports.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { stagingPrefix } from './dead-staging.ts';
import type { FileCrew } from './file-crew.ts';
import { readSubsetDocument, subsetDocumentName, type ListedFile } from './subset-document.ts';
import { tableNames } from './tables/index.ts';
import { leftByFileManagers } from './tier-folder.ts';
import { systemCode, writeFault } from './write-fault.ts';

export interface VerifyContext {
  readonly crew: FileCrew;
  readonly signal?: AbortSignal;
  /** Folders that the library exported, by absolute path. */
  readonly exportedFolders: readonly string[];
}

interface CheckedFolder extends VerifiedFolder {
  readonly bytes: number;
}

async function namesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).map((name) => name.normalize('NFC'));
  return names.filter((name) => !leftByFileManagers.has(name)).toSorted();
}

function unusable(path: string, problem: string, foreign: readonly string[]): CheckedFolder {
  return { path, intact: 0, missing: [], changed: [], foreign: [...foreign], problem, bytes: 0 };
}

/** Links must be links still, and files files: what else it may be now is a change. */
async function looksAsWritten(path: string, file: ListedFile): Promise<boolean> {
  const found = await lstat(path);
  return file.link === undefined
    ? found.isFile() && found.size === file.bytes
    : found.isSymbolicLink() && (await readlink(path)) === file.link;
}

async function verifyFolder(path: string, { crew, signal }: VerifyContext): Promise<CheckedFolder> {
  const names = await namesIn(path);
  if (!names.includes(subsetDocumentName)) {
    return unusable(path, `${subsetDocumentName} is missing, so nothing can be compared.`, names);
  }
  const listed = readSubsetDocument(await readFile(join(path, subsetDocumentName), 'utf8'));
  if (listed === null) {
    return unusable(path, `${subsetDocumentName} was changed, or is not Earmark's.`, names);
  }
  const present = new Set(names);
  const known = new Set([subsetDocumentName, ...listed.map(({ name }) => name)]);
  const changed: string[] = [];
  const missing = listed.filter(({ name }) => !present.has(name)).map(({ name }) => name);
  const suspects: ListedFile[] = [];
  for (const file of listed.filter(({ name }) => present.has(name))) {
    if (await looksAsWritten(join(path, file.name), file)) {
      suspects.push(file);
    } else {
      changed.push(file.name);
    }
  }
  let bytes = 0;
  let intact = 0;
  await crew.run(
    suspects.map(({ name }) => ({ kind: 'hash' as const, path: join(path, name) })),
    {
      ...(signal === undefined ? {} : { signal }),
      onResult: (result, index) => {
        const file = suspects[index];
        if (file === undefined) {
          return;
        }
        if (result.ok && result.sha256 === file.sha256) {
          intact += 1;
          bytes += result.bytes;
        } else {
          // A link whose original is away, too: the sound is not there.
          (!result.ok && result.trouble === 'missing' ? missing : changed).push(file.name);
        }
      },
    },
  );
  const foreign = names.filter((name) => !known.has(name));
  return { path, intact, missing: missing.toSorted(), changed: changed.toSorted(), foreign, problem: null, bytes };
}

interface Found {
  readonly exported: string[];
  readonly beside: string[];
}

/** A folder is an export if it holds Earmark's document, or a table of it from which the document was removed. */
function isExport(names: readonly string[]): boolean {
  return names.includes(subsetDocumentName) || tableNames.every((name) => names.includes(name));
}

async function search(folder: string, root: string, found: Found): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  if (isExport(names)) {
    found.exported.push(folder);
    return;
  }
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith(stagingPrefix)) {
      await search(path, root, found);
    } else if (!leftByFileManagers.has(entry.name)) {
      found.beside.push(relative(root, path));
    }
  }
}

const mostBeside = 100;

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}

/**
 * Reads every file of an export again: of one exported folder, or of all below `path`. An export is intact when each
 * file is there with the bytes that were written, nothing else is in its folders, and no folder that the library exported
 * here is gone. Faults: `not-found`, `not-a-folder`, `export-not-ours` where nothing below was exported by Earmark, `cancelled`.
 */
export async function verifyExport(path: string, context: VerifyContext): Promise<Outcome<ExportVerification>> {
  const found: Found = { exported: [], beside: [] };
  const folders: CheckedFolder[] = [];
  try {
    await search(path, path, found);
    for (const folder of found.exported) {
      folders.push(await verifyFolder(folder, context));
    }
  } catch (error) {
    return systemCode(error) === 'ENOENT'
      ? fail('not-found', `${path} is not there.`)
      : { ok: false, fault: writeFault(error, path) };
  }
  const missingFolders = [...new Set(context.exportedFolders)]
    .filter((folder) => isBelow(folder, path) && !found.exported.includes(folder))
    .toSorted();
  if (folders.length === 0 && missingFolders.length === 0) {
    return fail('export-not-ours', `Nothing in ${path} was exported by Earmark: there is no ${subsetDocumentName}.`);
  }
  const isSound = folders.every(
    ({ problem, missing, changed, foreign }) =>
      problem === null && missing.length + changed.length + foreign.length === 0,
  );
  return succeed({
    path,
    isIntact: isSound && missingFolders.length === 0,
    folders: folders.map(({ bytes: _bytes, ...folder }) => folder),
    missingFolders,
    beside: found.beside.slice(0, mostBeside),
    files: folders.reduce((sum, { intact }) => sum + intact, 0),
    bytes: folders.reduce((sum, { bytes }) => sum + bytes, 0),
  });
}
