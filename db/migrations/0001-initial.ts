import type { Migration } from './migration.ts';

export const initialMigration: Migration = {
  version: 1,
  name: 'initial',
  sql: `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('positive', 'negative', 'unlabelled')),
  quality TEXT CHECK (quality IN ('high', 'medium', 'low')),
  site TEXT,
  recorder TEXT,
  time_zone TEXT,
  position INTEGER NOT NULL UNIQUE,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE recording (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  -- BINARY collation compares UTF-8 bytes: the order of DESIGN 2.2
  relative_path TEXT NOT NULL COLLATE BINARY,
  file_name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  format TEXT,
  sample_rate INTEGER,
  channels INTEGER,
  bits_per_sample INTEGER,
  frames INTEGER,
  duration_seconds REAL,
  recorded_at TEXT,
  recorder TEXT,
  warning TEXT,
  fault_code TEXT,
  fault_message TEXT,
  sha256 TEXT,
  -- given once, at the first export, so that a recording keeps its name in every tier and family
  exported_name TEXT,
  UNIQUE (source_id, relative_path)
) STRICT;
CREATE INDEX recording_fault ON recording (source_id) WHERE fault_code IS NOT NULL;

CREATE TABLE model (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  bundled INTEGER NOT NULL,
  manifest TEXT NOT NULL,
  labels TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  model_id INTEGER NOT NULL REFERENCES model (id),
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE run_label (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  label TEXT NOT NULL,
  output_index INTEGER NOT NULL,
  position INTEGER NOT NULL,
  UNIQUE (run_id, label)
) STRICT;

CREATE TABLE run_source (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_recording (
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('pending', 'scored', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  fault_code TEXT,
  fault_message TEXT,
  window_count INTEGER,
  -- start of the last window in model samples; the others stand at multiples of the hop
  last_window_start INTEGER,
  -- float32 LE, label by label in run_label.position order, window by window
  window_scores BLOB,
  PRIMARY KEY (run_id, recording_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_recording_state ON run_recording (run_id, state);
CREATE INDEX run_recording_recording ON run_recording (recording_id);

CREATE TABLE score (
  run_label_id INTEGER NOT NULL REFERENCES run_label (id) ON DELETE CASCADE,
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  -- the model's float32 output, exactly: every float32 is a double
  raw REAL NOT NULL,
  window_start INTEGER NOT NULL,
  PRIMARY KEY (run_label_id, recording_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_rank ON score (run_label_id, raw DESC, recording_id);
CREATE INDEX score_recording ON score (recording_id);

-- append-only: undo and audit read the same log
CREATE TABLE finding (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  label TEXT NOT NULL,
  verdict TEXT CHECK (verdict IN ('present', 'absent', 'unsure')),
  reviewer TEXT NOT NULL,
  note TEXT,
  at TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES finding (id)
) STRICT;
CREATE INDEX finding_recording ON finding (recording_id, label, id);

CREATE VIEW finding_current AS
  SELECT finding.* FROM finding
  JOIN (SELECT max(id) AS id FROM finding GROUP BY recording_id, label) AS latest ON latest.id = finding.id;

CREATE TABLE subset (
  id INTEGER PRIMARY KEY,
  family TEXT NOT NULL,
  name TEXT NOT NULL,
  folder TEXT NOT NULL UNIQUE,
  run_label_id INTEGER NOT NULL REFERENCES run_label (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE export_record (
  id INTEGER PRIMARY KEY,
  subset_id INTEGER REFERENCES subset (id) ON DELETE SET NULL,
  subset_name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  folder TEXT NOT NULL,
  root TEXT NOT NULL,
  path TEXT NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('scan', 'score', 'export', 'samples')),
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
  parameters TEXT NOT NULL,
  run_id INTEGER REFERENCES run (id) ON DELETE CASCADE,
  source_id INTEGER REFERENCES source (id) ON DELETE CASCADE,
  done REAL NOT NULL DEFAULT 0,
  total REAL NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  fault_code TEXT,
  fault_message TEXT,
  created_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;
CREATE INDEX job_state ON job (state);
`,
};
