import type { FileCrew } from './file-crew.ts';
import type { FileTask, SourceTrouble } from './file-task.ts';

/** An original that cannot be exported as it was scored. */
export interface TroubledOriginal {
  readonly path: string;
  readonly why: SourceTrouble;
}

interface Original {
  readonly absolutePath: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** Looks at every original once, without reading it: which are gone, and which are not as they were scanned. */
export async function troubledOriginals(
  originals: readonly Original[],
  crew: FileCrew,
  signal?: AbortSignal,
): Promise<TroubledOriginal[]> {
  const distinct = [...new Map(originals.map((original) => [original.absolutePath, original])).values()];
  const troubled: (TroubledOriginal | undefined)[] = [];
  const tasks = distinct.map(({ absolutePath: path, sizeBytes, modifiedMs }): FileTask => ({
    kind: 'look',
    file: { path, sizeBytes, modifiedMs },
  }));
  await crew.run(tasks, {
    ...(signal === undefined ? {} : { signal }),
    onResult: (result, index) => {
      if (!result.ok && result.trouble !== 'stopped' && result.trouble !== 'destination') {
        troubled[index] = { path: result.path, why: result.trouble };
      }
    },
  });
  return troubled.filter((entry) => entry !== undefined);
}

/** Why an export of these originals is refused, by name; null where there are none. */
export function missingMessage(troubled: readonly TroubledOriginal[]): string | null {
  const [first] = troubled;
  if (first === undefined) {
    return null;
  }
  const names = troubled
    .slice(0, 3)
    .map(({ path }) => path)
    .join(', ');
  const more = troubled.length > 3 ? ` and ${(troubled.length - 3).toLocaleString('en-US')} more` : '';
  const what =
    troubled.length === 1
      ? '1 recording is not there, or not as it was scanned'
      : `${troubled.length.toLocaleString('en-US')} recordings are not there, or not as they were scanned`;
  return `${what}: ${names}${more}. Connect the disk or card, rescan the source, or leave these files out.`;
}
