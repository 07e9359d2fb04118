import type { Migration } from './migration.ts';

export const resultsMigration: Migration = {
  version: 4,
  name: 'results',
  sql: `
-- results of trained experiments, as a trainer's table or summaries gave them
CREATE TABLE results_import (
  id INTEGER PRIMARY KEY,
  -- path, or the name of a file whose text was handed over
  origin TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('csv', 'folder')),
  rows_read INTEGER NOT NULL,
  -- JSON: string[], resultsDuplicateSchema[], resultsIssueSchema[]
  columns TEXT NOT NULL,
  duplicates TEXT NOT NULL,
  issues TEXT NOT NULL,
  imported_at TEXT NOT NULL
) STRICT;

CREATE TABLE results_experiment (
  import_id INTEGER NOT NULL REFERENCES results_import (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  -- JSON string[]: a cell for each column, as it was written
  cells TEXT NOT NULL,
  PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;
`,
};
