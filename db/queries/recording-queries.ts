import type Database from 'better-sqlite3';

export interface RecordingRow {
  readonly id: number;
  readonly sourceId: number;
  readonly relativePath: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly format: string | null;
  readonly sampleRate: number | null;
  readonly channels: number | null;
  readonly bitsPerSample: number | null;
  readonly frames: number | null;
  readonly durationSeconds: number | null;
  readonly recordedAt: string | null;
  readonly recorder: string | null;
  /** JSON: recordingFactsSchema; null where the recording was read before facts were kept. */
  readonly facts: string | null;
  readonly timeRemark: string | null;
  readonly warning: string | null;
  readonly faultCode: string | null;
  readonly faultMessage: string | null;
  readonly exportedName: string | null;
  /** That of its source: which channel is heard, counted from 1; null: the mean of all. */
  readonly channel: number | null;
}

export type RecordingFactsRow = Omit<RecordingRow, 'id' | 'exportedName' | 'channel'>;

export interface KnownFileRow {
  readonly id: number;
  readonly relativePath: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly isMissing: 0 | 1;
  readonly isUnreadable: 0 | 1;
  readonly sha256: string | null;
  /** Read before facts were kept, or refused when nothing was kept of a refused file: it may be decoded by now. */
  readonly lacksFacts: 0 | 1;
}

export interface NamedRecordingRow {
  readonly id: number;
  readonly sourceName: string;
  readonly recorder: string | null;
  readonly relativePath: string;
  readonly fileName: string;
  readonly exportedName: string | null;
}

/** What a file's bytes were when it had this size and time. */
export interface RecordingHashRow {
  readonly id: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly sha256: string;
}

const columns = `recording.id, recording.source_id AS sourceId, recording.relative_path AS relativePath, recording.file_name AS fileName,
  recording.size_bytes AS sizeBytes, recording.modified_ms AS modifiedMs, recording.format, recording.sample_rate AS sampleRate,
  recording.channels, recording.bits_per_sample AS bitsPerSample, recording.frames, recording.duration_seconds AS durationSeconds,
  recording.recorded_at AS recordedAt, recording.recorder, recording.facts,
  recording.time_remark AS timeRemark, recording.warning, recording.fault_code AS faultCode,
  recording.fault_message AS faultMessage, recording.exported_name AS exportedName,
  (SELECT channel FROM source AS heard WHERE heard.id = recording.source_id) AS channel`;

const upsertText = `
  INSERT INTO recording (source_id, relative_path, file_name, size_bytes, modified_ms, format, sample_rate, channels, bits_per_sample,
    frames, duration_seconds, recorded_at, recorder, facts, time_remark, warning, fault_code, fault_message)
  VALUES (@sourceId, @relativePath, @fileName, @sizeBytes, @modifiedMs, @format, @sampleRate, @channels, @bitsPerSample,
    @frames, @durationSeconds, @recordedAt, @recorder, @facts, @timeRemark, @warning, @faultCode, @faultMessage)
  ON CONFLICT (source_id, relative_path) DO UPDATE SET
    size_bytes = excluded.size_bytes, modified_ms = excluded.modified_ms, format = excluded.format, sample_rate = excluded.sample_rate,
    channels = excluded.channels, bits_per_sample = excluded.bits_per_sample, frames = excluded.frames,
    duration_seconds = excluded.duration_seconds, recorded_at = excluded.recorded_at, recorder = excluded.recorder,
    facts = excluded.facts, time_remark = excluded.time_remark,
    warning = excluded.warning, fault_code = excluded.fault_code, fault_message = excluded.fault_message, sha256 = CASE WHEN size_bytes = excluded.size_bytes AND modified_ms = excluded.modified_ms THEN sha256 END`;

interface PageScope {
  readonly sourceId: number | null;
  readonly failedOnly: 0 | 1;
  readonly warnedOnly?: 0 | 1;
  /** Only this recording and those of its content; NULL: all. */
  readonly copiesOf?: number | null;
}

interface PageParameters extends PageScope {
  readonly limit: number;
  readonly offset: number;
}

export function prepareRecordingQueries(database: Database.Database) {
  const upsert = database.prepare<RecordingFactsRow>(upsertText);
  // Size and time stay: a card that was away and comes back unchanged keeps its scores.
  const markMissing = database.prepare<[number]>(`
    UPDATE recording SET fault_code = 'file-missing',
      fault_message = 'This file was here before and is gone now. Put it back and rescan the source.' WHERE id = ?`);
  const known = database.prepare<[number], KnownFileRow>(
    `SELECT id, relative_path AS relativePath, size_bytes AS sizeBytes, modified_ms AS modifiedMs,
      fault_code IS 'file-missing' AS isMissing, fault_code IS 'file-unreadable' AS isUnreadable, sha256,
      (facts IS NULL OR (format IS NULL AND fault_code IN ('unsupported-format', 'no-audio-data'))) AS lacksFacts
    FROM recording WHERE source_id = ?`,
  );
  const hasPast = database.prepare<[number, number], { found: 0 | 1 }>(`
    SELECT EXISTS (SELECT 1 FROM run_recording WHERE recording_id = ?)
      OR EXISTS (SELECT 1 FROM finding WHERE recording_id = ?) AS found`);
  const byId = database.prepare<[number], RecordingRow>(`SELECT ${columns} FROM recording WHERE id = ?`);
  // A file that was read anew in the meantime is another one.
  const rememberHash = database.prepare<RecordingHashRow>(
    'UPDATE recording SET sha256 = @sha256 WHERE id = @id AND size_bytes = @sizeBytes AND modified_ms = @modifiedMs',
  );
  return {
    rememberHashes: database.transaction((rows: readonly RecordingHashRow[]): void => {
      for (const row of rows) {
        rememberHash.run(row);
      }
    }),
    upsertAll: database.transaction((rows: readonly RecordingFactsRow[]): void => {
      for (const row of rows) {
        upsert.run(row);
      }
    }),
    markMissing: (id: number): void => {
      markMissing.run(id);
    },
    ...prepareIdentityQueries(database),
    knownIn: (sourceId: number): KnownFileRow[] => known.all(sourceId),
    /** A run or a finding has to do with it. */
    hasPast: (id: number): boolean => hasPast.get(id, id)?.found === 1,
    byId: (id: number): RecordingRow | undefined => byId.get(id),
    ...preparePageQueries(database),
    ...prepareNameQueries(database),
  };
}

