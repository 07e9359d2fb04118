import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { TableInput } from './read-table.ts';
import { decodePieces, linesOf } from './table-text.ts';

const tableName = /\.(csv|tsv|txt)$/iu;
/** Lists that BirdNET-Analyzer writes beside a Raven table. */
const listName = /\.list\.txt$/iu;

/** Tables at the given places; folders are searched to the bottom. Errors: `file-missing`, `file-unreadable`, `invalid-input`. */
export async function findTables(paths: readonly string[], signal: AbortSignal): Promise<Outcome<TableInput[]>> {
  const found = new Map<string, TableInput>();
  for (const path of paths.map((each) => resolve(each))) {
    signal.throwIfAborted();
    const status = await stat(path).catch(() => null);
    if (status === null) {
      return fail('file-missing', `${path} is not there. Choose the tables of scores, or their folder.`);
    }
    const names = status.isDirectory() ? await tablesBelow(path) : [path];
    if (names === null) {
      return fail('file-unreadable', `${path} cannot be read. Check that you may open it.`);
    }
    for (const file of names) {
      const relativePath = status.isDirectory() ? relative(path, file) : basename(file);
      found.set(file, { path: file, relativePath, lines: linesOf(decodePieces(pieces(file, signal))) });
    }
  }
  return found.size === 0
    ? fail('invalid-input', `There is no table (.csv, .tsv, .txt) in ${paths.join(', ')}.`)
    : succeed([...found.values()]);
}

async function tablesBelow(folder: string): Promise<string[] | null> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => null);
  return (
    entries
      ?.filter((entry) => entry.isFile() && tableName.test(entry.name) && !listName.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort() ?? null
  );
}

/** A table whose text was handed over. */
export function tableOfText(fileName: string, text: string): TableInput {
  async function* lines(): AsyncGenerator<string[]> {
    yield await Promise.resolve(text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u));
  }
  return { path: fileName, relativePath: fileName, lines: lines() };
}

/** Opened when it is read, not before: a folder may hold a table for each of twenty thousand recordings. */
async function* pieces(file: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { signal });
}
