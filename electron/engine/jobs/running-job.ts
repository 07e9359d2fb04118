import type { JobRow } from '../../../db/queries/job-queries.ts';
import type { Job } from '../../contract/runs.ts';
import type { JobProgress } from './job-definition.ts';
import { jobView, type JobPace } from './job-view.ts';
import { createRateMeter } from './rate-meter.ts';
import { createTimeLeft } from './time-left.ts';

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
  const audio = createRateMeter();
  const timeLeft = createTimeLeft();
  let row: JobRow = { ...initial, state: 'running', faultCode: null, faultMessage: null };
  let hearsAudio = false;
  let reason: StopReason | null = null;

  const pace = (): JobPace => ({
    ratePerSecond: files.perSecond(),
    audioSecondsPerSecond: hearsAudio ? audio.perSecond() : null,
    secondsLeft: timeLeft.seconds(),
  });
  return {
    controller,
    row: () => row,
    view: () => jobView(row, pace()),
    record: (progress) => {
      const { done, total, failed, audioSecondsDone } = progress;
      const now = performance.now();
      files.record(done, now);
      timeLeft.record(progress, now);
      if (audioSecondsDone !== undefined) {
        hearsAudio = true;
        audio.record(audioSecondsDone, now);
      }
      row = { ...row, done, total, failed };
    },
    stop: (why) => {
      // Cancelling is final, and an engine that closes does not change what a person said.
      if (reason !== 'cancel' && !(why === 'shutdown' && reason !== null)) {
        reason = why;
      }
      controller.abort();
    },
    stopReason: () => reason,
  };
}
