import type { Job } from '../contract/runs.ts';
import type { EngineContext } from './engine-context.ts';
import type { JobRunner } from './jobs/job-runner.ts';

export interface BackgroundHashing {
  /** Starts or goes on with reading the contents that are not known yet. Returns the job, or null where all are known. */
  begin(): Job | null;
  stop(): void;
}

/** Opening a library has other things to do first. */
const afterStartMilliseconds = 3_000;

/** Sees to it that contents become known after a scan, at the start, and when a drive is back; one job at a time. */
export function createBackgroundHashing(
  context: EngineContext,
  jobs: JobRunner,
  { isAutomatic }: { readonly isAutomatic: boolean },
): BackgroundHashing {
  const begin = (): Job | null => {
    const open = jobs.unfinished('hash');
    if (open !== undefined) {
      return open;
    }
    return context.queries.copies.unhashedAfter(0, 1).length === 0
      ? null
      : jobs.enqueue({ kind: 'hash', title: 'Reading contents to find copies', parameters: {} });
  };
  if (!isAutomatic) {
    return { begin, stop: () => undefined };
  }
  const timer = setTimeout(begin, afterStartMilliseconds).unref();
  const stopListening = context.events.onEvent((event) => {
    if (event.topic === 'job/changed' && event.payload.state === 'done' && bringsRecordings(event.payload)) {
      begin();
    }
  });
  return {
    begin,
    stop: () => {
      clearTimeout(timer);
      stopListening();
    },
  };
}

function bringsRecordings({ kind }: Job): boolean {
  return kind === 'scan' || kind === 'samples';
}
