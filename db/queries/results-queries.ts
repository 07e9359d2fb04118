import type Database from 'better-sqlite3';
import { writtenRow } from './written-row.ts';

export interface ResultsImportRow {
  readonly id: number;
  /** Path, or the name of a file whose text was handed over. */
  readonly origin: string;
  readonly kind: 'csv' | 'folder';
  readonly rowsRead: number;
  /** JSON string[]. */
  readonly columns: string;
  /** JSON of resultsDuplicateSchema[]. */
  readonly duplicates: string;
  /** JSON of resultsIssueSchema[]. */
  readonly issues: string;
  readonly importedAt: string;
}

export type NewResultsImportRow = Omit<ResultsImportRow, 'id'>;

const columns = 'id, origin, kind, rows_read AS rowsRead, columns, duplicates, issues, imported_at AS importedAt';

/** Results of trained experiments; cells are kept as they were written. */
export function prepareResultsQueries(database: Database.Database) {
  const insert = database.prepare<NewResultsImportRow, { id: number }>(`
    INSERT INTO results_import (origin, kind, rows_read, columns, duplicates, issues, imported_at)
    VALUES (@origin, @kind, @rowsRead, @columns, @duplicates, @issues, @importedAt) RETURNING id`);
  const insertExperiment = database.prepare<[number, number, string]>(
    'INSERT INTO results_experiment (import_id, position, cells) VALUES (?, ?, ?)',
  );
  const removeOrigin = database.prepare<[string]>('DELETE FROM results_import WHERE origin = ?');
  const remove = database.prepare<[number]>('DELETE FROM results_import WHERE id = ?');
  const byId = database.prepare<[number], ResultsImportRow>(`SELECT ${columns} FROM results_import WHERE id = ?`);
  const list = database.prepare<[], ResultsImportRow>(`SELECT ${columns} FROM results_import ORDER BY id DESC`);
  const cells = database.prepare<[number], { cells: string }>(
    'SELECT cells FROM results_experiment WHERE import_id = ? ORDER BY position',
  );
  return {
    /** Replaces what the same origin gave before; all of it or nothing. `experiments`: the cells of each, as JSON. */
    replaceImport: database.transaction((row: NewResultsImportRow, experiments: readonly string[]): number => {
      removeOrigin.run(row.origin);
      const { id } = writtenRow(insert, row);
      experiments.forEach((each, position) => {
        insertExperiment.run(id, position, each);
      });
      return id;
    }),
    removeImport: (id: number): void => {
      remove.run(id);
    },
    importById: (id: number): ResultsImportRow | undefined => byId.get(id),
    /** Newest first. */
    imports: (): ResultsImportRow[] => list.all(),
    /** JSON of every experiment's cells, in the order of the file. */
    cells: (importId: number): string[] => cells.all(importId).map((row) => row.cells),
  };
}
