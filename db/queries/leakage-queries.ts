import type Database from 'better-sqlite3';
import { writtenRow } from './written-row.ts';

export interface LeakageImportRow {
  readonly id: number;
  /** null: the library's splits. */
  readonly modelId: number | null;
  readonly path: string;
  readonly format: string;
  readonly rows: number;
  /** JSON of a leakageEntryCountsSchema. */
  readonly entryCounts: string;
  /** JSON of splitRowsSchema[]. */
  readonly splits: string;
  readonly importedAt: string;
}

export type NewLeakageImportRow = Omit<LeakageImportRow, 'id'>;

export interface LeakageEntryRow {
  /** '' where the import names no splits. */
  readonly split: string;
  readonly kind: 'sha256' | 'file-name' | 'recorder-time' | 'folder';
  /** Hash, file name, time or folder, by kind. */
  readonly value: string;
  readonly recorder: string | null;
  readonly seconds: number | null;
}

/** What can give a recording away, and where it lies. */
export interface ComparedRecordingRow {
  readonly recordingId: number;
  readonly sha256: string | null;
  readonly sourceName: string;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly fileName: string;
  readonly recorder: string | null;
  readonly sourceRecorder: string | null;
  readonly timeZone: string | null;
  readonly recordedAt: string | null;
  readonly durationSeconds: number | null;
}

const importColumns =
  'id, model_id AS modelId, path, format, rows, entry_counts AS entryCounts, splits, imported_at AS importedAt';
/** Models of the same bytes were trained on the same, whatever their manifests say. */
const sameModel = `model_id IN (SELECT twin.id FROM model JOIN model AS twin ON twin.sha256 = model.sha256 WHERE model.id = ?)`;
const entryColumns =
  'leakage_entry.split, leakage_entry.kind, leakage_entry.value, leakage_entry.recorder, leakage_entry.seconds';
const entries = `SELECT ${entryColumns} FROM leakage_entry JOIN leakage_import ON leakage_import.id = leakage_entry.import_id`;
const comparedColumns = `recording.id AS recordingId, recording.sha256, source.name AS sourceName, source.path AS sourcePath,
  recording.relative_path AS relativePath, recording.file_name AS fileName, recording.recorder,
  coalesce(recording_attribute.recorder, source.recorder) AS sourceRecorder,
  source.time_zone AS timeZone, recording.recorded_at AS recordedAt, recording.duration_seconds AS durationSeconds`;
const compared = `SELECT ${comparedColumns} FROM recording JOIN source ON source.id = recording.source_id
  LEFT JOIN recording_attribute ON recording_attribute.recording_id = recording.id`;

/** What models were trained on, the library's splits, and the recordings that are compared with them. */
export function prepareLeakageQueries(database: Database.Database) {
  const insertImport = database.prepare<NewLeakageImportRow, { id: number }>(`
    INSERT INTO leakage_import (model_id, path, format, rows, entry_counts, splits, imported_at)
    VALUES (@modelId, @path, @format, @rows, @entryCounts, @splits, @importedAt) RETURNING id`);
  const insertEntry = database.prepare<LeakageEntryRow & { importId: number }>(`
    INSERT INTO leakage_entry (import_id, split, kind, value, recorder, seconds)
    VALUES (@importId, @split, @kind, @value, @recorder, @seconds)`);
  const removeSame = database.prepare<Pick<LeakageImportRow, 'modelId' | 'path'>>(
    'DELETE FROM leakage_import WHERE model_id IS @modelId AND path = @path',
  );
  const remove = database.prepare<[number]>('DELETE FROM leakage_import WHERE id = ?');
  const importById = database.prepare<[number], LeakageImportRow>(
    `SELECT ${importColumns} FROM leakage_import WHERE id = ?`,
  );
  const importsOfModel = database.prepare<[number], LeakageImportRow>(
    `SELECT ${importColumns} FROM leakage_import WHERE ${sameModel} ORDER BY id`,
  );
  const importsOfSplits = database.prepare<[], LeakageImportRow>(
    `SELECT ${importColumns} FROM leakage_import WHERE model_id IS NULL ORDER BY id`,
  );
  const entriesOfModel = database.prepare<[number], LeakageEntryRow>(`${entries} WHERE ${sameModel}`);
  const entriesOfSplits = database.prepare<[], LeakageEntryRow>(`${entries} WHERE model_id IS NULL`);
  const modelOfRun = database.prepare<[number], { modelId: number }>(
    'SELECT model_id AS modelId FROM run WHERE id = ?',
  );
  return {
    /** Replaces what was imported from the same path before; all of it or nothing. */
    replaceImport: database.transaction((row: NewLeakageImportRow, rows: Iterable<LeakageEntryRow>): number => {
      removeSame.run({ modelId: row.modelId, path: row.path });
      const { id } = writtenRow(insertImport, row);
      for (const entry of rows) {
        insertEntry.run({ ...entry, importId: id });
      }
      return id;
    }),
    removeImport: (id: number): void => {
      remove.run(id);
    },
    importById: (id: number): LeakageImportRow | undefined => importById.get(id),
    importsOfModel: (modelId: number): LeakageImportRow[] => importsOfModel.all(modelId),
    importsOfSplits: (): LeakageImportRow[] => importsOfSplits.all(),
    entriesOfModel: (modelId: number): LeakageEntryRow[] => entriesOfModel.all(modelId),
    entriesOfSplits: (): LeakageEntryRow[] => entriesOfSplits.all(),
    modelOfRun: (runId: number): number | null => modelOfRun.get(runId)?.modelId ?? null,
    ...prepareComparedRecordings(database),
  };
}

/** The recordings that are compared, and who recorded them. */
function prepareComparedRecordings(database: Database.Database) {
  const largestId = database.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM recording');
  const recordings = database.prepare<[number, number], ComparedRecordingRow>(
    `${compared} WHERE recording.id > ? ORDER BY recording.id LIMIT ?`,
  );
  const recording = database.prepare<[number], ComparedRecordingRow>(`${compared} WHERE recording.id = ?`);
  const numberedSources = database.prepare<[], { id: number; recorder: string }>(
    'SELECT id, recorder FROM source WHERE recorder IS NOT NULL',
  );
  const recordersIn = database.prepare<[number], { recorder: string }>(
    'SELECT DISTINCT recorder FROM recording WHERE source_id = ? AND recorder IS NOT NULL',
  );
  return {
    largestRecordingId: (): number => largestId.get()?.id ?? 0,
    /** Recordings in order of their ids, so many after `afterId`. */
    recordings: (afterId: number, limit: number): ComparedRecordingRow[] => recordings.all(afterId, limit),
    recording: (id: number): ComparedRecordingRow | undefined => recording.get(id),
    /** Sources whose recorder a person named. */
    numberedSources: () => numberedSources.all(),
    /** Recorders that headers and names of a source's recordings state. */
    recordersIn: (sourceId: number): string[] => recordersIn.all(sourceId).map(({ recorder }) => recorder),
  };
}
