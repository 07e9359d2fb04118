import { expect, test } from 'vitest';
import type { Job } from '../../../electron/contract/runs.ts';
import { jobFacts, jobsToShow } from '../../../renderer/features/jobs/job-facts.ts';

function job(changes: Partial<Job>): Job {
  return {
    id: 1,
    kind: 'score',
    title: 'Scoring with a model',
    state: 'running',
    done: 1_204,
    total: 20_457,
    failed: 3,
    ratePerSecond: 85.2,
    audioSecondsPerSecond: 255,
    secondsLeft: 226,
    createdAt: '',
    finishedAt: null,
    fault: null,
    runId: 7,
    sourceId: null,
    ...changes,
  };
}

const idsOf = (jobs: readonly Job[]): number[] => jobs.map(({ id }) => id);

test('what is under way, paused or failed is shown; what is over is not', () => {
  const states = ['queued', 'running', 'paused', 'failed', 'done', 'cancelled'] as const;
  const jobs = states.map((state, index) => job({ id: index + 1, runId: index, state }));
  expect(idsOf(jobsToShow(jobs, []))).toEqual([1, 2, 3, 4]);
  expect(idsOf(jobsToShow(jobs, [4]))).toEqual([1, 2, 3]);
});

test('a failed job goes once a later one is about the same run, and not otherwise', () => {
  const failed = job({ state: 'failed' });
  expect(idsOf(jobsToShow([failed, job({ id: 2, state: 'done' })], []))).toEqual([]);
  expect(idsOf(jobsToShow([failed, job({ id: 2, state: 'done', runId: 8 })], []))).toEqual([1]);
  expect(idsOf(jobsToShow([failed, job({ id: 2, state: 'done', kind: 'scan' })], []))).toEqual([1]);
  const exports = [
    job({ kind: 'export', runId: null, state: 'failed' }),
    job({ id: 2, kind: 'export', runId: null, state: 'done' }),
  ];
  expect(idsOf(jobsToShow(exports, []))).toEqual([1]);
});

test('a running job says how far, how fast and how long; a failed one why', () => {
  expect(jobFacts(job({}))).toBe('1,204 of 20,457 files · 85 files/s · 255 × real time · 4 min left · 3 failed');
  expect(jobFacts(job({ state: 'paused' }))).toBe('1,204 of 20,457 files · paused · 3 failed');
  expect(jobFacts(job({ state: 'failed', fault: { code: 'disk-full', message: 'The disk is full.' } }))).toBe(
    'The disk is full.',
  );
});

test('reading contents is told only where it lasts and nothing else is under way', () => {
  const hash = job({ kind: 'hash', runId: null, secondsLeft: 60 });
  expect(idsOf(jobsToShow([hash], []))).toEqual([1]);
  expect(idsOf(jobsToShow([hash, job({ id: 2 })], []))).toEqual([2]);
  expect(idsOf(jobsToShow([{ ...hash, secondsLeft: 2 }], []))).toEqual([]);
  expect(idsOf(jobsToShow([{ ...hash, secondsLeft: null }], []))).toEqual([]);
  expect(idsOf(jobsToShow([{ ...hash, state: 'paused' }], []))).toEqual([1]);
});

test('a job that waits for its drive says so', () => {
  const fault = { code: 'source-offline', message: 'Connect its drive again.' } as const;
  expect(jobFacts(job({ state: 'paused', fault }))).toBe('Connect its drive again.');
});
