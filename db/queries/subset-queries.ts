import type Database from 'better-sqlite3';
import { isComplete } from './complete-run.ts';
import { writtenRow } from './written-row.ts';

export interface SubsetRow {
  readonly id: number;
  readonly family: string;
  readonly name: string;
  readonly folder: string;
  readonly runLabelId: number;
  readonly runId: number;
  readonly runName: string;
  readonly label: string;
  /** JSON of a subsetRuleSchema. */
  readonly rule: string;
  /** JSON of a selectionSettingsSchema. */
  readonly settings: string;
  readonly createdAt: string;
}

export type NewSubsetRow = Omit<SubsetRow, 'id' | 'runName' | 'runId' | 'label'>;

export interface ExportRow {
  readonly id: number;
  readonly subsetId: number | null;
  readonly subsetName: string;
  readonly purpose: string;
  readonly folder: string;
  readonly root: string;
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly at: string;
}

const columns = `subset.id, subset.family, subset.name, subset.folder, subset.run_label_id AS runLabelId, run_label.run_id AS runId,
  run.name AS runName, run_label.label, subset.rule, subset.settings, subset.created_at AS createdAt`;
const joined = `FROM subset JOIN run_label ON run_label.id = subset.run_label_id
  JOIN run ON run.id = run_label.run_id AND ${isComplete}`;

export function prepareSubsetQueries(database: Database.Database) {
  // A folder holds one subset: making it again replaces the earlier definition, exports stay on record.
  const upsert = database.prepare<NewSubsetRow, { id: number }>(`
    INSERT INTO subset (family, name, folder, run_label_id, rule, settings, created_at)
    VALUES (@family, @name, @folder, @runLabelId, @rule, @settings, @createdAt)
    ON CONFLICT (folder) DO UPDATE SET family = excluded.family, name = excluded.name, run_label_id = excluded.run_label_id,
      rule = excluded.rule, settings = excluded.settings, created_at = excluded.created_at
    RETURNING id`);
  const remove = database.prepare<[number]>('DELETE FROM subset WHERE id = ?');
  const byId = database.prepare<[number], SubsetRow>(`SELECT ${columns} ${joined} WHERE subset.id = ?`);
  const list = database.prepare<[], SubsetRow>(`SELECT ${columns} ${joined} ORDER BY subset.family, subset.id`);
  const insertExport = database.prepare<Omit<ExportRow, 'id'>>(`
    INSERT INTO export_record (subset_id, subset_name, purpose, folder, root, path, files, bytes, at)
    VALUES (@subsetId, @subsetName, @purpose, @folder, @root, @path, @files, @bytes, @at)`);
  const exports = database.prepare<[], ExportRow>(`
    SELECT id, subset_id AS subsetId, subset_name AS subsetName, purpose, folder, root, path, files, bytes, at
    FROM export_record ORDER BY id DESC`);
  return {
    upsert: (row: NewSubsetRow): number => writtenRow(upsert, row).id,
    remove: (id: number): void => {
      remove.run(id);
    },
    byId: (id: number): SubsetRow | undefined => byId.get(id),
    list: (): SubsetRow[] => list.all(),
    insertExport: (row: Omit<ExportRow, 'id'>): void => {
      insertExport.run(row);
    },
    exports: (): ExportRow[] => exports.all(),
  };
}
