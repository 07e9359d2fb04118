import type Database from 'better-sqlite3';
import type { Quality, Role } from '../../electron/contract/identifiers.ts';
import { writtenRow } from './written-row.ts';

export interface SourceRow {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly role: Role;
  readonly quality: Quality | null;
  readonly site: string | null;
  readonly recorder: string | null;
  readonly timeZone: string | null;
  /** Which channel is heard, counted from 1; null: the mean of all. */
  readonly channel: number | null;
  /** JSON string[]. */
  readonly nameRules: string;
  readonly attributeManifest: string | null;
  readonly position: number;
  readonly addedAt: string;
}

export interface SourceRowWithCounts extends SourceRow {
  readonly recordingCount: number;
  /** Missing ones included. */
  readonly failedCount: number;
  readonly missingCount: number;
  readonly durationSeconds: number;
  /** Of the recording that has most; 1 where none has several. */
  readonly mostChannels: number;
  /** JSON: scanReportSchema; null before the first scan is over. */
  readonly scanReport: string | null;
  /** Recordings whose header, comment and name disagree about the time. */
  readonly timeRemarkCount: number;
}

export type NewSourceRow = Omit<SourceRow, 'id' | 'position' | 'nameRules' | 'attributeManifest' | 'channel'> &
  Partial<Pick<SourceRow, 'channel'>>;
export type SourceAttributesRow = Pick<SourceRow, 'id' | 'role' | 'quality' | 'site' | 'recorder' | 'timeZone'>;

const columns =
  'source.id, source.path, source.name, source.role, source.quality, source.site, source.recorder, source.time_zone AS timeZone, source.channel, source.name_rules AS nameRules, source.attribute_manifest AS attributeManifest, source.position, source.added_at AS addedAt';

export function prepareSourceQueries(database: Database.Database) {
  const insert = database.prepare<Required<NewSourceRow>, { id: number }>(`
    INSERT INTO source (path, name, role, quality, site, recorder, time_zone, channel, position, added_at)
    VALUES (@path, @name, @role, @quality, @site, @recorder, @timeZone, @channel, (SELECT coalesce(max(position), 0) + 1 FROM source), @addedAt)
    RETURNING id`);
  const update = database.prepare<SourceAttributesRow>(
    'UPDATE source SET role = @role, quality = @quality, site = @site, recorder = @recorder, time_zone = @timeZone WHERE id = @id',
  );
  const remove = database.prepare<[number]>('DELETE FROM source WHERE id = ?');
  const byId = database.prepare<[number], SourceRow>(`SELECT ${columns} FROM source WHERE id = ?`);
  const byPath = database.prepare<[string], SourceRow>(`SELECT ${columns} FROM source WHERE path = ?`);
  const list = database.prepare<[], SourceRowWithCounts>(`
    SELECT ${columns}, recording_count AS recordingCount, failed_count AS failedCount, missing_count AS missingCount,
      duration_seconds AS durationSeconds, scan_report AS scanReport,
      coalesce((SELECT max(channels) FROM recording WHERE source_id = source.id AND channels > 1), 1) AS mostChannels,
      (SELECT count(*) FROM recording WHERE source_id = source.id AND time_remark IS NOT NULL) AS timeRemarkCount
    FROM source ORDER BY position`);
  const totals = database.prepare<[], { recordings: number; failed: number; missing: number }>(`
    SELECT coalesce(sum(recording_count), 0) AS recordings, coalesce(sum(failed_count), 0) AS failed,
      coalesce(sum(missing_count), 0) AS missing FROM source`);
  const rememberScan = database.prepare<{ id: number; report: string }>(
    'UPDATE source SET scan_report = @report WHERE id = @id',
  );
  const relocate = database.prepare<{ id: number; path: string; name: string }>(
    'UPDATE source SET path = @path, name = @name WHERE id = @id',
  );
  return {
    insert: (row: NewSourceRow): number => writtenRow(insert, { channel: null, ...row }).id,
    update: (row: SourceAttributesRow): void => {
      update.run(row);
    },
    remove: (id: number): void => {
      remove.run(id);
    },
    byId: (id: number): SourceRow | undefined => byId.get(id),
    byPath: (path: string): SourceRow | undefined => byPath.get(path),
    list: (): SourceRowWithCounts[] => list.all(),
    totals: () => totals.get() ?? { recordings: 0, failed: 0, missing: 0 },
    rememberScan: (id: number, report: string): void => {
      rememberScan.run({ id, report });
    },
    relocate: (id: number, path: string, name: string): void => {
      relocate.run({ id, path, name });
    },
  };
}
