import type { JobRow } from '../../../db/queries/job-queries.ts';
import { errorCodeSchema } from '../../contract/error-codes.ts';
import type { Fault } from '../../contract/outcome.ts';
import type { Job } from '../../contract/runs.ts';

/** A stored code and message as a fault; null where there is none. */
export function storedFault(code: string | null, message: string | null): Fault | null {
  if (code === null) {
    return null;
  }
  const parsed = errorCodeSchema.safeParse(code);
  return { code: parsed.success ? parsed.data : 'unexpected', message: message ?? '' };
}

export interface JobPace {
  readonly ratePerSecond: number | null;
  readonly audioSecondsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

export const noPace: JobPace = { ratePerSecond: null, audioSecondsPerSecond: null, secondsLeft: null };

/** A job as the window sees it. */
export function jobView(row: JobRow, pace: JobPace): Job {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    done: row.done,
    total: row.total,
    failed: row.failed,
    ...pace,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    fault: storedFault(row.faultCode, row.faultMessage),
    runId: row.runId,
    sourceId: row.sourceId,
  };
}
