import { readFile, stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { RecordingAttributes } from '../../../contract/source-names.ts';
import { qualityOf, roleOfLabel, saidOf, tableTroubles } from './value-words.ts';

/** One row of a manifest: the file that it names, and what it says of it. */
export interface ManifestRow {
  readonly line: number;
  readonly path: string;
  readonly values: RecordingAttributes;
  /** What it says of label and quality that is no word for them, which is left out of its values. */
  readonly unknown?: readonly string[];
}

const mostBytes = 256 * 1024 * 1024;
const delimiters = [',', ';', '\t'] as const;
const pathColumns = [
  'new_full_path',
  'resolved_path',
  'relative_path',
  'full_path',
  'path',
  'file_path',
  'file',
  'filename',
  'file_name',
];
const valueColumns = ['label', 'role', 'quality', 'call_type', 'site', 'recorder_id', 'recorder'];

/**
 * Reads a table of the study's columns (`label, quality, call_type, site, recorder_id, …, new_full_path, filename`) in any
 * order; other columns are left aside. Errors: file-missing, invalid-input.
 */
export async function readAttributeManifest(path: string): Promise<Outcome<readonly ManifestRow[]>> {
  let text: string;
  try {
    if ((await stat(path)).size > mostBytes) {
      return fail(
        'invalid-input',
        `${path} is too large for a manifest. Choose the CSV table that lists the recordings.`,
      );
    }
    text = await readFile(path, 'utf8');
  } catch (error) {
    return fail('file-missing', `The manifest ${path} cannot be read. Choose it again.`, String(error));
  }
  try {
    return rowsOf(path, text);
  } catch (error) {
    return fail('invalid-input', `${path} cannot be read as a table. Save it as CSV in UTF-8.`, String(error));
  }
}

function rowsOf(path: string, text: string): Outcome<readonly ManifestRow[]> {
  const header = (/^[^\r\n]*/.exec(text.replace(/^\uFEFF/u, '')) ?? [''])[0];
  const delimiter = delimiters.find((candidate) =>
    columnsOf(header, candidate).some((name) => pathColumns.includes(name)),
  );
  const columns = delimiter === undefined ? [] : columnsOf(header, delimiter);
  if (delimiter === undefined || !valueColumns.some((name) => columns.includes(name))) {
    return fail(
      'invalid-input',
      `${path} is no manifest: its first line must name a column of files (${pathColumns.slice(0, 3).join(', ')}, … or filename) and at least one of ${valueColumns.join(', ')}.`,
    );
  }
  const records: Record<string, string>[] = parse(text, {
    delimiter,
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  return succeed(records.map((record, index) => rowOf(record, index + 2)));
}

function columnsOf(header: string, delimiter: string): string[] {
  return header.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/u, '$1')
      .trim()
      .toLowerCase(),
  );
}

function rowOf(record: Readonly<Record<string, string>>, line: number): ManifestRow {
  const text = (...names: readonly string[]): string | null =>
    names.map((name) => record[name]?.trim()).find((value) => value !== undefined && value !== '') ?? null;
  const label = text('label', 'role');
  const quality = text('quality');
  const unknown = tableTroubles(label, quality);
  return {
    line,
    path: (text(...pathColumns) ?? '').replaceAll('\\', '/').replace(/^\.\//, ''),
    values: {
      role: roleOfLabel(label),
      quality: qualityOf(quality),
      callType: saidOf(text('call_type')),
      site: text('site'),
      recorder: text('recorder_id', 'recorder'),
    },
    ...(unknown.length === 0 ? {} : { unknown }),
  };
}
