import { isOfKind } from '../../electron/contract/shell.ts';

/** More are given by their path: the browser would hand over each by itself. */
const mostTables = 2_000;

/** The folders of a drop, in browsers that do not tell where they are. To be asked for while the event lasts. */
export function foldersOf(transfer: DataTransfer): readonly FileSystemDirectoryEntry[] {
  return [...transfer.items].flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    return entry?.isDirectory === true ? [entry as FileSystemDirectoryEntry] : [];
  });
}

/** Tables anywhere below a folder, named by their path in it; what cannot be read is passed over. */
export async function tablesOfFolder(
  folder: FileSystemDirectoryEntry,
): Promise<{ readonly file: File; readonly name: string }[]> {
  const found: { file: File; name: string }[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined && found.length < mostTables; next = waiting.pop()) {
    for (const entry of await entriesOf(next)) {
      if (entry.isDirectory) {
        waiting.push(entry as FileSystemDirectoryEntry);
      } else if (isOfKind(entry.name, 'scores')) {
        const file = await fileOf(entry as FileSystemFileEntry);
        const name = entry.fullPath.slice(folder.fullPath.length + 1);
        found.push(...(file === null ? [] : [{ file, name }]));
      }
    }
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
