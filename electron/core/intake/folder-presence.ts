import { opendir, stat } from 'node:fs/promises';
import type { Fault } from '../../contract/outcome.ts';

/**
 * Whether a folder of recordings is not there now. A mount point stays behind as an empty folder, and a drive that was
 * pulled out may give errors before it vanishes: both count as away,
 * unless it never held anything.
 */
export async function isFolderAway(path: string, heldSomething = true): Promise<boolean> {
  try {
    const folder = await opendir(path);
    try {
      return heldSomething && (await folder.read()) === null;
    } finally {
      await folder.close();
    }
  } catch {
    return true;
  }
}

/** Why work on a source stops where its folder is away: nothing of it may be taken for deleted. */
export function offlineFault(path: string): Fault {
  return {
    code: 'source-offline',
    message: `The folder ${path} is not there any more, empty, or may not be read. Connect its drive again, or change its permissions, and resume; nothing is lost.`,
  };
}

/** What tells a folder whatever it is called: links, mounts and upper case lead to the same; null where there is none. */
export async function folderIdentity(path: string): Promise<string | null> {
  try {
    const status = await stat(path, { bigint: true });
    return status.isDirectory() ? `${status.dev}:${status.ino}` : null;
  } catch {
    return null;
  }
}
