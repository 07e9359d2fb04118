import { expect, test } from 'vitest';
import type { Job } from '../../../electron/contract/runs.ts';
import {
  bytesText,
  commonName,
  confidenceText,
  countOf,
  durationText,
  rateText,
  recordedText,
  singleText,
  splitName,
  timeLeftText,
} from '../../../renderer/components/format.ts';
import { windowAt, windowIndexAt, barOf } from '../../../renderer/features/audition/windows.ts';
import { jobFacts, jobsToShow } from '../../../renderer/features/jobs/job-facts.ts';

test('a confidence just below a threshold never reads as the threshold', () => {
  expect(confidenceText(0.98996)).toBe('0.9899');
  expect(confidenceText(0.99)).toBe('0.9900');
  expect(confidenceText(Math.fround(0.85))).toBe('0.8500');
  expect(confidenceText(1)).toBe('1.0000');
});

test('a confidence of four decimals that was kept in single precision reads as it was', () => {
  const single = new Float32Array(1);
  const bits = new Uint32Array(single.buffer);
  for (let count = 1; count <= 10_000; count += 1) {
    const written = (count / 10_000).toFixed(4);
    single[0] = Number(written);
    expect([confidenceText(single[0]), singleText(single[0])]).toEqual([written, String(Number(written))]);
    // The next number below is another one, and does not reach it.
    bits[0] = (bits[0] ?? 0) - 1;
    expect(Number(confidenceText(single[0]))).toBeLessThan(Number(written));
  }
  expect([confidenceText(0.99995), confidenceText(Math.fround(0.99995))]).toEqual(['0.9999', '0.9999']);
  expect([confidenceText(0), singleText(0.954800009727478), singleText(-3.25)]).toEqual(['0.0000', '0.9548', '-3.25']);
});

test('numbers read as in a report', () => {
  expect(countOf(20_457, 'recording')).toBe('20,457 recordings');
  expect(countOf(1, 'file')).toBe('1 file');
  expect(bytesText(999)).toBe('999 B');
  expect(bytesText(1_400_000)).toBe('1.4 MB');
  expect(bytesText(288_000_000_000)).toBe('288 GB');
  expect(durationText(3)).toBe('3.0 s');
  expect(durationText(59.97)).toBe('1:00');
  expect(durationText(7500)).toBe('2 h 05 min');
  expect(timeLeftText(45)).toBe('45 s left');
  expect(timeLeftText(600)).toBe('10 min left');
  expect(rateText(85.4, 'files')).toBe('85 files/s');
  expect(rateText(0.5, 'files')).toBe('30 files/min');
  expect(recordedText('2024-03-01T21:05:03.000Z')).toBe('2024-03-01 21:05:03');
});

test('a long file name keeps its end, where the time is', () => {
  const name = 'positive_low_grunt_02_ASU_20240301_210503.wav';
  const [start, end] = splitName(name);
  expect(start + end).toBe(name);
  expect(end).toBe('20240301_210503.wav');
  expect(splitName('a.wav').join('')).toBe('a.wav');
});

const job = {
  id: 1,
  kind: 'score',
  title: 'Scoring',
  state: 'running',
  done: 1204,
  total: 20_457,
  failed: 3,
  ratePerSecond: 85,
  audioSecondsPerSecond: null,
  secondsLeft: 226,
  createdAt: '',
  finishedAt: null,
  fault: null,
  runId: 1,
  sourceId: null,
} as Job;

test('a job says how far, how fast, how long still, and what failed', () => {
  expect(jobFacts(job)).toBe('1,204 of 20,457 files · 85 files/s · 4 min left · 3 failed');
  expect(jobFacts({ ...job, audioSecondsPerSecond: 254.6 })).toContain('85 files/s · 255 × real time · 4 min left');
  expect(jobFacts({ ...job, state: 'paused' })).toBe('1,204 of 20,457 files · paused · 3 failed');
  expect(jobFacts({ ...job, total: 0, failed: 0, ratePerSecond: null, secondsLeft: null })).toBe('1,204 files');
});

test('finished jobs go, failed ones stay until they are dismissed', () => {
  const jobs: Job[] = [
    { ...job, id: 3, state: 'failed' },
    { ...job, id: 2, state: 'done' },
    { ...job, id: 1 },
  ];
  expect(jobsToShow(jobs, []).map(({ id }) => id)).toEqual([1, 3]);
  expect(jobsToShow(jobs, [3]).map(({ id }) => id)).toEqual([1]);
});

test('a click on the score strip finds the window that begins last before it', () => {
  const scores = { label: 'frog', windowSeconds: 3, fromSeconds: [0, 1.5, 3], raw: [0, 0, 0], confidence: [0, 0, 0] };
  expect(windowIndexAt(scores, 0)).toBe(0);
  expect(windowIndexAt(scores, 2.9)).toBe(1);
  expect(windowIndexAt(scores, 60)).toBe(2);
  expect(windowAt(scores, 1)).toEqual({ fromSeconds: 1.5, toSeconds: 4.5 });
  expect(windowAt(scores, 9)).toBeNull();
  expect(barOf(scores, 2, 5)).toEqual({ left: 0.6, width: 0.4 });
});

test('where there is little room, a species goes by its common name', () => {
  expect(commonName('Rana draytonii_California Red-legged Frog')).toBe('California Red-legged Frog');
  expect(commonName('noise_rain')).toBe('noise_rain');
  expect(commonName('RADR')).toBe('RADR');
});
