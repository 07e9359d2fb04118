import { initialMigration } from './0001-initial.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. A new one is one file and one line here. */
export const migrations: readonly Migration[] = [initialMigration];
