import { lstat, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Fault } from '../../contract/outcome.ts';
import { faultOfFileError } from '../audio/audio-file.ts';
import { hasAudioName } from './audio-names.ts';
import { isOddName } from './folder-entries.ts';
import { walkFolder, type WalkedFolder } from './folder-walk.ts';

export interface FoundFile {
  /** Below the source, with forward slashes, exactly as the file system names it (no Unicode normalisation). */
  readonly relativePath: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly modifiedMilliseconds: number;
  /** Why it could not be looked at; also set on a sub-folder that cannot be read, which is then listed in place of its files. */
  readonly issue: Fault | null;
  /** A folder that cannot be read, in place of what is in it. */
  readonly isFolder: boolean;
}

const unreadableName: Fault = {
  code: 'file-unreadable',
  message: 'The name of this file holds characters that cannot be read here. Rename the file and scan again.',
};
const circularLink: Fault = {
  code: 'file-unreadable',
  message: 'This is a link that leads back to itself. Remove it, or let it point to the recording that was meant.',
};
const deadLink: Fault = {
  code: 'file-missing',
  message:
    'This is a link to a file that is not there. Connect the drive that it leads to, or remove the link and scan the folder again.',
};

const batchFiles = 256;
/** File status calls under way at once; more than this brings nothing. */
const parallelCalls = 16;

/**
 * Everything below a folder that claims to be audio, in batches, as it is found: each folder's files before its sub-folders'.
 * Nothing is opened. `leaveOut` as for `walkFolder`. Throws a FaultError (not-a-folder) where the folder itself cannot be
 * read and the signal's reason where aborted.
 */
export async function* scanFolder(
  root: string,
  signal: AbortSignal,
  leaveOut?: ReadonlySet<string>,
): AsyncGenerator<FoundFile[]> {
  let batch: FoundFile[] = [];
  for await (const folder of walkFolder(root, signal, leaveOut)) {
    if (folder.issue !== null) {
      batch.push(unreadableFolder(folder.relativePath, folder.issue));
    }
    const paths = audioPaths(folder);
    for (let first = 0; first < paths.length; first += parallelCalls) {
      signal.throwIfAborted();
      const looked = await Promise.all(paths.slice(first, first + parallelCalls).map((path) => look(root, path)));
      batch.push(...looked.filter((file) => file !== null));
      if (batch.length >= batchFiles) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

function audioPaths({ relativePath, fileNames }: WalkedFolder): string[] {
  return fileNames.filter(hasAudioName).map((name) => (relativePath === '' ? name : `${relativePath}/${name}`));
}

/** null where the file went between the listing of its folder and now; a link that leads nowhere is still there. */
async function look(root: string, relativePath: string): Promise<FoundFile | null> {
  const fileName = basename(relativePath);
  const path = join(root, relativePath);
  try {
    const { size, mtimeMs } = await stat(path);
    const modifiedMilliseconds = Math.round(mtimeMs);
    return { relativePath, fileName, sizeBytes: size, modifiedMilliseconds, issue: null, isFolder: false };
  } catch (error) {
    const unseen = { relativePath, fileName, sizeBytes: 0, modifiedMilliseconds: 0, isFolder: false };
    const issue = isOddName(fileName) ? unreadableName : isCircular(error) ? circularLink : faultOfFileError(error);
    if (issue.code !== 'file-missing') {
      return { ...unseen, issue };
    }
    return (await isThere(path)) ? { ...unseen, issue: deadLink } : null;
  }
}

function isCircular(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOOP';
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** A folder may be called `x.wav`: the slash tells it from a recording. */
function unreadableFolder(relativePath: string, issue: Fault): FoundFile {
  return {
    relativePath: hasAudioName(basename(relativePath)) ? `${relativePath}/` : relativePath,
    fileName: basename(relativePath),
    sizeBytes: 0,
    modifiedMilliseconds: 0,
    issue,
    isFolder: true,
  };
}
