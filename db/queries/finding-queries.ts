import type Database from 'better-sqlite3';
import type { Verdict } from '../../electron/contract/identifiers.ts';
import { writtenRow } from './written-row.ts';

export interface FindingRow {
  readonly id: number;
  readonly recordingId: number;
  readonly label: string;
  readonly verdict: Verdict | null;
  readonly reviewer: string;
  readonly note: string | null;
  readonly at: string;
  readonly undoes: number | null;
}

export type NewFindingRow = Omit<FindingRow, 'id'>;

const columns = 'id, recording_id AS recordingId, label, verdict, reviewer, note, at, undoes';

/** The append-only log of findings. */
export function prepareFindingQueries(database: Database.Database) {
  const insert = database.prepare<NewFindingRow, FindingRow>(`
    INSERT INTO finding (recording_id, label, verdict, reviewer, note, at, undoes)
    VALUES (@recordingId, @label, @verdict, @reviewer, @note, @at, @undoes) RETURNING ${columns}`);
  const current = database.prepare<[number, string], FindingRow>(
    `SELECT ${columns} FROM finding WHERE recording_id = ? AND label = ? ORDER BY id DESC LIMIT 1`,
  );
  const before = database.prepare<[number, string, number], FindingRow>(
    `SELECT ${columns} FROM finding WHERE recording_id = ? AND label = ? AND id < ? ORDER BY id DESC LIMIT 1`,
  );
  const lastUndoable = database.prepare<[], FindingRow>(`
    SELECT ${columns} FROM finding AS candidate
    WHERE undoes IS NULL AND NOT EXISTS (SELECT 1 FROM finding AS later WHERE later.undoes = candidate.id)
    ORDER BY id DESC LIMIT 1`);
  const history = database.prepare<[number], FindingRow>(
    `SELECT ${columns} FROM finding WHERE recording_id = ? ORDER BY id DESC LIMIT 50`,
  );
  const count = database.prepare<[], { total: number }>(
    'SELECT count(*) AS total FROM finding_current WHERE verdict IS NOT NULL',
  );
  const reviewers = database.prepare<[string], { reviewer: string }>(
    'SELECT DISTINCT reviewer FROM finding_current WHERE label = ? AND verdict IS NOT NULL ORDER BY reviewer',
  );
  return {
    insert: (row: NewFindingRow): FindingRow => writtenRow(insert, row),
    current: (recordingId: number, label: string): FindingRow | undefined => current.get(recordingId, label),
    before: (recordingId: number, label: string, id: number): FindingRow | undefined =>
      before.get(recordingId, label, id),
    lastUndoable: (): FindingRow | undefined => lastUndoable.get(),
    history: (recordingId: number): FindingRow[] => history.all(recordingId),
    count: (): number => count.get()?.total ?? 0,
    reviewers: (label: string): string[] => reviewers.all(label).map((row) => row.reviewer),
  };
}
