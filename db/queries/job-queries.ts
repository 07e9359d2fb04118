import type Database from 'better-sqlite3';
import type { JobKind, JobState } from '../../electron/contract/runs.ts';
import { withoutDiskSync } from './without-disk-sync.ts';
import { writtenRow } from './written-row.ts';

export interface JobRow {
  readonly id: number;
  readonly kind: JobKind;
  readonly title: string;
  readonly state: JobState;
  /** JSON; each job kind parses its own. */
  readonly parameters: string;
  readonly runId: number | null;
  readonly sourceId: number | null;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly faultCode: string | null;
  readonly faultMessage: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

export type NewJobRow = Pick<JobRow, 'kind' | 'title' | 'parameters' | 'runId' | 'sourceId' | 'createdAt'>;
export type JobProgressRow = Pick<
  JobRow,
  'id' | 'state' | 'done' | 'total' | 'failed' | 'faultCode' | 'faultMessage' | 'finishedAt'
>;

const columns = `id, kind, title, state, parameters, run_id AS runId, source_id AS sourceId, done, total, failed,
  fault_code AS faultCode, fault_message AS faultMessage, created_at AS createdAt, finished_at AS finishedAt`;

/** The queue of long work; it survives restarts. */
export function prepareJobQueries(database: Database.Database) {
  const insert = database.prepare<NewJobRow, JobRow>(`
    INSERT INTO job (kind, title, state, parameters, run_id, source_id, created_at)
    VALUES (@kind, @title, 'queued', @parameters, @runId, @sourceId, @createdAt) RETURNING ${columns}`);
  const update = database.prepare<JobProgressRow>(`
    UPDATE job SET state = @state, done = @done, total = @total, failed = @failed, fault_code = @faultCode,
      fault_message = @faultMessage, finished_at = @finishedAt WHERE id = @id`);
  const byId = database.prepare<[number], JobRow>(`SELECT ${columns} FROM job WHERE id = ?`);
  const recent = database.prepare<[], JobRow>(`SELECT ${columns} FROM job ORDER BY id DESC LIMIT 50`);
  const unfinished = database.prepare<[], JobRow>(
    `SELECT ${columns} FROM job WHERE state IN ('queued', 'running', 'paused') ORDER BY id`,
  );
  return {
    insert: (row: NewJobRow): JobRow => writtenRow(insert, row),
    /**
     * What became of a job. A power cut may cost the last of it: the job is then taken up once more and finds its work done.
     * To wait for the disk would write out first all the files that an export has just written.
     */
    update: (row: JobProgressRow): void => {
      withoutDiskSync(database, () => {
        update.run(row);
      });
    },
    byId: (id: number): JobRow | undefined => byId.get(id),
    recent: (): JobRow[] => recent.all(),
    unfinished: (): JobRow[] => unfinished.all(),
  };
}
