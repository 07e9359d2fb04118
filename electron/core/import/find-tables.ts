import { open, opendir, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { readOnly } from '../audio/audio-file.ts';
import { isParametersName } from './dialects/parameters.ts';
import type { TableInput } from './read-table.ts';
import { decodePieces, linesOf } from './table-text.ts';

const tableName = /\.(csv|tsv|txt)$/iu;
/** Lists that BirdNET-Analyzer writes beside a Raven table. */
const listName = /\.list\.txt$/iu;
/** A table of one recording is read at once: twenty thousand streams take several times as long. */
const mostBytesAtOnce = 1_000_000;
const openedAhead = 8;

interface FoundTable {
  readonly path: string;
  readonly relativePath: string;
}

/** Tables at the given places; folders are searched to the bottom. Errors: `file-missing`, `file-unreadable`, `invalid-input`. */
export async function findTables(paths: readonly string[], signal: AbortSignal): Promise<Outcome<TableInput[]>> {
  const found = new Map<string, FoundTable>();
  for (const path of paths.map((each) => resolve(each))) {
    signal.throwIfAborted();
    const status = await stat(path).catch(() => null);
    if (status === null) {
      return fail('file-missing', `${path} is not there. Choose the tables of scores, or their folder.`);
    }
    if (!status.isDirectory() && !status.isFile()) {
      return fail(
        'file-unreadable',
        `${path} is neither a file nor a folder. Choose the tables of scores, or their folder.`,
      );
    }
    const names = status.isDirectory() ? await tablesBelow(path, signal) : [path];
    if (names === null) {
      return fail('file-unreadable', `${path} cannot be read. Check that you may open it.`);
    }
    for (const file of names) {
      found.set(file, { path: file, relativePath: status.isDirectory() ? below(path, file) : basename(file) });
    }
  }
  const tables = [...found.values()];
  const runOf = runsOf(tables);
  const files = new TableFiles(
    tables.map(({ path }) => path),
    signal,
  );
  return tables.length === 0
    ? fail('invalid-input', `There is no table (.csv, .tsv, .txt) in ${paths.join(', ')}.`)
    : succeed(
        tables.map((table, index) => ({
          ...table,
          run: runOf(table),
          open: (onRead) => linesOf(decodePieces(files.pieces(index, onRead))),
        })),
      );
}

/** Null where the folder cannot be read; what cannot be read below it is passed over. */
async function tablesBelow(folder: string, signal: AbortSignal): Promise<string[] | null> {
  const found: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // Entry by entry: a list of twenty thousand is made in one go, which the window would feel.
    const entries = await opendir(next, { bufferSize: 256 }).catch(() => null);
    if (entries === null && next === folder) {
      return null;
    }
    for await (const entry of entries ?? []) {
      signal.throwIfAborted();
      if (entry.isDirectory()) {
        waiting.push(join(next, entry.name));
      } else if (entry.isFile() && tableName.test(entry.name) && !listName.test(entry.name)) {
        found.push(join(next, entry.name));
      }
    }
  }
  return found.sort();
}

/** What `relative` says of a path that is known to lie below, a hundred times as fast. */
function below(folder: string, file: string): string {
  return file.slice(folder.endsWith(sep) ? folder.length : folder.length + 1);
}

/** BirdNET-Analyzer leaves its settings in the folder of every run: where there are several, each table belongs to one. */
function runsOf(tables: readonly FoundTable[]): (table: FoundTable) => string {
  const folders = tables.filter(({ path }) => isParametersName(path)).map(({ path }) => dirname(path));
  const runs = new Map(folders.map((folder, index) => [folder, nameOfRun(folder, index)]));
  return ({ path }) => {
    for (let folder = dirname(path); runs.size > 1; folder = dirname(folder)) {
      const run = runs.get(folder);
      if (run !== undefined || folder === dirname(folder)) {
        return run ?? '';
      }
    }
    return '';
  };
}

function nameOfRun(folder: string, index: number): string {
  const name = basename(folder);
  return name === '' ? `run ${index + 1}` : folder.split(/[\\/]/u).slice(-2).join('/');
}

/** A table whose text was handed over. */
export function tableOfText(fileName: string, text: string): TableInput {
  async function* pieces(): AsyncGenerator<string> {
    const step = 65_536;
    for (let from = 0; from < text.length; from += step) {
      yield await Promise.resolve(text.slice(from, from + step).replace(from === 0 ? /^\uFEFF/u : /^$/u, ''));
    }
  }
  return { path: fileName, relativePath: fileName, run: '', open: () => linesOf(pieces()) };
}

type Opened = { readonly kind: 'whole'; readonly bytes: Buffer } | { readonly kind: 'long'; readonly size: number };

async function openFile(file: string, signal: AbortSignal): Promise<Opened> {
  const { handle, size } = await openTable(file);
  try {
    return size <= mostBytesAtOnce
      ? { kind: 'whole', bytes: await handle.readFile({ signal }) }
      : { kind: 'long', size };
  } finally {
    await handle.close();
  }
}

/** Something else may have taken the place of a file since it was found. */
async function openTable(file: string): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  const handle = await open(file, readOnly);
  const status = await handle.stat();
  if (!status.isFile()) {
    await handle.close();
    throw new Error(`${file} is not a file`);
  }
  return { handle, size: status.size };
}

/**
 * Opens tables in turn, the next few while one is read: a folder may hold a table for each of twenty thousand
 * recordings, each of which costs a few trips to the disk.
 */
class TableFiles {
  readonly #paths: readonly string[];
  readonly #signal: AbortSignal;
  readonly #ahead = new Map<number, Promise<Opened>>();

  constructor(paths: readonly string[], signal: AbortSignal) {
    this.#paths = paths;
    this.#signal = signal;
  }

  async *pieces(index: number, onRead: (fraction: number) => void): AsyncGenerator<Uint8Array> {
    for (let next = index; next <= index + openedAhead; next += 1) {
      void this.#open(next);
    }
    const opened = await this.#open(index);
    this.#ahead.delete(index);
    if (opened?.kind === 'whole') {
      yield opened.bytes;
      return;
    }
    let read = 0;
    const { handle } = await openTable(this.#paths[index] ?? '');
    // It closes the file when it ends or is left.
    const stream = handle.createReadStream({ signal: this.#signal }) as AsyncIterable<Buffer>;
    for await (const piece of stream) {
      yield piece;
      read += piece.length;
      onRead(Math.min(1, read / (opened?.size ?? 1)));
    }
  }

  #open(index: number): Promise<Opened> | undefined {
    const path = this.#paths[index];
    if (path !== undefined && !this.#ahead.has(index)) {
      const opening = openFile(path, this.#signal);
      // Whoever reads it hears of it; nobody may, where the import is cancelled.
      void opening.catch(() => undefined);
      this.#ahead.set(index, opening);
    }
    return this.#ahead.get(index);
  }
}
