import type Database from 'better-sqlite3';
import { withoutDiskSync } from './without-disk-sync.ts';

/** A recording that waits to be scored. */
export interface PendingRow {
  readonly recordingId: number;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly durationSeconds: number | null;
  readonly attempts: number;
  /** Which channel of it is heard, counted from 1; null: the mean of all. */
  readonly channel: number | null;
}

interface FileOfRun {
  readonly runId: number;
  readonly recordingId: number;
  /** Which channel was heard; null or absent: the mean of all. */
  readonly channel?: number | null;
}

export interface ScoredFile extends FileOfRun {
  readonly windowCount: number;
  readonly lastWindowStart: number;
  readonly windowScores: Buffer;
  /** As core/scoring/top-labels.ts encodes them; absent where the run keeps none. */
  readonly topLabels?: Buffer;
  readonly scores: readonly { readonly runLabelId: number; readonly raw: number; readonly windowStart: number }[];
}

export interface FailedFile extends FileOfRun {
  readonly faultCode: string;
  readonly faultMessage: string;
}

export interface WindowScoresRow {
  readonly windowCount: number | null;
  readonly lastWindowStart: number | null;
  readonly windowScores: Buffer | null;
}

interface ScoreRow {
  readonly runLabelId: number;
  readonly recordingId: number;
  readonly raw: number;
  readonly windowStart: number;
}

/** Writes of a scoring job. A file's scores and its state are committed together. */
export function prepareScoringQueries(database: Database.Database) {
  const { commit, commitAll, markFailed } = prepareFileWrites(database);
  const countAttempt = database.prepare<[number, number], { attempts: number }>(
    'UPDATE run_recording SET attempts = attempts + 1 WHERE run_id = ? AND recording_id = ? RETURNING attempts',
  );
  const windowScores = database.prepare<[number, number], WindowScoresRow>(`
    SELECT window_count AS windowCount, last_window_start AS lastWindowStart, window_scores AS windowScores
    FROM run_recording WHERE run_id = ? AND recording_id = ?`);
  const topLabels = database.prepare<[number, number], { topLabels: Buffer | null }>(
    'SELECT top_labels AS topLabels FROM run_recording WHERE run_id = ? AND recording_id = ?',
  );
  return {
    ...prepareQueueQueries(database),
    /** For use inside a transaction of the caller's. */
    markScored: commit,
    markFailed: ({ channel: _channel, ...file }: FailedFile): void => {
      markFailed.run(file);
    },
    /** All of them or, where the disk is full, none. */
    commit: (results: readonly (ScoredFile | FailedFile)[]): void => {
      withoutDiskSync(database, () => {
        commitAll(results);
      });
    },
    countAttempt: (runId: number, recordingId: number): number =>
      // `all`, for the reason that written-row.ts gives; the row may be gone with its source.
      countAttempt.all(runId, recordingId)[0]?.attempts ?? 0,
    windowScores: (runId: number, recordingId: number): WindowScoresRow | undefined =>
      windowScores.get(runId, recordingId),
    topLabels: (runId: number, recordingId: number): Buffer | null =>
      topLabels.get(runId, recordingId)?.topLabels ?? null,
  };
}

/** A file's scores and its state, together. */
function prepareFileWrites(database: Database.Database) {
  const insertScore = database.prepare<ScoreRow>(`
    INSERT INTO score (run_label_id, recording_id, raw, window_start) VALUES (@runLabelId, @recordingId, @raw, @windowStart)
    ON CONFLICT (run_label_id, recording_id) DO UPDATE SET raw = excluded.raw, window_start = excluded.window_start`);
  const markScored = database.prepare<
    Omit<ScoredFile, 'scores' | 'topLabels' | 'channel'> & {
      readonly topLabels: Buffer | null;
      readonly channel: number | null;
    }
  >(`
    UPDATE run_recording SET state = 'scored', fault_code = NULL, fault_message = NULL, window_count = @windowCount,
      last_window_start = @lastWindowStart, window_scores = @windowScores, top_labels = @topLabels, channel = @channel
    WHERE run_id = @runId AND recording_id = @recordingId`);
  const markFailed = database.prepare<Omit<FailedFile, 'channel'>>(`
    UPDATE run_recording SET state = 'failed', fault_code = @faultCode, fault_message = @faultMessage
    WHERE run_id = @runId AND recording_id = @recordingId`);
  const hearsChannel = database.prepare<{ recordingId: number; channel: number | null }>(`
    SELECT 1 FROM recording JOIN source ON source.id = recording.source_id
    WHERE recording.id = @recordingId AND source.channel IS @channel`);
  const commit = database.transaction(({ scores, ...file }: ScoredFile): void => {
    for (const score of scores) {
      insertScore.run({ ...score, recordingId: file.recordingId });
    }
    markScored.run({ ...file, topLabels: file.topLabels ?? null, channel: file.channel ?? null });
  });
  const commitAll = database.transaction((results: readonly (ScoredFile | FailedFile)[]): void => {
    for (const { channel = null, ...result } of results) {
      if (hearsChannel.get({ recordingId: result.recordingId, channel }) === undefined) {
        // Its source was set to another channel meanwhile: this is about a sound that nobody wants any more.
        continue;
      }
      if ('faultCode' in result) {
        markFailed.run(result);
      } else {
        commit({ ...result, channel });
      }
    }
  });
  return { commit, commitAll, markFailed };
}

