import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import { systemCode } from '../../export/write-fault.ts';
import type { BaseRow, BaseSet } from './base-rows.ts';

/** Columns without which the packager stops. */
const requiredColumns = [
  'label',
  'quality',
  'call_type',
  'site',
  'recorder_id',
  'date',
  'new_full_path',
  'split',
  'filename',
] as const;

const rowsSchema = z.array(z.record(z.string(), z.string()));

type ManifestRow = Readonly<Record<string, string>>;

async function names(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await readdir(folder));
  } catch {
    return new Set();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** Which paths exist. Folders are listed once, because twelve thousand single questions take a second on a slow disk. */
async function existing(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const folders = new Map<string, Promise<ReadonlySet<string>>>();
  const found = new Set<string>();
  for (const path of new Set(paths)) {
    const folder = dirname(path);
    const listing = folders.get(folder) ?? names(folder);
    folders.set(folder, listing);
    const held = await listing;
    // A file system that ignores case, or Unicode forms, holds a file under another spelling than its listing.
    if (held.has(basename(path)) || (held.size > 0 && (await isThere(path)))) {
      found.add(path);
    }
  }
  return found;
}

function baseRow(row: ManifestRow, path: string, found: ReadonlySet<string>): BaseRow {
  const lower = (column: string): string => (row[column] ?? '').toLowerCase();
  return {
    label: lower('label'),
    quality: lower('quality'),
    callType: lower('call_type'),
    site: lower('site'),
    recorder: row['recorder_id'] ?? '',
    split: lower('split'),
    name: basename(path),
    isThere: path !== '' && found.has(path),
  };
}

async function readTable(path: string): Promise<Outcome<ManifestRow[]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return systemCode(error) === 'ENOENT'
      ? fail('file-missing', `There is no manifest at ${path}. Choose the manifest.csv of the training data.`)
      : fail('file-unreadable', `${path} cannot be read. Choose the manifest.csv of the training data.`, String(error));
  }
  try {
    const columns = (header: string[]): string[] => header.map((column) => column.trim().toLowerCase());
    return succeed(
      rowsSchema.parse(parse(text, { bom: true, columns, relax_column_count: true, skip_empty_lines: true })),
    );
  } catch (error) {
    return fail('invalid-input', `${path} is not a table with a header line.`, String(error));
  }
}

/**
 * The study's manifest.csv, its paths resolved against the folder that the trainer calls AudioData.
 * @returns `file-missing`, or `invalid-input` where a column is missing that the packager needs
 */
export async function readManifest(path: string, audioRoot: string): Promise<Outcome<BaseSet>> {
  const table = await readTable(path);
  if (!table.ok) {
    return table;
  }
  const [first] = table.value;
  const absent = requiredColumns.filter((column) => first !== undefined && !(column in first));
  if (first === undefined || absent.length > 0) {
    return fail(
      'invalid-input',
      first === undefined
        ? `${path} has no rows.`
        : `The manifest lacks the columns ${absent.join(', ')}; the packager stops without them.`,
    );
  }
  const paths = table.value.map((row) => {
    const written = (row['new_full_path'] ?? '').trim();
    return written === '' ? '' : resolve(audioRoot, written);
  });
  const found = await existing(paths.filter((each) => each !== ''));
  const rows = table.value.map((row, index) => baseRow(row, paths[index] ?? '', found));
  return succeed({ rows, hasColumns: true });
}
