import type { Migration } from './migration.ts';

export const identityMigration: Migration = {
  version: 6,
  name: 'identity',
  sql: `
-- a CHECK cannot be altered: the table is made anew; nothing refers to it
CREATE TABLE job_of_more_kinds (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('scan', 'score', 'export', 'samples', 'hash', 'import')),
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
INSERT INTO job_of_more_kinds (id, kind, title, state, parameters, run_id, source_id, done, total, failed, fault_code,
  fault_message, created_at, finished_at)
SELECT id, kind, title, state, parameters, run_id, source_id, done, total, failed, fault_code, fault_message, created_at,
  finished_at FROM job;
DROP TABLE job;
ALTER TABLE job_of_more_kinds RENAME TO job;
CREATE INDEX job_state ON job (state);

-- counted as rows come and change: counting a million of them takes a third of a second each time
ALTER TABLE source ADD COLUMN recording_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN failed_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN missing_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN duration_seconds REAL NOT NULL DEFAULT 0;
-- JSON: scanReportSchema of the last scan that was finished
ALTER TABLE source ADD COLUMN scan_report TEXT;
UPDATE source SET
  (recording_count, failed_count, missing_count, duration_seconds) = (
    SELECT count(*), count(fault_code), count(CASE WHEN fault_code = 'file-missing' THEN 1 END),
      coalesce(sum(duration_seconds), 0.0)
    FROM recording WHERE recording.source_id = source.id);

-- no trigger on DELETE: recordings go with their source only, or one by one (recordingQueries.remove, which counts itself)
CREATE TRIGGER recording_counted AFTER INSERT ON recording BEGIN
  UPDATE source SET
    recording_count = recording_count + 1,
    failed_count = failed_count + (new.fault_code IS NOT NULL),
    missing_count = missing_count + (new.fault_code IS 'file-missing'),
    duration_seconds = duration_seconds + coalesce(new.duration_seconds, 0.0)
  WHERE id = new.source_id;
END;
CREATE TRIGGER recording_recounted AFTER UPDATE OF fault_code, duration_seconds ON recording
WHEN new.fault_code IS NOT old.fault_code OR new.duration_seconds IS NOT old.duration_seconds BEGIN
  UPDATE source SET
    failed_count = failed_count + (new.fault_code IS NOT NULL) - (old.fault_code IS NOT NULL),
    missing_count = missing_count + (new.fault_code IS 'file-missing') - (old.fault_code IS 'file-missing'),
    duration_seconds = duration_seconds + coalesce(new.duration_seconds, 0.0) - coalesce(old.duration_seconds, 0.0)
  WHERE id = new.source_id;
END;

CREATE INDEX recording_content ON recording (sha256, source_id) WHERE sha256 IS NOT NULL;
CREATE INDEX recording_unhashed ON recording (id) WHERE sha256 IS NULL AND fault_code IS NULL;
`,
};
