import { expect, test } from 'vitest';
import { mostTables, tablesOfFolders } from '../../../renderer/app/dropped-folders.ts';

/** A folder as browsers hand it over: its entries in portions of a hundred. */
function folderOf(path: string, names: readonly string[], below: readonly FileSystemEntry[] = []) {
  const files = names.map((name) => ({
    isDirectory: false,
    isFile: true,
    name,
    fullPath: `${path}/${name}`,
    file: (take: (file: File) => void) => {
      take(new File(['x'], name));
    },
  }));
  const createReader = () => {
    const rest: unknown[] = [...below, ...files];
    return {
      readEntries: (take: (entries: unknown[]) => void) => {
        take(rest.splice(0, 100));
      },
    };
  };
  const name = path.split('/').at(-1);
  return {
    isDirectory: true,
    isFile: false,
    name,
    fullPath: path,
    createReader,
  } as unknown as FileSystemDirectoryEntry;
}

const tables = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}.csv`);

test('tables of a dropped folder are found to the bottom and named by their paths in it', async () => {
  const folder = folderOf('/night', ['a.csv', 'a.wav'], [folderOf('/night/B', ['b.txt'])]);

  expect((await tablesOfFolders([folder]))?.map(({ name }) => name).sort()).toEqual(['B/b.txt', 'a.csv']);
});

test('all of many tables are taken, or none: those that were cut off would count as zero', async () => {
  const just = folderOf('/just', tables(mostTables));
  const nested = folderOf('/nested', ['one.csv'], [folderOf('/nested/A', tables(mostTables))]);
  const two = [folderOf('/one', tables(mostTables)), folderOf('/two', tables(1))];

  expect(await tablesOfFolders([just])).toHaveLength(mostTables);
  expect(await tablesOfFolders([nested])).toBeNull();
  expect(await tablesOfFolders(two)).toBeNull();
});
