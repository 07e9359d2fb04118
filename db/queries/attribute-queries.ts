import type Database from 'better-sqlite3';
import type { Quality, Role } from '../../electron/contract/identifiers.ts';
import type { AttributeOrigin, RecordingAttributes } from '../../electron/contract/source-names.ts';

export interface AttributeRow extends RecordingAttributes {
  readonly recordingId: number;
  readonly origin: AttributeOrigin;
}

export interface NamedAttributeRow extends RecordingAttributes {
  readonly id: number;
  readonly relativePath: string;
  readonly origin: AttributeOrigin | null;
}

/** A recording's readings of the time, as they are stored. */
export interface TimeFactsRow {
  readonly id: number;
  readonly recordedAt: string | null;
  readonly timeRemark: string | null;
  readonly facts: string | null;
}

interface NumberSpan {
  readonly first: number;
  readonly last: number;
}

export interface RecordedTimeRow {
  readonly id: number;
  readonly recordedAt: string | null;
  readonly timeRemark: string | null;
  readonly facts: string;
}

const columns = `recording_attribute.role, recording_attribute.quality, recording_attribute.call_type AS callType,
  recording_attribute.site, recording_attribute.recorder`;

/** What names and manifests say of recordings, and their times as the source's time zone has it. */
export function prepareAttributeQueries(database: Database.Database) {
  const set = database.prepare<AttributeRow>(`
    INSERT INTO recording_attribute (recording_id, origin, role, quality, call_type, site, recorder)
    VALUES (@recordingId, @origin, @role, @quality, @callType, @site, @recorder)
    ON CONFLICT (recording_id) DO UPDATE SET origin = excluded.origin, role = excluded.role, quality = excluded.quality,
      call_type = excluded.call_type, site = excluded.site, recorder = excluded.recorder`);
  const clear = database.prepare<[number]>(
    'DELETE FROM recording_attribute WHERE recording_id IN (SELECT id FROM recording WHERE source_id = ?)',
  );
  const remove = database.prepare<[number]>('DELETE FROM recording_attribute WHERE recording_id = ?');
  const ofSource = database.prepare<[number], NamedAttributeRow>(`
    SELECT recording.id, recording.relative_path AS relativePath, recording_attribute.origin, ${columns}
    FROM recording LEFT JOIN recording_attribute ON recording_attribute.recording_id = recording.id
    WHERE recording.source_id = ? ORDER BY recording.relative_path`);
  const ofRecording = database.prepare<[number], AttributeRow>(
    `SELECT recording_id AS recordingId, origin, ${columns} FROM recording_attribute WHERE recording_id = ?`,
  );
  const rolesAndQualities = database
    .prepare<[], [number, Role | null, Quality | null]>('SELECT recording_id, role, quality FROM recording_attribute')
    .raw();
  const setRules = database.prepare<{ sourceId: number; rules: string; manifest: string | null }>(
    'UPDATE source SET name_rules = @rules, attribute_manifest = @manifest WHERE id = @sourceId',
  );
  const numbers = database.prepare<[number], NumberSpan>(
    'SELECT coalesce(min(id), 0) AS first, coalesce(max(id), 0) AS last FROM recording WHERE source_id = ?',
  );
  // By number, not by source: the source's index knows no order of numbers, and would be sorted anew for each part.
  const timesAfter = database.prepare<{ sourceId: number; after: number; last: number; limit: number }, TimeFactsRow>(`
    SELECT id, recorded_at AS recordedAt, time_remark AS timeRemark, facts FROM recording
    WHERE +source_id = @sourceId AND id > @after AND id <= @last ORDER BY id LIMIT @limit`);
  const setTime = database.prepare<RecordedTimeRow>(
    'UPDATE recording SET recorded_at = @recordedAt, time_remark = @timeRemark, facts = @facts WHERE id = @id',
  );
  return {
    set: (row: AttributeRow): void => {
      set.run(row);
    },
    clear: (sourceId: number): void => {
      clear.run(sourceId);
    },
    remove: (recordingId: number): void => {
      remove.run(recordingId);
    },
    ofSource: (sourceId: number): NamedAttributeRow[] => ofSource.all(sourceId),
    ofRecording: (recordingId: number): AttributeRow | undefined => ofRecording.get(recordingId),
    /** [recording, role, quality] of every recording of which anything is said. */
    rolesAndQualities: (): IterableIterator<[number, Role | null, Quality | null]> => rolesAndQualities.iterate(),
    setRules: (sourceId: number, rules: readonly string[], manifest: string | null): void => {
      setRules.run({ sourceId, rules: JSON.stringify(rules), manifest });
    },
    /** The lowest and the highest number of a source's recordings; 0 and 0 where it has none. */
    numbers: (sourceId: number): NumberSpan => numbers.get(sourceId) ?? { first: 0, last: 0 },
    /** The next recordings of a source by number, up to `last`. */
    timesAfter: (sourceId: number, span: { readonly after: number; readonly last: number }, limit: number) =>
      timesAfter.all({ sourceId, ...span, limit }),
    setTime: (row: RecordedTimeRow): void => {
      setTime.run(row);
    },
  };
}
