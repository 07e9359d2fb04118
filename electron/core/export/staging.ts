import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { hasEnded, ownIdentity, processIdentitySchema, type ProcessIdentity } from './process-identity.ts';
import { systemCode } from './write-fault.ts';

const stagingPrefix = '.earmark-staging-';
const markerName = 'staging.json';
/** A staging folder without a marker is either being made at this moment or the leftover of a kill at that moment. */
const markerlessLifetimeMilliseconds = 60_000;

const swapSchema = z.object({ staged: z.string(), destination: z.string(), aside: z.string() });
const markerSchema = z.object({
  program: z.literal('earmark'),
  owner: processIdentitySchema,
  swaps: z.array(swapSchema),
});
type Swap = z.infer<typeof swapSchema>;

/** A hidden folder on the destination's file system in which everything is made ready before anything shows. */
export interface Staging {
  readonly path: string;
  readonly root: string;
  /** The uppermost folder that had to be made for the root; removed again with a staging that fails. */
  readonly firstCreated: string | undefined;
  readonly owner: ProcessIdentity;
}

/** A folder or file that was made ready in a staging, and where it goes. */
export interface StagedEntry {
  readonly staged: string;
  readonly destination: string;
  /** Looks at what was there before, after it was moved aside; throws to have everything put back. */
  readonly confirmReplaced?: (aside: string) => Promise<void>;
}

/** Writes a file whose bytes are on the disk when this resolves. */
export async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeMarker(staging: Staging, swaps: readonly Swap[]): Promise<void> {
  const temporary = join(staging.path, `${markerName}.new`);
  await writeDurably(temporary, JSON.stringify({ program: 'earmark', owner: staging.owner, swaps }));
  await rename(temporary, join(staging.path, markerName));
}

/** Removes `folder` and its parents up to `uppermost`, as long as they are empty. */
async function removeEmptyFolders(folder: string, uppermost: string | undefined): Promise<void> {
  if (uppermost === undefined) {
    return;
  }
  try {
    for (let current = folder; current.length >= uppermost.length; current = dirname(current)) {
      await rmdir(current);
    }
  } catch {
    // Not empty, or gone: then it is not ours to remove.
  }
}

/** Makes a staging folder below `root`, and the root where it is missing. Throws what the file system throws. */
export async function createStaging(root: string): Promise<Staging> {
  const firstCreated = await mkdir(root, { recursive: true });
  const path = join(root, `${stagingPrefix}${randomUUID()}`);
  const staging = { path, root, firstCreated, owner: await ownIdentity() };
  try {
    await mkdir(path);
    await writeMarker(staging, []);
  } catch (error) {
    await discardStaging(staging);
    throw error;
  }
  return staging;
}

/** The marker goes last: killed halfway, the rest is still known for a leftover. */
async function removeStaging(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    if (name !== markerName) {
      await rm(join(path, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes a staging with all it holds, and the root if it was made for it and stayed empty. Never throws. */
export async function discardStaging(staging: Staging): Promise<void> {
  try {
    await removeStaging(staging.path);
  } catch {
    // The next export finds the leftover by its marker and tries again.
  }
  await removeEmptyFolders(staging.root, staging.firstCreated);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return false;
    }
    throw error;
  }
}

async function swapOne(entry: StagedEntry & Swap, undo: (() => Promise<void>)[]): Promise<void> {
  const parent = dirname(entry.destination);
  const firstCreated = await mkdir(parent, { recursive: true });
  undo.push(() => removeEmptyFolders(parent, firstCreated));
  if (await isThere(entry.destination)) {
    await rename(entry.destination, entry.aside);
    undo.push(() => rename(entry.aside, entry.destination));
    await entry.confirmReplaced?.(entry.aside);
  }
  await rename(entry.staged, entry.destination);
  undo.push(() => rename(entry.destination, entry.staged));
}

/**
 * Moves staged entries to their destinations by rename. What was there is moved into the staging and goes with it.
 * When one cannot be moved, all are put back as they were and the reason is thrown.
 */
export async function swapIn(staging: Staging, entries: readonly StagedEntry[]): Promise<void> {
  const swaps = entries.map((entry, index) => ({ ...entry, aside: join(staging.path, `aside-${index}`) }));
  await writeMarker(
    staging,
    swaps.map(({ staged, destination, aside }) => ({ staged, destination, aside })),
  );
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const swap of swaps) {
      await swapOne(swap, undo);
    }
  } catch (error) {
    for (const step of undo.toReversed()) {
      await step();
    }
    throw error;
  }
}

/** Puts back what a killed process had moved aside without having moved the new folder in. */
async function restoreAsides(swaps: readonly Swap[]): Promise<void> {
  for (const { destination, aside } of swaps) {
    if ((await isThere(aside)) && !(await isThere(destination))) {
      await mkdir(dirname(destination), { recursive: true });
      await rename(aside, destination);
    }
  }
}

async function isAbandonedWithoutMarker(path: string): Promise<boolean> {
  const names = await readdir(path);
  const { mtimeMs } = await stat(path);
  return names.every((name) => name.startsWith(markerName)) && Date.now() - mtimeMs > markerlessLifetimeMilliseconds;
}

async function readMarker(path: string): Promise<z.infer<typeof markerSchema> | null> {
  try {
    return markerSchema.parse(JSON.parse(await readFile(join(path, markerName), 'utf8')));
  } catch {
    return null;
  }
}

async function clearOne(path: string): Promise<boolean> {
  const marker = await readMarker(path);
  if (marker === null ? !(await isAbandonedWithoutMarker(path)) : !(await hasEnded(marker.owner))) {
    return false;
  }
  await restoreAsides(marker?.swaps ?? []);
  await removeStaging(path);
  return true;
}

/**
 * Removes what processes that were killed left below `root`, and puts back what they had moved aside. The staging of a
 * living process is left alone. Never throws: a leftover that cannot be removed does not stop a new export.
 * @returns how many were removed
 */
export async function clearDeadStaging(root: string): Promise<number> {
  let cleared = 0;
  try {
    for (const entry of await readdir(root, { withFileTypes: true })) {
      if (entry.isDirectory() && entry.name.startsWith(stagingPrefix)) {
        cleared += (await clearOne(join(root, entry.name)).catch(() => false)) ? 1 : 0;
      }
    }
  } catch {
    // No such folder yet, or not readable: creating the staging will say so.
  }
  return cleared;
}
