import type { Outcome } from '../../contract/outcome.ts';
import type { JobKind } from '../../contract/runs.ts';

export interface JobProgress {
  /** Files finished, failed ones included. */
  readonly done: number;
  /** 0 while unknown. */
  readonly total: number;
  readonly failed: number;
  /** The same in units whose cost is even (seconds of audio, bytes): the time left is reckoned in these. */
  readonly workDone?: number;
  readonly workTotal?: number;
  /** What a file costs besides its work, in units of work. */
  readonly workPerFile?: number;
  /** Seconds of recordings heard so far, for the speed against real time. */
  readonly audioSecondsDone?: number;
}

export interface JobContext {
  readonly jobId: number;
  /** Aborts on pause, cancel and shutdown alike: a job keeps what it has finished and can be run again. */
  readonly signal: AbortSignal;
  progress(progress: JobProgress): void;
  /** Whether no other job runs now: what nobody waits for makes way for the rest. */
  isAlone(): boolean;
}

/** One kind of long work. Its parameters are the JSON that is stored with the job, so it can be taken up after a restart. */
export interface JobDefinition {
  readonly kind: JobKind;
  /** Jobs of one lane run one after the other; lanes run side by side. */
  readonly lane: 'files' | 'scoring' | 'contents';
  run(parameters: unknown, context: JobContext): Promise<Outcome<null>>;
}
