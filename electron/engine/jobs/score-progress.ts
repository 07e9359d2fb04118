import type { PendingRow } from '../../../db/queries/scoring-queries.ts';
import type { Run, RunSettings } from '../../contract/runs.ts';
import { countWindows } from '../../core/audio/windows.ts';
import { createCostModel } from './cost-model.ts';
import type { JobContext } from './job-definition.ts';
import type { FileResult } from './scoring-crew.ts';

/** Until it is learnt, a file is taken to cost so many seconds of audio besides its own: opening, messages, committing. */
const firstGuessOfFileCost = 0.2;

export interface ScoreProgress {
  report(): void;
  /** So many windows of a file that is in hand are scored. */
  hear(row: PendingRow, windowCount: number): void;
  /** A file is finished; it kept a scorer busy for `milliseconds`. */
  count(result: FileResult, row: PendingRow, milliseconds: number): void;
}

/** Windows that the model hears of a recording, as far as its header tells. */
export function expectedWindows(settings: RunSettings, durationSeconds: number | null): number {
  const samples = Math.round((durationSeconds ?? 0) * settings.sampleRate);
  return countWindows(samples, settings.windowSamples, settings.hopSamples);
}

/** Seconds of audio that the model hears of a recording: overlap and padding cost like anything else. */
export function heardSeconds(settings: RunSettings, durationSeconds: number | null): number {
  return (expectedWindows(settings, durationSeconds) * settings.windowSamples) / settings.sampleRate;
}

/** How far a scoring job is, in files, in seconds of audio, and in what they cost. */
export function createScoreProgress(
  job: JobContext,
  run: Pick<Run, 'total' | 'failed'>,
  settings: RunSettings,
  pending: readonly PendingRow[],
): ScoreProgress {
  const costs = createCostModel(firstGuessOfFileCost);
  const workOf = (row: PendingRow): number => heardSeconds(settings, row.durationSeconds);
  const workTotal = pending.reduce((sum, row) => sum + workOf(row), 0);
  const { total } = run;
  let { failed } = run;
  let done = total - pending.length;
  let workDone = 0;
  let audioSecondsDone = 0;
  /** Shares of the files in hand that are scored, by recording. */
  const inHand = new Map<number, { readonly work: number; readonly audioSeconds: number }>();
  const report = (): void => {
    const parts = [...inHand.values()];
    job.progress({
      done,
      total,
      failed,
      workDone: parts.reduce((sum, part) => sum + part.work, workDone),
      workTotal,
      workPerFile: costs.workPerFile(),
      audioSecondsDone: parts.reduce((sum, part) => sum + part.audioSeconds, audioSecondsDone),
    });
  };
  report();
  return {
    report,
    hear: (row, windowCount) => {
      const work = workOf(row);
      const share = Math.min(1, (windowCount * settings.windowSamples) / settings.sampleRate / work);
      inHand.set(row.recordingId, { work: share * work, audioSeconds: share * (row.durationSeconds ?? 0) });
      report();
    },
    count: (result, row, milliseconds) => {
      inHand.delete(row.recordingId);
      done += 1;
      workDone += workOf(row);
      if (result.kind === 'failed') {
        failed += 1;
      } else {
        audioSecondsDone += row.durationSeconds ?? 0;
        costs.observe(workOf(row), milliseconds);
      }
      report();
    },
  };
}
