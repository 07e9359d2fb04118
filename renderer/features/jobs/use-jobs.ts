import type { Job } from '../../../electron/contract/runs.ts';
import { useQuery } from '../../api/use-query.ts';

const NO_JOBS: readonly Job[] = [];

/** Every job, kept up to date by the engine's announcements. */
export function useJobs(): readonly Job[] {
  return useQuery('job/list', {}).data ?? NO_JOBS;
}

/** One job by its id, as it is now. */
export function useJob(jobId: number | null): Job | null {
  const jobs = useJobs();
  return jobs.find(({ id }) => id === jobId) ?? null;
}
