import { initialMigration } from './0001-initial.ts';
import { leakageMigration } from './0002-leakage.ts';
import { topLabelsMigration } from './0003-top-labels.ts';
import { resultsMigration } from './0004-results.ts';
import { recordingFactsMigration } from './0005-recording-facts.ts';
import { identityMigration } from './0006-identity.ts';
import { sourceChannelMigration } from './0007-source-channel.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. A new one is one file and one line here. */
export const migrations: readonly Migration[] = [
  initialMigration,
  leakageMigration,
  topLabelsMigration,
  resultsMigration,
  recordingFactsMigration,
  identityMigration,
  sourceChannelMigration,
];
