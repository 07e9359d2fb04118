import type { LeakageFormat } from '../../contract/leakage.ts';
import { timeOfFileName } from '../intake/metadata/file-name-time.ts';
import { suggestAttributes } from '../intake/suggest-attributes.ts';
import { clockTime, laterTime } from './clock-time.ts';
import type { LeakageEntry } from './leakage-entry.ts';
import { recorderKey } from './recorder-key.ts';
import { baseName, recordingName } from './recording-name.ts';

/** One row of a table by its lower-case column names. */
export type TableRow = Readonly<Record<string, string | undefined>>;

/** Columns that name a file, in tables of this field; all that a row fills in are used. */
const pathColumns = [
  'resolved_path',
  'new_full_path',
  'original_path',
  'exported_name',
  'filename',
  'file_name',
  'file',
  'path',
  'filepath',
  'file_path',
  'full_path',
  'relative_path',
  'begin file',
  'in file',
  'name',
];
const hashColumns = ['sha256', 'sha-256', 'hash'];
const recorderColumns = ['recorder_id', 'recorder', 'recorder_serial', 'device', 'device_id', 'serial'];
const timeColumns = ['recorded_at', 'datetime', 'date_time', 'timestamp', 'start_time', 'time'];
const dateColumns = ['date'];

/** What kind of table this is by its columns; null where no column names a file or a hash. */
export function tableFormat(columns: readonly string[]): LeakageFormat | null {
  if (columns.includes('resolved_path')) {
    return 'selection-manifest';
  }
  if (columns.includes('new_full_path')) {
    return 'split-manifest';
  }
  if (columns.includes('exported_name') && columns.includes('original_path')) {
    return 'earmark-export';
  }
  return [...pathColumns, ...hashColumns].some((column) => columns.includes(column)) ? 'table' : null;
}

function first(row: TableRow, columns: readonly string[]): string | null {
  return columns.map((column) => row[column]?.trim()).find((text) => text !== undefined && text !== '') ?? null;
}

/** The split of a row, '' where it states none. */
export function splitOf(row: TableRow): string {
  return (row['split'] ?? row['set'] ?? '').trim();
}

/** Everything that a row gives away: hash, names, recorder and time. Empty where it says nothing. */
export function entriesOfRow(row: TableRow): LeakageEntry[] {
  const entries: LeakageEntry[] = [];
  const hash = first(row, hashColumns);
  if (hash !== null && /^[0-9a-f]{64}$/i.test(hash)) {
    entries.push({ kind: 'sha256', sha256: hash.toLowerCase() });
  }
  const paths = pathColumns.flatMap((column) => row[column]?.trim() || []);
  const recorder = recorderOf(first(row, recorderColumns), paths);
  entries.push(...nameEntries(paths, recorder));
  const time = timeOfRow(row, paths);
  if (recorder !== null && time !== null) {
    entries.push({ kind: 'recorder-time', recorder, ...time });
  }
  return entries;
}

/** The entries of one path or file name, as a plain list holds them. */
export function entriesOfPath(path: string): LeakageEntry[] {
  return entriesOfRow({ path });
}

/** The recorder that a column, a name or the name of its folder states. */
function recorderOf(column: string | null, paths: readonly string[]): string | null {
  if (recorderKey(column) !== null) {
    return column;
  }
  for (const path of paths) {
    const named = recordingName(path).recorder;
    if (named !== null) {
      return named.toUpperCase();
    }
  }
  return paths.map(recorderOfPath).find((recorder) => recorder !== null) ?? null;
}

function recorderOfPath(path: string): string | null {
  const suggested = suggestAttributes('', [baseName(path)]).suggestedRecorder;
  const folder = baseName(path.slice(0, Math.max(0, path.length - baseName(path).length - 1)));
  return suggested ?? (folder === '' ? null : suggestAttributes(folder, []).suggestedRecorder);
}

function nameEntries(paths: readonly string[], recorder: string | null): LeakageEntry[] {
  const names = new Map(paths.map((path) => [recordingName(path).full, baseName(path)]));
  return [...names]
    .filter(([full]) => full !== '')
    .map(([, fileName]) => ({ kind: 'file-name' as const, fileName, recorder }));
}

/** The time by the row's own column, moved to where a clip begins; by the name; or the date alone. */
function timeOfRow(
  row: TableRow,
  paths: readonly string[],
): { readonly time: string; readonly seconds: number | null } | null {
  const stated = statedTime(row);
  const parsed = stated === null ? null : clockTime(stated);
  if (stated !== null && parsed !== null && !parsed.isDay) {
    return clipTime(stated, row);
  }
  const named = paths.map((path) => timeOfFileName(baseName(path))).find((time) => time !== null);
  if (named !== undefined && named !== null) {
    return { time: named, seconds: null };
  }
  const date = first(row, dateColumns) ?? stated;
  return date !== null && clockTime(date) !== null ? { time: date, seconds: null } : null;
}

/** Date and time in one column, or in two. */
function statedTime(row: TableRow): string | null {
  const time = first(row, timeColumns);
  const date = first(row, dateColumns);
  return time !== null && date !== null && /^\d{1,2}:\d\d/.test(time) ? `${date}T${time.padStart(8, '0')}` : time;
}

function clipTime(time: string, row: TableRow): { readonly time: string; readonly seconds: number | null } {
  const from = Number(row['from_seconds']?.trim() || Number.NaN);
  const to = Number(row['to_seconds']?.trim() || Number.NaN);
  return from >= 0 && to > from
    ? { time: from === 0 ? time : laterTime(time, from), seconds: to - from }
    : { time, seconds: null };
}
