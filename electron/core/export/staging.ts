import { randomUUID } from 'node:crypto';
import { mkdir, rename, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  adoptDeadStaging,
  clearDeadStaging,
  livingStagings,
  newStagingPrefix,
  removeStaging,
  stagingPrefix,
} from './dead-staging.ts';
import { isThere } from './place.ts';
import { ownIdentity, type ProcessIdentity } from './process-identity.ts';
import { writeMarker, type Swap } from './staging-marker.ts';
import { FaultError } from '../../contract/outcome.ts';

export { clearDeadStaging };

/** A hidden folder on the destination's file system in which everything is made ready before anything shows. */
export interface Staging {
  readonly path: string;
  readonly root: string;
  /** The uppermost folder that had to be made for the root; removed again with a staging that fails. */
  readonly firstCreated: string | undefined;
  readonly owner: ProcessIdentity;
  /** What is being exported, for whoever goes on with it after a kill. */
  readonly plan: string;
}

/** A folder or file that was made ready in a staging, and where it goes. */
export interface StagedEntry {
  readonly staged: string;
  readonly destination: string;
  /** Looks at what was there before, after it was moved aside; throws to have everything put back. */
  readonly confirmReplaced?: (aside: string) => Promise<void>;
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

/** Writes a file whose bytes are on the disk when this resolves. */
export async function writeDurably(path: string, content: string): Promise<void> {
  await writeFile(path, content, { flush: true });
}

const patience = 3;

/** Two exports to one root would each replace what the other wrote: the second one is told to wait. */
async function refuseSecond(root: string, own = ''): Promise<void> {
  const others = (await livingStagings(root)).filter((path) => path !== own);
  if (others.length > 0) {
    const message = `Another export to ${root} is under way. Nothing was changed; export again when it is done.`;
    throw new FaultError({ code: 'export-busy', message });
  }
}

async function occupy(root: string, plan: string): Promise<{ path: string; owner: ProcessIdentity }> {
  await refuseSecond(root);
  const id = randomUUID();
  const path = join(root, `${stagingPrefix}${id}`);
  const unmarked = join(root, `${newStagingPrefix}${id}`);
  const owner = await ownIdentity();
  try {
    if (!(await adoptDeadStaging(root, plan, unmarked))) {
      await mkdir(unmarked);
    }
    await writeMarker(unmarked, { owner, plan, swaps: [] });
    await rename(unmarked, path);
    await refuseSecond(root, path);
  } catch (error) {
    await removeStaging(path).catch(() => undefined);
    await removeStaging(unmarked).catch(() => undefined);
    throw error;
  }
  return { path, owner };
}

/**
 * Makes a staging folder below `root`, and the root where it is missing; goes on with the staging of a killed process
 * that was exporting the very same `plan`, and removes other leftovers. Throws `export-busy` while another process is
 * exporting to this root, and what the file system throws.
 */
export async function createStaging(root: string, plan = ''): Promise<Staging> {
  const firstCreated = await mkdir(root, { recursive: true });
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { path, owner } = await occupy(root, plan);
        await clearDeadStaging(root);
        return { path, root, firstCreated, owner, plan };
      } catch (error) {
        // Two that begin at the same moment see each other and both step back; one of them comes again first.
        if (attempt === patience || !(error instanceof FaultError)) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 50 + 200 * Math.random()));
      }
    }
  } catch (error) {
    await removeEmptyFolders(root, firstCreated);
    throw error;
  }
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
  const replacing = await Promise.all(swaps.map(async (swap) => ((await isThere(swap.destination)) ? [swap] : [])));
  await writeMarker(staging.path, {
    owner: staging.owner,
    plan: staging.plan,
    swaps: replacing.flat().map(({ staged, destination, aside }) => ({ staged, destination, aside })),
  });
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
