import type { Migration } from './migration.ts';

export const leakageMigration: Migration = {
  version: 2,
  name: 'leakage',
  sql: `
-- what a model was trained on, or (without a model) the train / validation / test splits of the library
CREATE TABLE leakage_import (
  id INTEGER PRIMARY KEY,
  model_id INTEGER REFERENCES model (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  rows INTEGER NOT NULL,
  -- JSON of leakageEntryCountsSchema and of splitRowsSchema[]
  entry_counts TEXT NOT NULL,
  splits TEXT NOT NULL,
  imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX leakage_import_model ON leakage_import (model_id);

CREATE TABLE leakage_entry (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES leakage_import (id) ON DELETE CASCADE,
  split TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sha256', 'file-name', 'recorder-time', 'folder')),
  -- hash, file name, time or folder, by kind
  value TEXT NOT NULL,
  recorder TEXT,
  seconds REAL
) STRICT;
CREATE INDEX leakage_entry_import ON leakage_entry (import_id);
`,
};
