import type { LeakageEntryCounts, SplitRows } from '../../contract/leakage.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { entryText, type LeakageEntry } from './leakage-entry.ts';
import type { TrainingFile, TrainingRow } from './read-training-file.ts';

export interface SplitEntry {
  /** '' where the file names no splits. */
  readonly split: string;
  readonly entry: LeakageEntry;
}

export interface TakenRows {
  readonly entries: readonly SplitEntry[];
  readonly rows: number;
  readonly skipped: number;
  readonly splits: readonly SplitRows[];
  readonly warnings: readonly string[];
}

/** The split that training uses; all others are held out. */
export function isHeldOut(split: string): boolean {
  return split !== '' && !/^train(?:ing)?$/i.test(split);
}

/**
 * The rows that a model was trained on. A manifest of the whole data set names its splits: only `train` counts unless
 * others are asked for. A selection manifest and everything else hold what was trained on, all of it.
 */
export function takeTrainingRows(file: TrainingFile, wanted: readonly string[] | undefined): Outcome<TakenRows> {
  const names = new Set(wanted?.map((split) => split.toLowerCase()));
  const isWanted = ({ split }: TrainingRow): boolean =>
    wanted === undefined
      ? file.format !== 'split-manifest' || split === '' || !isHeldOut(split)
      : names.has(split.toLowerCase());
  const taken = take(file.rows.filter(isWanted), file.rows.length);
  if (taken.entries.length === 0) {
    return fail(
      'invalid-input',
      file.rows.length === 0
        ? 'There is nothing in it. Choose the manifest, list or folder that the model was trained with.'
        : `None of its ${file.rows.length} rows names a training file. Choose another file, or name the splits that were trained on.`,
    );
  }
  return succeed(taken);
}

/** All rows of a manifest that states splits. */
export function takeSplitRows(file: TrainingFile): Outcome<TakenRows> {
  const taken = take(
    file.rows.filter(({ split }) => split !== ''),
    file.rows.length,
  );
  return taken.entries.length === 0
    ? fail('invalid-input', 'No row of this file names its split. Choose the manifest.csv with a column “split”.')
    : succeed(taken);
}

function take(rows: readonly TrainingRow[], total: number): TakenRows {
  const entries = new Map<string, SplitEntry>();
  const rowsBySplit = new Map<string, number>();
  let used = 0;
  let timed = 0;
  for (const row of rows) {
    const split = row.split.toLowerCase();
    used += row.entries.length > 0 ? 1 : 0;
    timed += row.entries.some(({ kind }) => kind === 'recorder-time') ? 1 : 0;
    rowsBySplit.set(split, (rowsBySplit.get(split) ?? 0) + 1);
    row.entries.forEach((entry) => {
      entries.set(`${split}\0${entryText(entry)}`, { split, entry });
    });
  }
  const splits = [...rowsBySplit]
    .filter(([split]) => split !== '')
    .map(([split, count]) => ({ split, rows: count, heldOut: isHeldOut(split) }));
  return { entries: [...entries.values()], rows: used, skipped: total - used, splits, warnings: warnings(used, timed) };
}

function warnings(used: number, timed: number): string[] {
  return timed === used
    ? []
    : [
        `${used - timed} of ${used} rows state no recorder and time. They are compared by name and content only: clips of these recordings under other names are not found.`,
      ];
}

/** How much of each kind there is. */
export function countEntries(entries: Iterable<LeakageEntry>): LeakageEntryCounts {
  const counts = { sha256: 0, 'file-name': 0, 'recorder-time': 0, folder: 0 };
  for (const { kind } of entries) {
    counts[kind] += 1;
  }
  return {
    sha256: counts.sha256,
    fileNames: counts['file-name'],
    recordings: counts['recorder-time'],
    folders: counts.folder,
  };
}
