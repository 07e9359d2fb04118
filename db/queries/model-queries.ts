import type Database from 'better-sqlite3';
import { isIncomplete } from './complete-run.ts';
import { writtenRow } from './written-row.ts';

export interface ModelRow {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly bundled: 0 | 1;
  /** JSON of a modelManifestSchema. */
  readonly manifest: string;
  /** JSON of string[]. */
  readonly labels: string;
  readonly addedAt: string;
}

export type NewModelRow = Omit<ModelRow, 'id'>;

const columns = 'id, name, path, sha256, size_bytes AS sizeBytes, bundled, manifest, labels, added_at AS addedAt';

export function prepareModelQueries(database: Database.Database) {
  const insert = database.prepare<NewModelRow, { id: number }>(`
    INSERT INTO model (name, path, sha256, size_bytes, bundled, manifest, labels, added_at)
    VALUES (@name, @path, @sha256, @sizeBytes, @bundled, @manifest, @labels, @addedAt) RETURNING id`);
  const relocate = database.prepare<{ id: number; path: string }>('UPDATE model SET path = @path WHERE id = @id');
  const remove = database.prepare<[number]>('DELETE FROM model WHERE id = ?');
  const byId = database.prepare<[number], ModelRow>(`SELECT ${columns} FROM model WHERE id = ?`);
  const byContent = database.prepare<[string, string], ModelRow>(
    `SELECT ${columns} FROM model WHERE sha256 = ? AND manifest = ?`,
  );
  const list = database.prepare<[], ModelRow>(`
    SELECT ${columns} FROM model
    WHERE id NOT IN (SELECT model_id FROM run WHERE ${isIncomplete} AND model_id IS NOT NULL)
    ORDER BY bundled DESC, name, id`);
  return {
    insert: (row: NewModelRow): number => writtenRow(insert, row).id,
    relocate: (id: number, path: string): void => {
      relocate.run({ id, path });
    },
    /** Fails where a run still names it: the foreign key holds. */
    remove: (id: number): void => {
      remove.run(id);
    },
    byId: (id: number): ModelRow | undefined => byId.get(id),
    byContent: (sha256: string, manifest: string): ModelRow | undefined => byContent.get(sha256, manifest),
    list: (): ModelRow[] => list.all(),
  };
}
