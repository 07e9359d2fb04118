import type Database from 'better-sqlite3';

/**
 * Runs a statement with RETURNING and gives the one row it writes; throws where it could not be committed.
 * `all` and never `get`: the commit comes after the first row, and `get` does not look whether it succeeded, so that
 * on a full disk a finding would be acknowledged and lost.
 */
export function writtenRow<Parameters extends unknown[], Row>(
  statement: Database.Statement<Parameters, Row>,
  ...parameters: Parameters
): Row {
  const [row] = statement.all(...parameters);
  if (row === undefined) {
    throw new Error('SQLite returned no row where one is certain');
  }
  return row;
}
