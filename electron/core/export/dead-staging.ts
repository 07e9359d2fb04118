import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isThere } from './place.ts';
import { hasEnded } from './process-identity.ts';
import { markerName, readMarker, type StagingMarker, type Swap } from './staging-marker.ts';

export const stagingPrefix = '.earmark-staging-';
/** Until it has its marker, so that a kill at that moment keeps nobody waiting. */
export const newStagingPrefix = `${stagingPrefix}new-`;
/** A staging folder without a marker is either being made at this moment or the leftover of a kill at that moment. */
const markerlessLifetimeMilliseconds = 60_000;
/** For so long a leftover waits for its export to be started again. */
const resumableMilliseconds = 7 * 24 * 3_600_000;

/** The marker goes last: killed halfway, the rest is still known for a leftover. */
export async function removeStaging(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    if (name !== markerName) {
      await rm(join(path, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
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

async function stagingsIn(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name.startsWith(stagingPrefix))
      .map(({ name }) => join(root, name));
  } catch {
    // No such folder yet, or not readable: writing to it will say so.
    return [];
  }
}

async function ageOf(path: string): Promise<number> {
  return Date.now() - (await stat(path)).mtimeMs;
}

/** One that had its name had its marker too: killed while it was removed, it is nobody's any more, however young. */
async function isAbandonedWithoutMarker(path: string): Promise<boolean> {
  const names = await readdir(path);
  const wasNamed = !basename(path).startsWith(newStagingPrefix);
  return (
    names.every((name) => name.startsWith(markerName)) &&
    (wasNamed || (await ageOf(path)) > markerlessLifetimeMilliseconds)
  );
}

/** Stagings of processes that live, or may live on another computer. */
export async function livingStagings(root: string): Promise<string[]> {
  const living: string[] = [];
  for (const path of await stagingsIn(root)) {
    // One without a marker is not at work yet: it gets its name together with its marker.
    const marker = basename(path).startsWith(newStagingPrefix) ? null : await readMarker(path);
    if (marker !== null && !(await hasEnded(marker.owner))) {
      living.push(path);
    }
  }
  return living;
}

/** The marker of a staging whose process has ended; null while it lives. */
async function deadMarker(path: string): Promise<StagingMarker | null> {
  const marker = await readMarker(path);
  return marker !== null && (await hasEnded(marker.owner)) ? marker : null;
}

/**
 * Takes over what a killed process had made ready for the very same plan, by giving its staging the name `path`: only one
 * process can. One that was killed while it moved folders in is not taken over. @returns whether there was one
 */
export async function adoptDeadStaging(root: string, plan: string, path: string): Promise<boolean> {
  if (plan === '') {
    return false;
  }
  for (const candidate of await stagingsIn(root)) {
    const marker = await deadMarker(candidate);
    if (marker?.plan === plan && marker.swaps.length === 0) {
      try {
        await rename(candidate, path);
        return true;
      } catch {
        // Another process was faster.
      }
    }
  }
  return false;
}

/** Whether its export may still be started again and go on with it. */
async function isResumable(path: string, { plan, swaps }: StagingMarker): Promise<boolean> {
  return plan !== '' && swaps.length === 0 && (await ageOf(path)) < resumableMilliseconds;
}

async function clearOne(path: string, keepResumable: boolean): Promise<boolean> {
  if ((await readMarker(path)) === null) {
    if (!(await isAbandonedWithoutMarker(path))) {
      return false;
    }
    await removeStaging(path);
    return true;
  }
  const marker = await deadMarker(path);
  if (marker === null) {
    return false;
  }
  await restoreAsides(marker.swaps);
  if (keepResumable && (await isResumable(path, marker))) {
    return false;
  }
  await removeStaging(path);
  return true;
}

/**
 * Removes what processes that were killed left below `root`, and puts back what they had moved aside. The staging of a
 * living process is left alone; with `keepResumable` also one with which its export can go on. Never throws: a leftover
 * that cannot be removed does not stop a new export.
 * @returns how many were removed
 */
export async function clearDeadStaging(
  root: string,
  options: { readonly keepResumable?: boolean } = {},
): Promise<number> {
  let cleared = 0;
  for (const path of await stagingsIn(root)) {
    cleared += (await clearOne(path, options.keepResumable ?? false).catch(() => false)) ? 1 : 0;
  }
  return cleared;
}
