import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { FaultError, succeed, type Outcome } from '../../contract/outcome.ts';
import type { FolderInspection } from '../../contract/sources.ts';
import { hasAudioName } from './audio-names.ts';
import { countChannels } from './count-channels.ts';
import { walkFolder } from './folder-walk.ts';
import { suggestAttributes } from './suggest-attributes.ts';

/** What a look at the folder alone can say; whether it was added before is the library's to know. */
export type InspectedFolder = Omit<FolderInspection, 'alreadyAdded' | 'known' | 'overlap' | 'movedFrom'>;

/** One audio file that was looked at. */
export interface LookedAt {
  readonly sizeBytes: number;
  /** Whole milliseconds, as the library stores them. */
  readonly modifiedMs: number;
}

export interface InspectOptions {
  /** The look stops after so many files; 20,000 where it is not said. */
  readonly limitFiles?: number;
  /** Folders that are passed by, by their identity. */
  readonly leaveOut?: ReadonlySet<string>;
  /** Takes down the audio files that were looked at, by their path below the folder. */
  readonly files?: Map<string, LookedAt>;
}

const usualLimit = 20_000;

const exampleCount = 5;
const parallelCalls = 16;

/**
 * A quick look at a folder before it is added: counts, size, and what its names suggest. Where it stops early, `truncated`
 * says so. Fault: not-a-folder.
 */
export async function inspectFolder(path: string, options: InspectOptions = {}): Promise<Outcome<InspectedFolder>> {
  try {
    const names = await collectNames(path, options);
    const name = basename(resolve(path));
    return succeed({
      path,
      name,
      audioFileCount: names.audioPaths.length,
      otherFileCount: names.otherFileCount,
      totalBytes: await totalBytes(path, names.audioPaths, options.files),
      truncated: names.truncated,
      exampleNames: names.audioPaths.slice(0, exampleCount).map((audioPath) => basename(audioPath)),
      channels: await countChannels(names.audioPaths.map((audioPath) => join(path, audioPath))),
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

async function collectNames(
  root: string,
  { limitFiles = usualLimit, leaveOut }: InspectOptions,
): Promise<CollectedNames> {
  const audioPaths: string[] = [];
  let otherFileCount = 0;
  for await (const { relativePath, fileNames } of walkFolder(root, undefined, leaveOut)) {
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

async function totalBytes(
  root: string,
  paths: readonly string[],
  files: Map<string, LookedAt> | undefined,
): Promise<number> {
  let total = 0;
  for (let first = 0; first < paths.length; first += parallelCalls) {
    const group = paths.slice(first, first + parallelCalls);
    const looked = await Promise.all(group.map((path) => lookAt(join(root, path))));
    looked.forEach((file, index) => {
      total += file?.sizeBytes ?? 0;
      if (file !== null) {
        files?.set(group[index] ?? '', file);
      }
    });
  }
  return total;
}

async function lookAt(path: string): Promise<LookedAt | null> {
  return stat(path).then(
    ({ size, mtimeMs }) => ({ sizeBytes: size, modifiedMs: Math.round(mtimeMs) }),
    () => null,
  );
}
