import type { JobProgress } from './job-definition.ts';

export interface TimeLeft {
  record(progress: JobProgress, milliseconds: number): void;
  /** null before there is anything to tell, or while the amount of work is not known. */
  seconds(): number | null;
}

const horizonMilliseconds = 120_000;
/** A slow job's horizon reaches back over at least so many marks. */
const fewestMarks = 16;
const betweenMarks = 250;
const shortestSpan = 1000;

interface Mark {
  readonly milliseconds: number;
  readonly done: number;
  readonly work: number;
}

/**
 * Time left from the pace over the last two minutes, both reckoned as work + files · workPerFile. What a file costs may be
 * learnt meanwhile: marks keep files and work apart, so that the whole window is weighed by the latest knowledge.
 */
export function createTimeLeft(): TimeLeft {
  let marks: Mark[] = [];
  let initial: Pick<Mark, 'done' | 'work'> | null = null;
  let latest: JobProgress | null = null;
  let latestAt = 0;
  return {
    record: (progress, milliseconds) => {
      const { done, workDone = done } = progress;
      latest = progress;
      latestAt = milliseconds;
      initial ??= { done, work: workDone };
      // The clock starts at the first progress: starting processes and loading the model is not the pace.
      const hasBegun = done > initial.done || workDone > initial.work;
      if (hasBegun && milliseconds - (marks.at(-1)?.milliseconds ?? -betweenMarks) >= betweenMarks) {
        marks.push({ milliseconds, done, work: workDone });
        marks = marks.slice(firstWithin(marks, milliseconds - horizonMilliseconds));
      }
    },
    seconds: () => {
      const first = marks[0];
      if (first === undefined || latest === null || latestAt - first.milliseconds < shortestSpan) {
        return null;
      }
      const { done, total, workDone = done, workTotal = total, workPerFile = 0 } = latest;
      const finished = workDone - first.work + workPerFile * (done - first.done);
      const left = Math.max(0, workTotal - workDone) + workPerFile * Math.max(0, total - done);
      return workTotal <= 0 || finished <= 0 ? null : (left * (latestAt - first.milliseconds)) / finished / 1000;
    },
  };
}

/** Index of the last mark that still lets the window reach back to `oldest`, but keeping `fewestMarks`. */
function firstWithin(marks: readonly Mark[], oldest: number): number {
  let first = 0;
  while (first < marks.length - fewestMarks && (marks[first + 1]?.milliseconds ?? oldest + 1) <= oldest) {
    first += 1;
  }
  return first;
}
