import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { FaultError, succeed, type Outcome } from '../../contract/outcome.ts';
import type { FolderInspection } from '../../contract/sources.ts';
import { hasAudioName } from './audio-names.ts';
import { walkFolder } from './folder-walk.ts';
import { suggestAttributes } from './suggest-attributes.ts';

/** What a look at the folder alone can say; whether it was added before is the library's to know. */
export type InspectedFolder = Omit<FolderInspection, 'alreadyAdded'>;

const exampleCount = 5;
const parallelCalls = 16;

/**
 * A quick look at a folder before it is added: counts, size, and what its names suggest. Stops after `limitFiles` files
 * (`truncated`). Fault: not-a-folder.
 */
export async function inspectFolder(path: string, limitFiles = 20_000): Promise<Outcome<InspectedFolder>> {
  try {
    const names = await collectNames(path, limitFiles);
    const name = basename(resolve(path));
    return succeed({
      path,
      name,
      audioFileCount: names.audioPaths.length,
      otherFileCount: names.otherFileCount,
      totalBytes: await totalBytes(path, names.audioPaths),
      truncated: names.truncated,
      exampleNames: names.audioPaths.slice(0, exampleCount).map((audioPath) => basename(audioPath)),
      ...suggestAttributes(
        name,
        names.audioPaths.map((audioPath) => basename(audioPath)),
      ),
    });
  } catch (error) {
    if (error instanceof FaultError) {
      return { ok: false, fault: error.fault };
    }
    throw error;
  }
}

interface CollectedNames {
  readonly audioPaths: string[];
  readonly otherFileCount: number;
  readonly truncated: boolean;
}

async function collectNames(root: string, limitFiles: number): Promise<CollectedNames> {
  const audioPaths: string[] = [];
  let otherFileCount = 0;
  for await (const { relativePath, fileNames } of walkFolder(root)) {
    for (const name of fileNames) {
      if (audioPaths.length + otherFileCount >= limitFiles) {
        return { audioPaths, otherFileCount, truncated: true };
      }
      if (hasAudioName(name)) {
        audioPaths.push(relativePath === '' ? name : `${relativePath}/${name}`);
      } else {
        otherFileCount += 1;
      }
    }
  }
  return { audioPaths, otherFileCount, truncated: false };
}

async function totalBytes(root: string, paths: readonly string[]): Promise<number> {
  let total = 0;
  for (let first = 0; first < paths.length; first += parallelCalls) {
    const sizes = await Promise.all(paths.slice(first, first + parallelCalls).map((path) => sizeOf(join(root, path))));
    total += sizes.reduce((sum, size) => sum + size, 0);
  }
  return total;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
