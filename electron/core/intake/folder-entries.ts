import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** What stands in for a byte that belongs to no character. */
const replacement = '\ufffd';

/** One name in a folder. */
export type FolderEntry = Pick<Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>;

/**
 * The names in a folder. Names that are no UTF-8, as old cards and archives leave them, cannot be opened again by what Node
 * makes of them; each wrong byte is shown as U+FFFD and its number, so that two such names are not taken for one.
 */
export async function readEntries(path: string): Promise<readonly FolderEntry[]> {
  const entries = await readdir(path, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes(replacement))) {
    return entries;
  }
  const raw = await readdir(path, { withFileTypes: true, encoding: 'buffer' });
  return raw.map((entry) => ({
    name: nameOfBytes(entry.name),
    isDirectory: () => entry.isDirectory(),
    isFile: () => entry.isFile(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  }));
}

/** True where a name may hold bytes that are no text; a real U+FFFD in a name looks the same, but its file can be opened. */
export function isOddName(name: string): boolean {
  return name.includes(replacement);
}

const characters =
  /[^\x80-\xff]+|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

function nameOfBytes(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(characters, (found) =>
      found.length === 1 && found > '\x7f'
        ? `${replacement}${found.charCodeAt(0).toString(16).toUpperCase()}`
        : Buffer.from(found, 'latin1').toString('utf8'),
    );
}
