import type Database from 'better-sqlite3';
import type { Verdict } from '../../electron/contract/identifiers.ts';

/**
 * The columns of a ranking, each read along an index that holds all of it: a million rows take a second, where one query
 * that joins and sorts them takes several.
 */
export function prepareRankColumnQueries(database: Database.Database) {
  const paths = database
    .prepare<[number], number>('SELECT id FROM recording WHERE source_id = ? ORDER BY relative_path')
    .pluck();
  const unreadable = database
    .prepare<[number], number>('SELECT id FROM recording WHERE source_id = ? AND fault_code IS NOT NULL')
    .pluck();
  const inState = database
    .prepare<[number, 'pending' | 'scored' | 'failed'], number>(
      'SELECT recording_id FROM run_recording INDEXED BY run_recording_state WHERE run_id = ? AND state = ?',
    )
    .pluck();
  const scores = database
    .prepare<[number], [number, number]>(
      'SELECT recording_id, raw FROM score INDEXED BY score_rank WHERE run_label_id = ? ORDER BY raw DESC',
    )
    .raw();
  const findings = database
    .prepare<[string], [number, Verdict | null]>(
      'SELECT recording_id, verdict FROM finding WHERE label = ? ORDER BY id',
    )
    .raw();
  return {
    ...prepareFactColumns(database),
    /** Recordings of a source in path order by bytes. */
    paths: (sourceId: number): number[] => paths.all(sourceId),
    unreadable: (sourceId: number): number[] => unreadable.all(sourceId),
    inState: (runId: number, state: 'pending' | 'scored' | 'failed'): number[] => inState.all(runId, state),
    /** [recording, raw], raw descending. */
    scores: (runLabelId: number): [number, number][] => scores.all(runLabelId),
    /** [recording, verdict], oldest first. */
    findings: (label: string): [number, Verdict | null][] => findings.all(label),
  };
}

/** [recording, source, recorder by a name rule, its header or its name, time, site by a name rule]. */
export type OriginColumns = [number, number, string | null, string | null, string | null];

/** What rules need of recordings besides scores, for the whole library at once. */
function prepareFactColumns(database: Database.Database) {
  const origins = database
    .prepare<[], OriginColumns>(
      `
    SELECT recording.id, recording.source_id, coalesce(recording_attribute.recorder, recording.recorder), recording.recorded_at,
      recording_attribute.site
    FROM recording LEFT JOIN recording_attribute ON recording_attribute.recording_id = recording.id`,
    )
    .raw();
  const hashes = database
    .prepare<[], [number, string]>('SELECT id, sha256 FROM recording WHERE sha256 IS NOT NULL')
    .raw();
  const pathsOfAll = database
    .prepare<[], [number, number, string]>('SELECT id, source_id, relative_path FROM recording')
    .raw();
  const largestRecording = database.prepare<[], number | null>('SELECT max(id) FROM recording').pluck();
  return {
    origins: (): IterableIterator<OriginColumns> => origins.iterate(),
    /** [recording, sha256], of those that have one. */
    hashes: (): IterableIterator<[number, string]> => hashes.iterate(),
    /** [recording, source, relative path]. */
    pathsOfAll: (): IterableIterator<[number, number, string]> => pathsOfAll.iterate(),
    largestRecording: (): number => largestRecording.get() ?? 0,
  };
}
