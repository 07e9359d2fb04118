import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';
import type { LeakageFormat } from '../../contract/leakage.ts';
import { fail, FaultError, succeed, type Outcome } from '../../contract/outcome.ts';
import type { LeakageEntry } from './leakage-entry.ts';
import { entriesOfPath, entriesOfRow, splitOf, tableFormat, type TableRow } from './table-rows.ts';

/** One row of a file, or one file of a folder, and what it gives away. */
export interface TrainingRow {
  readonly split: string;
  readonly entries: readonly LeakageEntry[];
}

export interface TrainingFile {
  readonly format: LeakageFormat;
  readonly rows: readonly TrainingRow[];
}

const headBytes = 65_536;
const delimiters = [',', ';', '\t'] as const;

/**
 * Reads a training manifest, any other table with a column of files, or a plain list of names or paths (one a line, `#`
 * for remarks). Errors: file-missing, invalid-input.
 */
export async function readTrainingFile(path: string, signal?: AbortSignal): Promise<Outcome<TrainingFile>> {
  const head = await readHead(path);
  if (head === null) {
    return fail('file-missing', `${path} cannot be read. Choose the manifest or list that the model was trained with.`);
  }
  if (head.includes('\0')) {
    return fail('invalid-input', `${path} is not a text. Choose a CSV manifest or a list, saved as UTF-8.`);
  }
  const table = tableOf(head);
  try {
    return succeed(
      table === null
        ? { format: 'list', rows: await readList(path, signal) }
        : { format: table.format, rows: await readTable(path, table.delimiter, signal) },
    );
  } catch (error) {
    if (error instanceof FaultError || signal?.aborted === true) {
      throw error;
    }
    return fail('invalid-input', `${path} cannot be read as a table. Save it as CSV in UTF-8.`, String(error));
  }
}

async function readHead(path: string): Promise<string | null> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/u, '');
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

function columnName(text: string): string {
  return text
    .replace(/^\uFEFF/u, '')
    .trim()
    .replace(/^"(.*)"$/u, '$1')
    .trim()
    .toLowerCase();
}

/** The first line of a table names columns that we know; a list begins with a name. */
function tableOf(head: string): { readonly delimiter: string; readonly format: LeakageFormat } | null {
  const header = head.split(/\r?\n|\r/u).find((line) => line.trim() !== '') ?? '';
  for (const delimiter of delimiters) {
    const columns = header.split(delimiter).map(columnName);
    const format = tableFormat(columns);
    if (format !== null) {
      return { delimiter, format };
    }
  }
  return null;
}

async function readTable(path: string, delimiter: string, signal: AbortSignal | undefined): Promise<TrainingRow[]> {
  const input = createReadStream(path, signal === undefined ? {} : { signal });
  const parser = parse({
    delimiter,
    bom: true,
    columns: (header: string[]) => header.map(columnName),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  input.on('error', (error) => parser.destroy(error));
  const rows: TrainingRow[] = [];
  for await (const record of input.pipe(parser)) {
    const row = record as TableRow;
    rows.push({ split: splitOf(row), entries: entriesOfRow(row) });
  }
  return rows;
}

async function readList(path: string, signal: AbortSignal | undefined): Promise<TrainingRow[]> {
  const rows: TrainingRow[] = [];
  const file = await open(path);
  for await (const line of file.readLines()) {
    signal?.throwIfAborted();
    const text = line
      .replace(/^\uFEFF/u, '')
      .trim()
      .replace(/^(["'])(.*)\1$/u, '$2');
    if (text !== '' && !text.startsWith('#')) {
      rows.push({ split: '', entries: entriesOfLine(text) });
    }
  }
  return rows;
}

/** A hash as `sha256sum` prints it may stand before the name; a slash at the end makes a folder. */
function entriesOfLine(line: string): LeakageEntry[] {
  const [, hash, rest] = /^([0-9a-f]{64})(?:\s+\*?(.*))?$/i.exec(line) ?? [];
  if (hash !== undefined) {
    const named = rest === undefined || rest === '' ? [] : entriesOfPath(rest);
    return [{ kind: 'sha256', sha256: hash.toLowerCase() }, ...named];
  }
  return /[\\/]$/u.test(line) ? [{ kind: 'folder', folder: line }] : entriesOfPath(line);
}
