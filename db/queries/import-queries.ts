import type Database from 'better-sqlite3';
import { checkpointAside } from '../connection/checkpoint-aside.ts';
import { usualLogPages } from '../connection/open-library.ts';
import { isIncomplete } from './complete-run.ts';
import { withoutDiskSync } from './without-disk-sync.ts';

export interface MatchableRow {
  readonly id: number;
  readonly relativePath: string;
  /** Why Earmark cannot read it. */
  readonly faultCode: string | null;
  readonly faultMessage: string | null;
}

/** A recording of a run, by what the tables say of it. */
export interface CoveredRow {
  readonly recordingId: number;
  /** Why it has no score; null where it was scored. */
  readonly fault: { readonly code: string; readonly message: string } | null;
}

export interface ImportedScoreRow {
  readonly runLabelId: number;
  readonly recordingId: number;
  readonly raw: number;
  readonly windowStart: number;
}

/** Rows that are removed in one go: a few milliseconds of a connection that others wait for. */
export const removedAtOnce = 500;

/** A run whose scores come from elsewhere. It is stored in pieces, out of everybody's sight until it is complete. */
export function prepareImportQueries(database: Database.Database) {
  const recordings = database.prepare<[number, string, number], MatchableRow>(`
    SELECT id, relative_path AS relativePath, fault_code AS faultCode, fault_message AS faultMessage
    FROM recording WHERE source_id = ? AND relative_path > ? ORDER BY relative_path LIMIT ?`);
  const cover = database.prepare<{
    runId: number;
    recordingId: number;
    state: string;
    code: string | null;
    message: string | null;
  }>(`
    INSERT INTO run_recording (run_id, recording_id, state, fault_code, fault_message)
    VALUES (@runId, @recordingId, @state, @code, @message)`);
  const insertScore = database.prepare<ImportedScoreRow>(
    'INSERT INTO score (run_label_id, recording_id, raw, window_start) VALUES (@runLabelId, @recordingId, @raw, @windowStart)',
  );
  const longest = database.prepare<[number], { seconds: number | null }>(
    // A header without sound says 0.
    'SELECT max(nullif(duration_seconds, 0)) AS seconds FROM recording WHERE source_id = ?',
  );
  let holders = 0;
  return {
    /** Seconds of the longest recording; null where none is known. */
    longestOf: (sourceIds: readonly number[]): number | null =>
      sourceIds.reduce<number | null>((most, sourceId) => {
        const seconds = longest.get(sourceId)?.seconds ?? null;
        return seconds === null ? most : Math.max(most ?? 0, seconds);
      }, null),
    /** A source's recordings by path, from behind `after` on. */
    recordingsOf: (sourceId: number, after: string, limit: number): MatchableRow[] =>
      recordings.all(sourceId, after, limit),
    /** Does a piece of the storing in one transaction; whether the disk has it matters only once the run is complete. */
    storePiece: (work: () => void): void => {
      withoutDiskSync(database, () => {
        database.transaction(work)();
      });
    },
    /**
     * Lets the log of the library grow until `writeBack` is called, or no longer once all who asked for it are done. Scores lie in the order of ranks as
     * well, so that a long import touches a page for each of its rows, and SQLite would wait for the disk all the time.
     */
    holdBack: (isOn: boolean): void => {
      holders += isOn ? 1 : -1;
      // The library may have been closed under an import that was under way.
      if (database.open) {
        database.pragma(`wal_autocheckpoint = ${holders > 0 ? 0 : usualLogPages}`);
      }
    },
    writeBack: (): Promise<void> => checkpointAside(database.name),
    cover: (runId: number, { recordingId, fault }: CoveredRow): void => {
      cover.run({
        runId,
        recordingId,
        state: fault === null ? 'scored' : 'failed',
        code: fault?.code ?? null,
        message: fault?.message ?? null,
      });
    },
    insertScore: (row: ImportedScoreRow): void => {
      insertScore.run(row);
    },
    ...prepareRemovalQueries(database),
  };
}

/** Takes away what an import left that was stopped or killed. */
function prepareRemovalQueries(database: Database.Database) {
  const incomplete = database.prepare<[], { id: number; modelId: number }>(
    `SELECT id, model_id AS modelId FROM run WHERE ${isIncomplete}`,
  );
  const removeScores = database.prepare<[number, number]>(`
    DELETE FROM score WHERE (run_label_id, recording_id) IN (
      SELECT run_label_id, recording_id FROM score
      WHERE run_label_id IN (SELECT id FROM run_label WHERE run_id = ?) LIMIT ?)`);
  const removeRecordings = database.prepare<[number, number]>(`
    DELETE FROM run_recording WHERE (run_id, recording_id) IN (
      SELECT run_id, recording_id FROM run_recording WHERE run_id = ? LIMIT ?)`);
  return {
    incompleteRuns: (): { id: number; modelId: number }[] => incomplete.all(),
    /** Removes some of what hangs on a run; false where nothing is left. */
    removePiece: (runId: number): boolean => {
      let removed = 0;
      withoutDiskSync(database, () => {
        removed = removeScores.run(runId, removedAtOnce).changes || removeRecordings.run(runId, removedAtOnce).changes;
      });
      return removed > 0;
    },
  };
}
