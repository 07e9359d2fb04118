import { initialMigration } from './0001-initial.ts';
import { leakageMigration } from './0002-leakage.ts';
import { topLabelsMigration } from './0003-top-labels.ts';
import { resultsMigration } from './0006-results.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. A new one is one file and one line here. */
export const migrations: readonly Migration[] = [
  initialMigration,
  leakageMigration,
  topLabelsMigration,
  reserved(4),
  reserved(5),
  resultsMigration,
];

/** A number that a migration of another branch takes; nothing is changed by it. */
function reserved(version: number): Migration {
  return { version, name: 'reserved', sql: '' };
}
