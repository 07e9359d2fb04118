import type { Migration } from './migration.ts';

export const sourceChannelMigration: Migration = {
  version: 7,
  name: 'source-channel',
  sql: `
-- which channel of its recordings is heard, counted from 1; NULL: the mean of all
ALTER TABLE source ADD COLUMN channel INTEGER CHECK (channel >= 1);
-- the source's channel when this was scored; NULL: the mean of all, or scores from elsewhere
ALTER TABLE run_recording ADD COLUMN channel INTEGER;
-- whether a source has recordings of several channels is asked whenever sources are listed
CREATE INDEX recording_channels ON recording (source_id, channels) WHERE channels > 1;
`,
};
