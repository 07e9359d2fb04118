import { fail, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { JobState } from '../../contract/runs.ts';
import type { StopReason } from './running-job.ts';

/** The state in which a job is left, and why where it failed. */
export interface EndState {
  readonly state: JobState;
  readonly fault: Fault | null;
}

/** null: nothing is written, so that the next engine takes the job up as it stands. */
export function endState(outcome: Outcome<null>, reason: StopReason | null): EndState | null {
  if (outcome.ok) {
    // It finished before it heard that it should stop.
    return { state: 'done', fault: null };
  }
  if (reason === 'shutdown') {
    return null;
  }
  if (reason !== null) {
    return { state: reason === 'pause' ? 'paused' : 'cancelled', fault: null };
  }
  // Nothing went wrong that a person has to see to but the drive; it goes on by itself when that is back.
  return { state: outcome.fault.code === 'source-offline' ? 'paused' : 'failed', fault: outcome.fault };
}

/** What every question about a job answers whose row is gone. */
export function missingJob() {
  return fail('not-found', 'This job is no longer in the library.');
}
