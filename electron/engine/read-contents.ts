import { join } from 'node:path';
import type { FileCrew } from '../core/export/file-crew.ts';
import type { ReadContents } from '../core/intake/match-moved.ts';

/** Reads contents of files below a folder on the crew's threads. What it gives throws the reason of an abort. */
export function contentsBelow(folder: string, crew: FileCrew, signal: AbortSignal): ReadContents {
  return async (paths) => {
    const contents = new Map<string, string | null>();
    await crew.run(
      paths.map((relative) => ({ kind: 'hash', path: join(folder, relative) })),
      {
        signal,
        onResult: (result, index) => {
          contents.set(paths[index] ?? '', result.ok ? result.sha256 : null);
        },
      },
    );
    return contents;
  };
}
