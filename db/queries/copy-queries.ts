import type Database from 'better-sqlite3';

/** A recording whose content is not known yet. */
export interface UnhashedRow {
  readonly id: number;
  readonly sourceId: number;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** One place at which a content lies. */
export interface CopyRow {
  readonly recordingId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly isMissing: 0 | 1;
}

export interface CopyCountsRow {
  readonly count: number;
  readonly missing: number;
}

export interface CopiedContentRow {
  readonly sha256: string;
  readonly count: number;
  readonly sizeBytes: number;
}

/** How many recordings of one source are also in another, or more than once in itself. */
export interface SourceCopiesRow {
  readonly sourceId: number;
  readonly otherSourceId: number;
  readonly count: number;
}

/** A content of thousands of files (silence, say) is not counted to its end for every row of a page. */
export const mostCopiesCounted = 100;

/** Contents: which are not known yet, and which several recordings share. */
export function prepareCopyQueries(database: Database.Database) {
  const unhashed = database.prepare<[number, number], UnhashedRow>(`
    SELECT recording.id, source.id AS sourceId, source.path AS sourcePath, recording.relative_path AS relativePath,
      recording.size_bytes AS sizeBytes, recording.modified_ms AS modifiedMs
    FROM recording INDEXED BY recording_unhashed JOIN source ON source.id = recording.source_id
    WHERE recording.sha256 IS NULL AND recording.fault_code IS NULL AND recording.id > ?
    ORDER BY recording.id LIMIT ?`);
  const unhashedTotals = database.prepare<[], { files: number; bytes: number }>(`
    SELECT count(*) AS files, coalesce(sum(size_bytes), 0) AS bytes
    FROM recording INDEXED BY recording_unhashed WHERE sha256 IS NULL AND fault_code IS NULL`);
  const unhashedCount = database
    .prepare<[], number>(
      'SELECT count(*) FROM recording INDEXED BY recording_unhashed WHERE sha256 IS NULL AND fault_code IS NULL',
    )
    .pluck();
  const ofRecording = database.prepare<{ recordingId: number; limit: number }, CopyRow>(`
    SELECT other.id AS recordingId, source.id AS sourceId, source.name AS sourceName, source.path AS sourcePath,
      other.relative_path AS relativePath, other.fault_code IS 'file-missing' AS isMissing
    FROM recording AS own JOIN recording AS other ON other.sha256 = own.sha256 AND other.id <> own.id
    JOIN source ON source.id = other.source_id
    WHERE own.id = @recordingId ORDER BY source.position, other.relative_path LIMIT @limit`);
  const countOf = database.prepare<{ recordingId: number }, CopyCountsRow>(`
    SELECT count(other.id) AS count, coalesce(sum(other.fault_code IS 'file-missing'), 0) AS missing
    FROM recording AS own LEFT JOIN recording AS other ON other.id IN (SELECT id FROM recording
      WHERE sha256 = (SELECT sha256 FROM recording WHERE id = @recordingId) LIMIT ${mostCopiesCounted + 1}) AND other.id <> own.id
    WHERE own.id = @recordingId AND own.sha256 IS NOT NULL GROUP BY own.id`);
  const sameContent = database
    .prepare<{ recordingId: number }, number>(
      `SELECT id FROM recording WHERE id = @recordingId
        OR sha256 = (SELECT sha256 FROM recording WHERE id = @recordingId)`,
    )
    .pluck();
  return {
    unhashedAfter: (recordingId: number, limit: number): UnhashedRow[] => unhashed.all(recordingId, limit),
    unhashedTotals: () => unhashedTotals.get() ?? { files: 0, bytes: 0 },
    unhashedCount: (): number => unhashedCount.get() ?? 0,
    /** The other places of a recording's content, in source order. */
    ofRecording: (recordingId: number, limit: number): CopyRow[] => ofRecording.all({ recordingId, limit }),
    /** How many other recordings have the same content, up to `mostCopiesCounted`; null while that is not known. */
    countOf: (recordingId: number): CopyCountsRow | null => countOf.get({ recordingId }) ?? null,
    /** The recording and all others of its content. */
    sameContent: (recordingId: number): number[] => sameContent.all({ recordingId }),
    ...prepareSharedContentQueries(database),
  };
}

/** The whole library's copies; each walks along the index of contents once. */
function prepareSharedContentQueries(database: Database.Database) {
  const contents = database.prepare<{ limit: number; offset: number }, CopiedContentRow>(`
    SELECT sha256, count(*) AS count, max(size_bytes) AS sizeBytes FROM recording WHERE sha256 IS NOT NULL
    GROUP BY sha256 HAVING count(*) > 1 ORDER BY min(id) LIMIT @limit OFFSET @offset`);
  const totals = database.prepare<[], { contents: number; recordings: number }>(`
    SELECT count(*) AS contents, coalesce(sum(count), 0) AS recordings FROM
      (SELECT count(*) AS count FROM recording WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1)`);
  const places = database.prepare<[string], CopyRow>(`
    SELECT recording.id AS recordingId, source.id AS sourceId, source.name AS sourceName, source.path AS sourcePath,
      recording.relative_path AS relativePath, recording.fault_code IS 'file-missing' AS isMissing
    FROM recording JOIN source ON source.id = recording.source_id
    WHERE recording.sha256 = ? ORDER BY source.position, recording.relative_path`);
  const shared = database.prepare<[], { sha256: string; sourceId: number; count: number }>(`
    SELECT sha256, source_id AS sourceId, count(*) AS count FROM recording WHERE sha256 IN
      (SELECT sha256 FROM recording WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1)
      AND fault_code IS NOT 'file-missing'
    GROUP BY sha256, source_id ORDER BY sha256`);
  return {
    totals: () => totals.get() ?? { contents: 0, recordings: 0 },
    contents: (limit: number, offset: number): CopiedContentRow[] => contents.all({ limit, offset }),
    places: (sha256: string): CopyRow[] => places.all(sha256),
    /** Shared contents, one row for each source that has them. */
    shared: (): IterableIterator<{ sha256: string; sourceId: number; count: number }> => shared.iterate(),
  };
}
