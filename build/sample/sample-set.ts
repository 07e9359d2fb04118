import { readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { FaultError } from '../../electron/contract/outcome.ts';

/** Raised whenever the same seed would give other bytes than before; an older set is then made anew. */
export const sampleSetVersion = 1;

export const markerName = 'sample-set.json';
export const truthName = 'truth.csv';

const markerSchema = z.object({
  kind: z.literal('earmark-sample-recordings'),
  version: z.int(),
  seed: z.int(),
  files: z.array(z.object({ file: z.string(), bytes: z.int() })),
});

/** Written last: a folder with a marker whose files are all there is a whole set. */
export type SampleMarker = z.infer<typeof markerSchema>;

async function readMarker(folder: string): Promise<SampleMarker | undefined> {
  try {
    const parsed = markerSchema.safeParse(JSON.parse(await readFile(join(folder, markerName), 'utf8')));
    return parsed.data;
  } catch {
    return undefined;
  }
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.size === bytes;
}

/** The marker of a complete set of this version and seed, or undefined where one has to be made. */
export async function readCompleteSet(folder: string, seed: number): Promise<SampleMarker | undefined> {
  const marker = await readMarker(folder);
  if (marker === undefined || marker.version !== sampleSetVersion || marker.seed !== seed) {
    return undefined;
  }
  const present = await Promise.all(marker.files.map(({ file, bytes }) => hasSize(join(folder, file), bytes)));
  return present.every(Boolean) ? marker : undefined;
}

async function removeEmptyFolders(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    if (entry.isDirectory()) {
      await removeEmptyFolders(join(folder, entry.name));
    }
  }
  await rmdir(folder).catch(() => undefined);
}

/** Takes away what an earlier version wrote, and nothing else; refuses a folder that holds anything of somebody else's. */
export async function clearOldSet(folder: string): Promise<void> {
  const marker = await readMarker(folder);
  const ours = marker === undefined ? [] : [...marker.files.map(({ file }) => file), truthName, markerName];
  await Promise.all(ours.map((file) => rm(join(folder, file), { force: true })));
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) {
    return;
  }
  if (found.isDirectory()) {
    await removeEmptyFolders(folder);
  }
  if ((await stat(folder).catch(() => undefined)) !== undefined) {
    throw new FaultError({
      code: 'already-exists',
      message: `${folder} holds files that are not sample recordings. Choose an empty folder for the samples.`,
    });
  }
}

const partialMark = '.partial-';

/** The folder beside the set in which this process writes until everything is there. */
export function partialFolder(folder: string): string {
  return `${folder}${partialMark}${process.pid}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes what earlier attempts left when they were killed. */
export async function clearAbandonedPartials(folder: string): Promise<void> {
  const prefix = `${basename(folder)}${partialMark}`;
  const names = await readdir(dirname(folder)).catch(() => []);
  for (const name of names.filter((candidate) => candidate.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length));
    if (pid === process.pid || !isAlive(pid)) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}
