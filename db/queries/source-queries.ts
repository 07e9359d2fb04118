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
  /** JSON string[]. */
  readonly nameRules: string;
  readonly attributeManifest: string | null;
  readonly position: number;
  readonly addedAt: string;
}

export interface SourceRowWithCounts extends SourceRow {
  readonly recordingCount: number;
  readonly failedCount: number;
  readonly durationSeconds: number;
  /** Recordings whose header, comment and name disagree about the time. */
  readonly timeRemarkCount: number;
}

export type NewSourceRow = Omit<SourceRow, 'id' | 'position' | 'nameRules' | 'attributeManifest'>;
export type SourceAttributesRow = Pick<SourceRow, 'id' | 'role' | 'quality' | 'site' | 'recorder' | 'timeZone'>;

const columns =
  'source.id, source.path, source.name, source.role, source.quality, source.site, source.recorder, source.time_zone AS timeZone, source.name_rules AS nameRules, source.attribute_manifest AS attributeManifest, source.position, source.added_at AS addedAt';

export function prepareSourceQueries(database: Database.Database) {
  const insert = database.prepare<NewSourceRow, { id: number }>(`
    INSERT INTO source (path, name, role, quality, site, recorder, time_zone, position, added_at)
    VALUES (@path, @name, @role, @quality, @site, @recorder, @timeZone, (SELECT coalesce(max(position), 0) + 1 FROM source), @addedAt)
    RETURNING id`);
  const update = database.prepare<SourceAttributesRow>(
    'UPDATE source SET role = @role, quality = @quality, site = @site, recorder = @recorder, time_zone = @timeZone WHERE id = @id',
  );
  const remove = database.prepare<[number]>('DELETE FROM source WHERE id = ?');
  const byId = database.prepare<[number], SourceRow>(`SELECT ${columns} FROM source WHERE id = ?`);
  const byPath = database.prepare<[string], SourceRow>(`SELECT ${columns} FROM source WHERE path = ?`);
  const list = database.prepare<[], SourceRowWithCounts>(`
    SELECT ${columns}, count(recording.id) AS recordingCount, count(recording.fault_code) AS failedCount,
      count(recording.time_remark) AS timeRemarkCount,
      coalesce(sum(recording.duration_seconds), 0) AS durationSeconds
    FROM source LEFT JOIN recording ON recording.source_id = source.id
    GROUP BY source.id ORDER BY source.position`);
  return {
    insert: (row: NewSourceRow): number => writtenRow(insert, row).id,
    update: (row: SourceAttributesRow): void => {
      update.run(row);
    },
    remove: (id: number): void => {
      remove.run(id);
    },
    byId: (id: number): SourceRow | undefined => byId.get(id),
    byPath: (path: string): SourceRow | undefined => byPath.get(path),
    list: (): SourceRowWithCounts[] => list.all(),
  };
}
