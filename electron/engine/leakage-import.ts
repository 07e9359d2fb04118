import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { LeakageEntryRow, LeakageImportRow } from '../../db/queries/leakage-queries.ts';
import {
  leakageEntryCountsSchema,
  leakageFormatSchema,
  splitRowsSchema,
  type LeakageImport,
  type LeakageImported,
} from '../contract/leakage.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { LeakageEntry } from '../core/leakage/leakage-entry.ts';
import { readTrainingFile, type TrainingFile } from '../core/leakage/read-training-file.ts';
import { readTrainingFolder } from '../core/leakage/read-training-folder.ts';
import { countEntries, takeSplitRows, takeTrainingRows, type TakenRows } from '../core/leakage/take-rows.ts';
import type { EngineContext } from './engine-context.ts';

export interface ImportRequest {
  /** null: the library's splits. */
  readonly modelId: number | null;
  readonly path: string;
  readonly splits?: readonly string[] | undefined;
}

/** Reads a manifest, list or folder and stores what it names, in place of what the same path gave before. */
export async function importProvenance(
  context: EngineContext,
  { modelId, path, splits }: ImportRequest,
  signal: AbortSignal,
): Promise<Outcome<LeakageImported>> {
  const absolute = resolve(path);
  const file = await readTraining(absolute, modelId === null, signal);
  if (!file.ok) {
    return file;
  }
  const taken = modelId === null ? takeSplitRows(file.value) : takeTrainingRows(file.value, splits);
  if (!taken.ok) {
    return fail(taken.fault.code, `${absolute}: ${taken.fault.message}`, taken.fault.detail);
  }
  const row = storeImport(context, { modelId, path: absolute, format: file.value.format }, taken.value);
  return succeed({ ...importView(row), skipped: taken.value.skipped, warnings: [...taken.value.warnings] });
}

async function readTraining(path: string, needsSplits: boolean, signal: AbortSignal): Promise<Outcome<TrainingFile>> {
  const isFolder = await stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
  if (isFolder && needsSplits) {
    return fail('invalid-input', `${path} is a folder. Choose the manifest.csv that names each recording’s split.`);
  }
  return isFolder ? readTrainingFolder(path, signal) : readTrainingFile(path, signal);
}

function storeImport(
  { queries, now }: EngineContext,
  { modelId, path, format }: Pick<LeakageImportRow, 'modelId' | 'path' | 'format'>,
  taken: TakenRows,
): LeakageImportRow {
  const row = {
    modelId,
    path,
    format,
    rows: taken.rows,
    entryCounts: JSON.stringify(countEntries(taken.entries.map(({ entry }) => entry))),
    splits: JSON.stringify(taken.splits),
    importedAt: now(),
  };
  const entries = taken.entries.map(({ split, entry }) => rowOfEntry(modelId === null ? split : '', entry));
  return { ...row, id: queries.leakage.replaceImport(row, entries) };
}

function rowOfEntry(split: string, entry: LeakageEntry): LeakageEntryRow {
  const nothing = { split, kind: entry.kind, recorder: null, seconds: null };
  switch (entry.kind) {
    case 'sha256':
      return { ...nothing, value: entry.sha256 };
    case 'file-name':
      return { ...nothing, value: entry.fileName, recorder: entry.recorder };
    case 'recorder-time':
      return { ...nothing, value: entry.time, recorder: entry.recorder, seconds: entry.seconds };
    case 'folder':
      return { ...nothing, value: entry.folder };
  }
}

const splitsSchema = z.array(splitRowsSchema);

/** A stored import with its JSON parsed. */
export function importView(row: LeakageImportRow): LeakageImport {
  const { id, modelId, path, format, rows, entryCounts, splits, importedAt } = row;
  return {
    importId: id,
    modelId,
    path,
    format: leakageFormatSchema.parse(format),
    importedAt,
    rows,
    entries: leakageEntryCountsSchema.parse(JSON.parse(entryCounts)),
    splits: splitsSchema.parse(JSON.parse(splits)),
  };
}
