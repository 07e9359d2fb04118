import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runFuzz } from '../../fuzz/run-fuzz.ts';

const folder = temporaryFolder();

it('1,600 mutated recordings of every format are read or refused (npm run fuzz reads more)', async () => {
  const report = await runFuzz({ folder: join(folder, 'inputs'), seed: 7, from: 0, count: 1600, only: '' });
  expect(report.findings).toEqual([]);
  expect(report.readable).toBeGreaterThan(300);
  expect(report.readable).toBeLessThan(1500);
  expect(report.peakMegabytes).toBeLessThan(400);
}, 300_000);
