import type Database from 'better-sqlite3';

/** Everything that an export must know of one of its members, in one row. */
export interface ExportMemberRow {
  readonly sourceName: string;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly fileName: string;
  readonly recorder: string | null;
  readonly recordedAt: string | null;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly format: string | null;
  readonly warning: string | null;
  readonly sampleRate: number | null;
  readonly durationSeconds: number | null;
  readonly windowStart: number | null;
  readonly reviewer: string | null;
  readonly note: string | null;
}

export function prepareExportQueries(database: Database.Database) {
  const member = database.prepare<[number, string, number], ExportMemberRow>(`
    SELECT source.name AS sourceName, source.path AS sourcePath, recording.relative_path AS relativePath,
      recording.file_name AS fileName, coalesce(recording.recorder, source.recorder) AS recorder,
      recording.recorded_at AS recordedAt, recording.size_bytes AS sizeBytes, recording.modified_ms AS modifiedMs,
      recording.format, recording.warning, recording.sample_rate AS sampleRate,
      recording.duration_seconds AS durationSeconds, score.window_start AS windowStart, finding.reviewer, finding.note
    FROM recording
    JOIN source ON source.id = recording.source_id
    LEFT JOIN score ON score.run_label_id = ? AND score.recording_id = recording.id
    LEFT JOIN finding ON finding.id = (SELECT max(id) FROM finding WHERE recording_id = recording.id AND label = ?)
    WHERE recording.id = ?`);
  return {
    member: (runLabelId: number, label: string, recordingId: number): ExportMemberRow | undefined =>
      member.get(runLabelId, label, recordingId),
  };
}
