import type { Migration } from './migration.ts';

export const recordingFactsMigration: Migration = {
  version: 5,
  name: 'recording-facts',
  sql: `
-- JSON: recordingFactsSchema with the ids of metadata readers; NULL of recordings that were read before facts were kept
ALTER TABLE recording ADD COLUMN facts TEXT;
-- where readings of the time disagree: which was taken, and what the others say
ALTER TABLE recording ADD COLUMN time_remark TEXT;
CREATE INDEX recording_time_remark ON recording (source_id) WHERE time_remark IS NOT NULL;

-- JSON string[]: templates of names, in the order in which they are tried
ALTER TABLE source ADD COLUMN name_rules TEXT NOT NULL DEFAULT '[]';
-- the table that attributes were taken from last
ALTER TABLE source ADD COLUMN attribute_manifest TEXT;

-- what a recording's name or a manifest says of it; NULL: what its source says
CREATE TABLE recording_attribute (
  recording_id INTEGER PRIMARY KEY REFERENCES recording (id) ON DELETE CASCADE,
  origin TEXT NOT NULL CHECK (origin IN ('rule', 'manifest')),
  role TEXT CHECK (role IN ('positive', 'negative', 'unlabelled')),
  quality TEXT CHECK (quality IN ('high', 'medium', 'low')),
  call_type TEXT,
  site TEXT,
  recorder TEXT
) STRICT;
`,
};
