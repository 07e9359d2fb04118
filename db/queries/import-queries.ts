import type Database from 'better-sqlite3';

export interface MatchableRow {
  readonly id: number;
  readonly sourceId: number;
  readonly relativePath: string;
}

export interface ImportedScoreRow {
  readonly runLabelId: number;
  readonly recordingId: number;
  readonly raw: number;
  readonly windowStart: number;
}

/** Writes of a run whose scores came from elsewhere; for use inside a transaction of the caller's. */
export function prepareImportQueries(database: Database.Database) {
  const recordings = database.prepare<[number], MatchableRow>(
    'SELECT id, source_id AS sourceId, relative_path AS relativePath FROM recording WHERE source_id = ? ORDER BY relative_path',
  );
  const coverAll = database.prepare<[number]>(`
    INSERT INTO run_recording (run_id, recording_id, state)
    SELECT run_source.run_id, recording.id, 'scored'
    FROM recording JOIN run_source ON run_source.source_id = recording.source_id WHERE run_source.run_id = ?`);
  const cover = database.prepare<[number, number]>(
    "INSERT INTO run_recording (run_id, recording_id, state) VALUES (?, ?, 'scored')",
  );
  const insertScore = database.prepare<ImportedScoreRow>(
    'INSERT INTO score (run_label_id, recording_id, raw, window_start) VALUES (@runLabelId, @recordingId, @raw, @windowStart)',
  );
  const longest = database.prepare<[number], { seconds: number | null }>(
    // A header without sound says 0.
    'SELECT max(nullif(duration_seconds, 0)) AS seconds FROM recording WHERE source_id = ?',
  );
  return {
    /** Seconds of the longest recording; null where none is known. */
    longestOf: (sourceIds: readonly number[]): number | null =>
      sourceIds.reduce<number | null>((most, sourceId) => {
        const seconds = longest.get(sourceId)?.seconds ?? null;
        return seconds === null ? most : Math.max(most ?? 0, seconds);
      }, null),
    recordingsOf: (sourceId: number): MatchableRow[] => recordings.all(sourceId),
    /** Every recording of the run's sources counts as scored. */
    coverAll: (runId: number): void => {
      coverAll.run(runId);
    },
    cover: (runId: number, recordingId: number): void => {
      cover.run(runId, recordingId);
    },
    insertScore: (row: ImportedScoreRow): void => {
      insertScore.run(row);
    },
  };
}
