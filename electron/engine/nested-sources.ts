import { folderIdentity } from '../core/intake/folder-presence.ts';
import type { EngineContext } from './engine-context.ts';
import type { KnownFiles } from './jobs/scan-changes.ts';

/**
 * Identities of the folders of all other sources, which the scan of this one passes by: a file belongs to one source only.
 * A folder whose files this source has already (from an Earmark that did not look) stays with it.
 */
export async function foldersOfOthers(
  { queries }: EngineContext,
  source: { readonly id: number; readonly path: string },
  known: KnownFiles,
): Promise<ReadonlySet<string>> {
  const others = queries.sources.list().filter((other) => other.id !== source.id);
  const identities = await Promise.all(
    others.filter((other) => !holdsFilesOf(other.path, source.path, known)).map((other) => folderIdentity(other.path)),
  );
  return new Set(identities.filter((identity) => identity !== null));
}

function holdsFilesOf(otherPath: string, ownPath: string, known: KnownFiles): boolean {
  const below = relativeTo(ownPath, otherPath);
  return below !== null && [...known.keys()].some((path) => path.startsWith(`${below}/`));
}

/** The path of a folder below another, with forward slashes; null where it does not lie there. */
export function relativeTo(parent: string, path: string): string | null {
  const root = parent.replaceAll('\\', '/').replace(/\/$/u, '');
  const whole = path.replaceAll('\\', '/');
  return whole.startsWith(`${root}/`) ? whole.slice(root.length + 1) : null;
}
