import type { Job, JobKind } from '../../../electron/contract/runs.ts';
import { countText, rateText, realTimeText, timeLeftText } from '../../components/format.ts';

const units: Readonly<Record<JobKind, string>> = {
  scan: 'files',
  score: 'files',
  export: 'files',
  samples: 'files',
  hash: 'files',
};

/** Jobs that have an end ahead of them, and failed ones until they are dismissed or begun anew, oldest first. */
export function jobsToShow(jobs: readonly Job[], dismissed: readonly number[]): Job[] {
  return jobs
    .filter((job) => job.kind !== 'hash' || isWorthTelling(job, jobs))
    .filter((job) => isActive(job) || (job.state === 'failed' && !dismissed.includes(job.id) && !isOutdated(job, jobs)))
    .sort((a, b) => a.id - b.id);
}

const soonOverSeconds = 5;

/** Contents are read for later: what is soon over, or waits for other work, is told by that. */
function isWorthTelling(job: Job, jobs: readonly Job[]): boolean {
  const isRunning = job.state === 'running' || job.state === 'queued';
  return !isRunning || (isAloneIn(jobs, job) && (job.secondsLeft ?? 0) > soonOverSeconds);
}

function isAloneIn(jobs: readonly Job[], job: Job): boolean {
  return jobs.every((other) => other.id === job.id || !isActive(other));
}

/** Whether a later job is about the same run or source: what this one failed at is then that one's concern. */
function isOutdated({ id, kind, runId, sourceId }: Job, jobs: readonly Job[]): boolean {
  const hasSubject = runId !== null || sourceId !== null;
  return (
    hasSubject &&
    jobs.some((job) => job.id > id && job.kind === kind && job.runId === runId && job.sourceId === sourceId)
  );
}

export function isActive(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running' || job.state === 'paused';
}

/** "1,204 of 20,457 files · 85 files/s · 255 × real time · 4 min left · 3 failed". */
export function jobFacts(job: Job): string {
  if (job.state === 'paused' && job.fault !== null) {
    return job.fault.message;
  }
  if (job.state === 'failed') {
    return job.fault?.message ?? 'It failed.';
  }
  if (job.state === 'queued') {
    return 'Waiting for its turn';
  }
  const unit = units[job.kind];
  const facts = [
    job.total > 0 ? `${countText(job.done)} of ${countText(job.total)} ${unit}` : `${countText(job.done)} ${unit}`,
  ];
  if (job.state === 'paused') {
    facts.push('paused');
  } else {
    facts.push(...speedFacts(job, unit));
  }
  if (job.failed > 0) {
    facts.push(`${countText(job.failed)} failed`);
  }
  return facts.join(' · ');
}

function speedFacts(job: Job, unit: string): string[] {
  const facts: string[] = [];
  if (job.ratePerSecond !== null && job.ratePerSecond > 0) {
    facts.push(rateText(job.ratePerSecond, unit));
  }
  if (job.audioSecondsPerSecond !== null && job.audioSecondsPerSecond > 0) {
    facts.push(realTimeText(job.audioSecondsPerSecond));
  }
  if (job.secondsLeft !== null) {
    facts.push(timeLeftText(job.secondsLeft));
  }
  return facts;
}
