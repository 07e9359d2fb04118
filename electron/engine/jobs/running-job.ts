import type { JobRow } from '../../../db/queries/job-queries.ts';
import type { Job } from '../../contract/runs.ts';
import type { JobProgress } from './job-definition.ts';
import { jobView, type JobPace } from './job-view.ts';
import { createRateMeter } from './rate-meter.ts';

export type StopReason = 'pause' | 'cancel' | 'shutdown';

/** A job that is being worked on: its progress in memory, which is written to the library now and then. */
export interface RunningJob {
  readonly controller: AbortController;
  row(): JobRow;
  view(): Job;
  record(progress: JobProgress): void;
  stop(reason: StopReason): void;
  stopReason(): StopReason | null;
}

export function createRunningJob(initial: JobRow): RunningJob {
  const controller = new AbortController();
  const files = createRateMeter();
  const work = createRateMeter();
  let row: JobRow = { ...initial, state: 'running', faultCode: null, faultMessage: null };
  let workLeft: number | null = null;
  let reason: StopReason | null = null;

  const pace = (): JobPace => {
    const rate = work.perSecond();
    return {
      ratePerSecond: files.perSecond(),
      secondsLeft: rate === null || rate <= 0 || workLeft === null ? null : workLeft / rate,
    };
  };
  return {
    controller,
    row: () => row,
    view: () => jobView(row, pace()),
    record: (progress) => {
      const { done, total, failed, workDone = done, workTotal = total } = progress;
      const now = performance.now();
      files.record(done, now);
      work.record(workDone, now);
      workLeft = workTotal > 0 ? Math.max(0, workTotal - workDone) : null;
      row = { ...row, done, total, failed };
    },
    stop: (why) => {
      reason = why;
      controller.abort();
    },
    stopReason: () => reason,
  };
}