/** Runs whose scores came from elsewhere: nothing in them can wait for a model. */
export const importedRuns = "SELECT id FROM run WHERE json_extract(settings, '$.imported') IS NOT NULL";

/** Which recordings of a run wait to be scored. */
function prepareQueueQueries(database: Database.Database) {
  const enqueue = database.prepare<{ runId: number }>(`
    INSERT INTO run_recording (run_id, recording_id, state, fault_code, fault_message)
    SELECT @runId, recording.id, CASE WHEN recording.fault_code IS NULL THEN 'pending' ELSE 'failed' END, recording.fault_code, recording.fault_message
    FROM recording JOIN run_source ON run_source.source_id = recording.source_id AND run_source.run_id = @runId
    WHERE true
    ON CONFLICT (run_id, recording_id) DO NOTHING`);
  const retry = database.prepare<[number]>(`
    UPDATE run_recording SET state = 'pending', attempts = 0, fault_code = NULL, fault_message = NULL
    WHERE run_id = ? AND state = 'failed'
      AND recording_id IN (SELECT id FROM recording WHERE fault_code IS NULL)`);
  const pending = database.prepare<[number], PendingRow>(`
    SELECT run_recording.recording_id AS recordingId, source.path AS sourcePath, recording.relative_path AS relativePath,
      recording.duration_seconds AS durationSeconds, run_recording.attempts, source.channel
    FROM run_recording
    JOIN recording ON recording.id = run_recording.recording_id
    JOIN source ON source.id = recording.source_id
    WHERE run_recording.run_id = ? AND run_recording.state = 'pending'
    ORDER BY source.position, recording.relative_path`);
  const reset = database.prepare<[number]>(`
    UPDATE run_recording SET state = 'pending', attempts = 0, fault_code = NULL, fault_message = NULL, window_count = NULL,
      last_window_start = NULL, window_scores = NULL, top_labels = NULL, channel = NULL
    WHERE recording_id = ? AND run_id NOT IN (${importedRuns})`);
  const outdate = database.prepare<[number]>(`
    UPDATE run_recording SET state = 'failed', fault_code = 'file-changed',
      fault_message = 'This file changed after its scores were imported. Analyse it again in the other program and import its table.'
    WHERE recording_id = ? AND run_id IN (${importedRuns})`);
  const retryRecording = database.prepare<[number]>(`
    UPDATE run_recording SET state = 'pending', attempts = 0, fault_code = NULL, fault_message = NULL
    WHERE recording_id = ? AND state = 'failed' AND run_id NOT IN (${importedRuns})`);
  const dropScores = database.prepare<[number]>('DELETE FROM score WHERE recording_id = ?');
  return {
    enqueue: (runId: number): number => enqueue.run({ runId }).changes,
    retryFailed: (runId: number): number => retry.run(runId).changes,
    pending: (runId: number): PendingRow[] => pending.all(runId),
    /** A recording that could not be read, and can now, waits again wherever it had failed. */
    retryRecording: (recordingId: number): void => {
      retryRecording.run(recordingId);
    },
    /** A recording whose bytes changed must be scored again everywhere. */
    forgetScores: (recordingId: number): void => {
      dropScores.run(recordingId);
      reset.run(recordingId);
      outdate.run(recordingId);
    },
  };
}
