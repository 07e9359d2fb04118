import type { Migration } from './migration.ts';

export const topLabelsMigration: Migration = {
  version: 3,
  name: 'top-labels',
  sql: `
-- the highest labels of a recording where its run keeps them: index uint32 LE and raw float32 LE, best first
ALTER TABLE run_recording ADD COLUMN top_labels BLOB;
`,
};