/** Pages of recordings. Each scope has statements of its own: one for all of them would walk the whole library for a few rows. */
function preparePageQueries(database: Database.Database) {
  const faults =
    '(@failedOnly = 0 OR recording.fault_code IS NOT NULL) AND (@warnedOnly = 0 OR recording.warning IS NOT NULL)';
  const prepare = (scope: string) => ({
    page: database.prepare<PageParameters, RecordingRow>(`
      SELECT ${columns} FROM recording JOIN source ON source.id = recording.source_id
      WHERE ${scope} AND ${faults} ORDER BY source.position, recording.relative_path LIMIT @limit OFFSET @offset`),
    count: database.prepare<PageScope, { total: number }>(
      `SELECT count(*) AS total FROM recording WHERE ${scope} AND ${faults}`,
    ),
  });
  const all = prepare('@sourceId IS NULL AND @copiesOf IS NULL');
  const ofSource = prepare('recording.source_id = @sourceId AND @copiesOf IS NULL');
  const copies =
    prepare(`(recording.id = @copiesOf OR recording.sha256 = (SELECT sha256 FROM recording WHERE id = @copiesOf))
    AND (@sourceId IS NULL OR recording.source_id = @sourceId)`);
  const unsaid = { warnedOnly: 0 as const, copiesOf: null };
  const fitting = ({ sourceId, copiesOf = null }: PageScope) => {
    if (copiesOf !== null) {
      return copies;
    }
    return sourceId === null ? all : ofSource;
  };
  return {
    page: (parameters: PageParameters): RecordingRow[] => fitting(parameters).page.all({ ...unsaid, ...parameters }),
    count: (scope: PageScope): number => fitting(scope).count.get({ ...unsaid, ...scope })?.total ?? 0,
  };
}

/** The names that recordings are exported under. */
function prepareNameQueries(database: Database.Database) {
  const named = database.prepare<[], NamedRecordingRow>(`
    SELECT recording.id, source.name AS sourceName, coalesce(recording_attribute.recorder, recording.recorder, source.recorder) AS recorder,
      recording.relative_path AS relativePath, recording.file_name AS fileName, recording.exported_name AS exportedName
    FROM recording JOIN source ON source.id = recording.source_id
    LEFT JOIN recording_attribute ON recording_attribute.recording_id = recording.id`);
  const nameForExport = database.prepare<{ id: number; exportedName: string }>(
    'UPDATE recording SET exported_name = @exportedName WHERE id = @id',
  );
  return {
    named: (): IterableIterator<NamedRecordingRow> => named.iterate(),
    nameForExport: database.transaction((names: ReadonlyMap<number, string>): void => {
      for (const [id, exportedName] of names) {
        nameForExport.run({ id, exportedName });
      }
    }),
  };
}

/** Changes of what a recording is called or when it was written, while its content stays. */
function prepareIdentityQueries(database: Database.Database) {
  const redate = database.prepare<{ id: number; modifiedMs: number }>(
    'UPDATE recording SET modified_ms = @modifiedMs WHERE id = @id',
  );
  const markUnreadable = database.prepare<{ id: number; code: string; message: string }>(
    'UPDATE recording SET fault_code = @code, fault_message = @message WHERE id = @id',
  );
  const remove = database.prepare<[number]>('DELETE FROM recording WHERE id = ?');
  // The one place where a recording goes without its source; see 0006-identity.ts.
  const uncount = database.prepare<[number]>(`
    UPDATE source SET recording_count = recording_count - 1,
      failed_count = failed_count - (recording.fault_code IS NOT NULL),
      missing_count = missing_count - (recording.fault_code IS 'file-missing'),
      duration_seconds = source.duration_seconds - coalesce(recording.duration_seconds, 0.0)
    FROM recording WHERE recording.id = ? AND source.id = recording.source_id`);
  const rename = database.prepare<{ id: number; relativePath: string; fileName: string }>(
    'UPDATE recording SET relative_path = @relativePath, file_name = @fileName WHERE id = @id',
  );
  return {
    /** The bytes are the same, only their time is another (a card read in another time zone, a copy). */
    redate: (id: number, modifiedMs: number): void => {
      redate.run({ id, modifiedMs });
    },
    /** Size and time stay, so that it keeps its scores for when it can be read again. */
    markUnreadable: (id: number, code: string, message: string): void => {
      markUnreadable.run({ id, code, message });
    },
    remove: (id: number): void => {
      uncount.run(id);
      remove.run(id);
    },
    rename: (id: number, relativePath: string, fileName: string): void => {
      rename.run({ id, relativePath, fileName });
    },
  };
}
