import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Fault } from '../../contract/outcome.ts';
import { faultOfFileError } from '../audio/audio-file.ts';
import { hasAudioName } from './audio-names.ts';
import { walkFolder, type WalkedFolder } from './folder-walk.ts';

export interface FoundFile {
  /** Below the source, with forward slashes, exactly as the file system names it (no Unicode normalisation). */
  readonly relativePath: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly modifiedMilliseconds: number;
  /** Why it could not be looked at; also set on a sub-folder that cannot be read, which is then listed in place of its files. */
  readonly issue: Fault | null;
}

/** Node shows bytes that are no UTF-8 as U+FFFD, and cannot open such a name again. */
const unreadableName: Fault = {
  code: 'file-unreadable',
  message: 'The name of this file holds characters that cannot be read here. Rename the file and scan again.',
};

const batchFiles = 256;
/** File status calls under way at once; more than this brings nothing. */
const parallelCalls = 16;

/**
 * Everything below a folder that claims to be audio, in batches, as it is found: each folder's files before its sub-folders'.
 * Nothing is opened. Throws a FaultError (not-a-folder) where the folder itself cannot be read and the signal's reason where aborted.
 */
export async function* scanFolder(root: string, signal: AbortSignal): AsyncGenerator<FoundFile[]> {
  let batch: FoundFile[] = [];
  for await (const folder of walkFolder(root, signal)) {
    if (folder.issue !== null) {
      batch.push(unreadableFolder(folder.relativePath, folder.issue));
    }
    const paths = audioPaths(folder);
    for (let first = 0; first < paths.length; first += parallelCalls) {
      signal.throwIfAborted();
      batch.push(...(await Promise.all(paths.slice(first, first + parallelCalls).map((path) => look(root, path)))));
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

async function look(root: string, relativePath: string): Promise<FoundFile> {
  const fileName = basename(relativePath);
  try {
    const { size, mtimeMs } = await stat(join(root, relativePath));
    return { relativePath, fileName, sizeBytes: size, modifiedMilliseconds: Math.round(mtimeMs), issue: null };
  } catch (error) {
    const issue = fileName.includes('\ufffd') ? unreadableName : faultOfFileError(error);
    return { relativePath, fileName, sizeBytes: 0, modifiedMilliseconds: 0, issue };
  }
}

function unreadableFolder(relativePath: string, issue: Fault): FoundFile {
  return { relativePath, fileName: basename(relativePath), sizeBytes: 0, modifiedMilliseconds: 0, issue };
}
