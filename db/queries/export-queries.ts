import type Database from 'better-sqlite3';
import type { Quality, Role } from '../../electron/contract/identifiers.ts';

/** Everything that an export must know of one of its members, in one row. */
export interface ExportMemberRow {
  readonly recordingId: number;
  readonly sourceName: string;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly fileName: string;
  readonly recorder: string | null;
  readonly role: Role;
  readonly quality: Quality | null;
  readonly callType: string | null;
  readonly site: string | null;
  readonly recordedAt: string | null;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly format: string | null;
  readonly warning: string | null;
  readonly sampleRate: number | null;
  readonly channels: number | null;
  /** That of its source: which one is heard, counted from 1; null: the mean of all. */
  readonly channel: number | null;
  /** What the model heard: `mix` or a channel; null where it heard nothing, or scores came from elsewhere. */
  readonly scoredChannel: string | null;
  readonly bitsPerSample: number | null;
  readonly durationSeconds: number | null;
  readonly sha256: string | null;
  readonly windowStart: number | null;
  readonly windowCount: number | null;
  readonly reviewer: string | null;
  readonly note: string | null;
}

interface MembersParameters {
  readonly runId: number;
  readonly runLabelId: number;
  readonly label: string;
  /** JSON array of recording ids. */
  readonly recordingIds: string;
}

/** What a header says of a file that is not decoded is no length to cut it by: such a file has no frames. */
const readableSeconds = 'CASE WHEN recording.frames IS NOT NULL THEN recording.duration_seconds END';

export function prepareExportQueries(database: Database.Database) {
  // One statement walks all members: a statement for each costs more than the reading.
  const members = database.prepare<MembersParameters, ExportMemberRow>(`
    SELECT recording.id AS recordingId, source.name AS sourceName, source.path AS sourcePath,
      recording.relative_path AS relativePath, recording.file_name AS fileName,
      coalesce(recording_attribute.recorder, recording.recorder, source.recorder) AS recorder,
      coalesce(recording_attribute.role, source.role) AS role, coalesce(recording_attribute.quality, source.quality) AS quality,
      recording_attribute.call_type AS callType, coalesce(recording_attribute.site, source.site) AS site, recording.recorded_at AS recordedAt,
      recording.size_bytes AS sizeBytes, recording.modified_ms AS modifiedMs, recording.format, recording.warning,
      recording.sample_rate AS sampleRate, recording.channels, source.channel,
      CASE WHEN run_recording.window_count IS NOT NULL
        THEN coalesce(CAST(run_recording.channel AS TEXT), 'mix') END AS scoredChannel, recording.bits_per_sample AS bitsPerSample,
      ${readableSeconds} AS durationSeconds, recording.sha256, score.window_start AS windowStart,
      run_recording.window_count AS windowCount, finding.reviewer, finding.note
    FROM json_each(@recordingIds) AS wanted
    JOIN recording ON recording.id = wanted.value
    JOIN source ON source.id = recording.source_id
    LEFT JOIN recording_attribute ON recording_attribute.recording_id = recording.id
    LEFT JOIN run_recording ON run_recording.run_id = @runId AND run_recording.recording_id = recording.id
    LEFT JOIN score ON score.run_label_id = @runLabelId AND score.recording_id = recording.id
    LEFT JOIN finding ON finding.id =
      (SELECT max(id) FROM finding WHERE recording_id = recording.id AND label = @label)`);
  return {
    /** Rows of these recordings, in no particular order. */
    members: (
      key: Omit<MembersParameters, 'recordingIds'>,
      recordingIds: readonly number[],
    ): IterableIterator<ExportMemberRow> => members.iterate({ ...key, recordingIds: JSON.stringify(recordingIds) }),
  };
}
