import type { JobRow } from '../../../db/queries/job-queries.ts';
import type { EngineContext } from '../engine-context.ts';
import { foreseenFault } from './job-fault.ts';

/** The states of jobs, in the library or, while its disk is full, beside it. */
export interface JobStates {
  row(jobId: number): JobRow | undefined;
  /** The latest jobs and all that are not over. */
  list(): JobRow[];
  /** A full disk ends jobs; it must not keep them from saying so. */
  store(row: JobRow): void;
}

export function createJobStates({ queries, log }: Pick<EngineContext, 'queries' | 'log'>): JobStates {
  /** Those that a full disk did not take: they hold as long as this engine, then what is stored does. */
  const unstored = new Map<number, JobRow>();
  const row = (jobId: number): JobRow | undefined => unstored.get(jobId) ?? queries.jobs.byId(jobId);
  return {
    row,
    list: () => {
      const ids = new Set([...queries.jobs.recent(), ...queries.jobs.unfinished()].map(({ id }) => id));
      return [...ids].flatMap((id) => row(id) ?? []);
    },
    store: (stored) => {
      try {
        queries.jobs.update(stored);
        unstored.delete(stored.id);
      } catch (error) {
        if (foreseenFault(error)?.code !== 'disk-full') {
          throw error;
        }
        unstored.set(stored.id, stored);
        log('warning', `The state of ${stored.title} could not be stored`, { error: String(error) });
      }
    },
  };
}
