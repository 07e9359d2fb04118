import type Database from 'better-sqlite3';
import { isComplete } from './complete-run.ts';
import { writtenRow } from './written-row.ts';

export interface RunRow {
  readonly id: number;
  readonly modelId: number;
  readonly modelName: string;
  readonly modelSha256: string;
  readonly name: string;
  /** JSON of a runSettingsSchema. */
  readonly settings: string;
  readonly createdAt: string;
  readonly total: number;
  readonly scored: number;
  readonly failed: number;
  readonly pending: number;
}

export interface RunLabelRow {
  readonly id: number;
  readonly runId: number;
  readonly label: string;
  readonly outputIndex: number;
  readonly position: number;
}

export interface NewRunRow {
  readonly modelId: number;
  readonly name: string;
  readonly settings: string;
  readonly createdAt: string;
}

/** Recordings that have a score and cannot be read now; few, and found along the index of faults. */
const scoredInVain = `(SELECT count(*) FROM run_source
  JOIN recording ON recording.source_id = run_source.source_id AND recording.fault_code IS NOT NULL
  JOIN run_recording ON run_recording.run_id = run.id AND run_recording.recording_id = recording.id
  WHERE run_source.run_id = run.id AND run_recording.state = 'scored')`;

const columns = `run.id, run.model_id AS modelId, model.name AS modelName, model.sha256 AS modelSha256, run.name, run.settings,
  run.created_at AS createdAt,
  (SELECT count(*) FROM run_recording WHERE run_id = run.id) AS total,
  (SELECT count(*) FROM run_recording WHERE run_id = run.id AND state = 'scored') - ${scoredInVain} AS scored,
  (SELECT count(*) FROM run_recording WHERE run_id = run.id AND state = 'failed') + ${scoredInVain} AS failed,
  (SELECT count(*) FROM run_recording WHERE run_id = run.id AND state = 'pending') AS pending`;

export function prepareRunQueries(database: Database.Database) {
  const insert = database.prepare<NewRunRow, { id: number }>(
    'INSERT INTO run (model_id, name, settings, created_at) VALUES (@modelId, @name, @settings, @createdAt) RETURNING id',
  );
  const insertLabel = database.prepare<Omit<RunLabelRow, 'id'>>(
    'INSERT INTO run_label (run_id, label, output_index, position) VALUES (@runId, @label, @outputIndex, @position)',
  );
  const insertSource = database.prepare<[number, number]>(
    'INSERT OR IGNORE INTO run_source (run_id, source_id) VALUES (?, ?)',
  );
  const update = database.prepare<{ id: number; name: string; settings: string }>(
    'UPDATE run SET name = @name, settings = @settings WHERE id = @id',
  );
  const remove = database.prepare<[number]>('DELETE FROM run WHERE id = ?');
  const byId = database.prepare<[number], RunRow>(
    `SELECT ${columns} FROM run JOIN model ON model.id = run.model_id WHERE run.id = ? AND ${isComplete}`,
  );
  const list = database.prepare<[], RunRow>(
    `SELECT ${columns} FROM run JOIN model ON model.id = run.model_id WHERE ${isComplete} ORDER BY run.id DESC`,
  );
  const labels = database.prepare<[number], RunLabelRow>(
    'SELECT id, run_id AS runId, label, output_index AS outputIndex, position FROM run_label WHERE run_id = ? ORDER BY position',
  );
  const labelById = database.prepare<[number], RunLabelRow>(
    'SELECT id, run_id AS runId, label, output_index AS outputIndex, position FROM run_label WHERE id = ?',
  );
  const sources = database.prepare<[number], { sourceId: number }>(
    'SELECT source_id AS sourceId FROM run_source JOIN source ON source.id = source_id WHERE run_id = ? ORDER BY source.position',
  );
  return {
    insert: (row: NewRunRow): number => writtenRow(insert, row).id,
    insertLabel: (row: Omit<RunLabelRow, 'id'>): void => {
      insertLabel.run(row);
    },
    insertSource: (runId: number, sourceId: number): void => {
      insertSource.run(runId, sourceId);
    },
    update: (row: { readonly id: number; readonly name: string; readonly settings: string }): void => {
      update.run(row);
    },
    remove: (id: number): void => {
      remove.run(id);
    },
    byId: (id: number): RunRow | undefined => byId.get(id),
    list: (): RunRow[] => list.all(),
    labels: (runId: number): RunLabelRow[] => labels.all(runId),
    labelById: (id: number): RunLabelRow | undefined => labelById.get(id),
    sourceIds: (runId: number): number[] => sources.all(runId).map((row) => row.sourceId),
  };
}
