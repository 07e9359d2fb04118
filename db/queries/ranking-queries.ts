import type Database from 'better-sqlite3';
import { isComplete } from './complete-run.ts';

export interface RankedRow {
  readonly recordingId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly relativePath: string;
  readonly fileName: string;
  readonly recorder: string | null;
  readonly recordedAt: string | null;
  readonly durationSeconds: number | null;
  readonly windowStart: number | null;
  readonly note: string | null;
  readonly faultCode: string | null;
  readonly faultMessage: string | null;
}

export interface SortKeysRow {
  readonly recordingId: number;
  readonly recordedAt: string | null;
  readonly durationSeconds: number | null;
}

export interface OtherScoreRow {
  readonly runName: string;
  readonly settings: string;
  readonly manifest: string;
  readonly label: string;
  readonly raw: number;
}

/** SQLite's own lower() knows ASCII only. */
function defineFold(database: Database.Database): void {
  database.function('fold', { deterministic: true }, (text) => foldText(String(text)));
}

/** As `fold`, without a call of ours for every text that is ASCII, as nearly all are: a third of the time at a million. */
function folded(column: string): string {
  return `CASE WHEN octet_length(${column}) = length(${column}) THEN lower(${column}) ELSE fold(${column}) END`;
}

/** Case and Unicode form make no difference to a search. */
function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The rows of a page of a ranking, and what sorts and finds in it. */
export function prepareRankingQueries(database: Database.Database) {
  const row = database.prepare<{ runId: number; runLabelId: number; label: string; recordingId: number }, RankedRow>(`
    SELECT recording.id AS recordingId, recording.source_id AS sourceId, source.name AS sourceName,
      recording.relative_path AS relativePath, recording.file_name AS fileName,
      coalesce(recording_attribute.recorder, recording.recorder, source.recorder) AS recorder, recording.recorded_at AS recordedAt,
      recording.duration_seconds AS durationSeconds, score.window_start AS windowStart, finding_current.note,
      coalesce(recording.fault_code, run_recording.fault_code) AS faultCode,
      coalesce(recording.fault_message, run_recording.fault_message) AS faultMessage
    FROM recording
    JOIN source ON source.id = recording.source_id
    LEFT JOIN recording_attribute ON recording_attribute.recording_id = recording.id
    JOIN run_recording ON run_recording.run_id = @runId AND run_recording.recording_id = recording.id
    LEFT JOIN score ON score.run_label_id = @runLabelId AND score.recording_id = recording.id
    LEFT JOIN finding AS finding_current ON finding_current.id =
      (SELECT max(id) FROM finding WHERE recording_id = recording.id AND label = @label)
    WHERE recording.id = @recordingId`);
  defineFold(database);
  // instr on folded text instead of LIKE: the person's % and _ are plain characters.
  const matching = database.prepare<{ runId: number; text: string }, { recordingId: number }>(`
    SELECT recording.id AS recordingId
    FROM run_recording
    JOIN recording ON recording.id = run_recording.recording_id
    JOIN source ON source.id = recording.source_id
    LEFT JOIN recording_attribute ON recording_attribute.recording_id = recording.id
    WHERE run_recording.run_id = @runId
      AND (instr(${folded('recording.relative_path')}, @text) > 0
        OR instr(${folded("coalesce(recording_attribute.recorder, recording.recorder, source.recorder, '')")}, @text) > 0
        OR instr(${folded('source.name')}, @text) > 0)`);
  const sortKeys = database.prepare<{ runId: number }, SortKeysRow>(`
    SELECT recording.id AS recordingId, recording.recorded_at AS recordedAt, recording.duration_seconds AS durationSeconds
    FROM run_recording
    JOIN recording ON recording.id = run_recording.recording_id
    JOIN source ON source.id = recording.source_id
    WHERE run_recording.run_id = @runId
    ORDER BY source.position, recording.relative_path`);
  const otherScores = database.prepare<[number], OtherScoreRow>(`
    SELECT run.name AS runName, run.settings, model.manifest, run_label.label, score.raw
    FROM score JOIN run_label ON run_label.id = score.run_label_id
    JOIN run ON run.id = run_label.run_id JOIN model ON model.id = run.model_id
    WHERE score.recording_id = ? AND ${isComplete} ORDER BY run.id DESC, run_label.position`);
  return {
    row: (runId: number, runLabelId: number, label: string, recordingId: number): RankedRow | undefined =>
      row.get({ runId, runLabelId, label, recordingId }),
    matching: (runId: number, text: string): number[] =>
      matching.all({ runId, text: foldText(text) }).map((match) => match.recordingId),
    sortKeys: (runId: number) => sortKeys.all({ runId }),
    otherScores: (recordingId: number): OtherScoreRow[] => otherScores.all(recordingId),
  };
}
