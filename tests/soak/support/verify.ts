import { deepStrictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { EarmarkCall } from '../../support/earmark-call.ts';
import { readFinalTable, type FinalRow } from '../../support/final-table.ts';
import type { StartedRun } from '../../support/bundled-run.ts';
import type { SoakContext } from '../soak-case.ts';

/** Path, state, error code, raw bits and order are those of the undisturbed run; `isExcepted` may differ. */
export async function expectUndisturbed(
  ask: EarmarkCall,
  { runId, label }: StartedRun,
  { undisturbed }: SoakContext,
  isExcepted: (row: FinalRow) => boolean = () => false,
): Promise<FinalRow[]> {
  const table = await readFinalTable(ask, runId, label);
  const compared = (rows: readonly FinalRow[]): FinalRow[] => rows.filter((row) => !isExcepted(row));
  deepStrictEqual(compared(table), compared(undisturbed));
  return table;
}

/** The library is sound, and every window of every recording has the undisturbed run's bits. For a closed library. */
export function expectSoundLibrary(
  libraryFolder: string,
  { undisturbedWindows }: SoakContext,
  isExcepted: (path: string) => boolean = () => false,
): void {
  const windows = readWindows(libraryFolder);
  const compared = (all: ReadonlyMap<string, string>): [string, string][] =>
    [...all].filter(([path]) => !isExcepted(path));
  deepStrictEqual(compared(windows), compared(undisturbedWindows));
}

/** Window scores by path, from the library's file itself, which must be sound. */
export function readWindows(libraryFolder: string): Map<string, string> {
  const database = new Database(join(libraryFolder, 'library.sqlite'), { readonly: true });
  try {
    const verdict = database.pragma('integrity_check', { simple: true });
    deepStrictEqual(verdict, 'ok');
    deepStrictEqual(database.pragma('foreign_key_check'), []);
    const rows = database
      .prepare<[], { path: string; windows: string | null }>(
        `SELECT recording.relative_path AS path, hex(run_recording.window_scores) || '/' || run_recording.window_count
           || '/' || run_recording.last_window_start AS windows
         FROM run_recording JOIN recording ON recording.id = run_recording.recording_id ORDER BY path`,
      )
      .all();
    return new Map(rows.map(({ path, windows }) => [path, windows ?? 'none']));
  } finally {
    database.close();
  }
}
