import { isOfKind } from '../../electron/contract/shell.ts';

/** More are given by their path: the browser would hand over each by itself. */
export const mostTables = 2_000;

/** The folders of a drop, in browsers that do not tell where they are. To be asked for while the event lasts. */
export function foldersOf(transfer: DataTransfer): readonly FileSystemDirectoryEntry[] {
  return [...transfer.items].flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    return entry?.isDirectory === true ? [entry as FileSystemDirectoryEntry] : [];
  });
}

interface FolderTable {
  readonly file: File;
  readonly name: string;
}

/**
 * Tables anywhere below folders, named by their path in them; what cannot be read is passed over. Null where there are
 * more than `mostTables`: a part of them would make zeros of the recordings of the rest.
 */
export async function tablesOfFolders(
  folders: readonly FileSystemDirectoryEntry[],
): Promise<readonly FolderTable[] | null> {
  const entries: { readonly entry: FileSystemFileEntry; readonly name: string }[] = [];
  for (const folder of folders) {
    const waiting = [folder];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const entry of await entriesOf(next)) {
        if (entry.isDirectory) {
          waiting.push(entry as FileSystemDirectoryEntry);
        } else if (isOfKind(entry.name, 'scores')) {
          entries.push({ entry: entry as FileSystemFileEntry, name: entry.fullPath.slice(folder.fullPath.length + 1) });
        }
      }
      if (entries.length > mostTables) {
        return null;
      }
    }
  }
  const found: FolderTable[] = [];
  for (const { entry, name } of entries) {
    const file = await fileOf(entry);
    found.push(...(file === null ? [] : [{ file, name }]));
  }
  return found;
}

/** A reader hands entries over in portions, the last of which is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]);
      });
    });
    if (some.length === 0) {
      return entries;
    }
    entries.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => {
    entry.file(resolve, () => {
      resolve(null);
    });
  });
}
