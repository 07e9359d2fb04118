import { existsSync } from 'node:fs';
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Purpose } from '../../electron/contract/identifiers.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { openBenchEngine, type BenchEngine } from '../bench/support/bench-engine.ts';
import { filesOf, recordingName, writeNoiseRecordings } from '../bench/support/recordings.ts';
import { fillScoredLibrary } from '../bench/support/scored-library.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const card = join(folder, 'card');
const recordings = 40;
const label = 'RADR';
let engine: BenchEngine;
let negative: number;
let positive: number;

async function makeSubset(purpose: Purpose, runId: number, sourceIds: readonly number[]): Promise<number> {
  const name = purpose === 'positive' ? 'small' : 'hardneg_conf_min_50';
  const [subset] = await engine.call('subset/create-family', {
    family: purpose === 'positive' ? 'bestLowQuality' : 'hardNeg',
    settings: {
      ...{ runId, label, purpose, sourceIds: [...sourceIds] },
      // Who leaves a subset by being heard is looked for where the subset was selected: among recordings of these roles.
      roles: ['positive', 'negative', 'unlabelled'],
      denominator: { kind: 'scored' },
      policy: 'all-but-rejected',
      refill: false,
    },
    tiers: [
      {
        name,
        folder: purpose === 'positive' ? `bestLowQuality/${name}` : `hardNeg/${name}`,
        rule: { kind: 'top-percent', percent: 50 },
      },
    ],
  });
  return subset?.id ?? 0;
}

beforeAll(async () => {
  writeNoiseRecordings(card, recordings, { seconds: 0.1, sampleRate: 48_000 });
  const libraryFolder = join(folder, 'library');
  const library = fillScoredLibrary(libraryFolder, { recordings, sources: 1, folder: card, files: filesOf(card) });
  engine = await openBenchEngine(libraryFolder);
  negative = await makeSubset('negative', library.runId, library.sourceIds);
  positive = await makeSubset('positive', library.runId, library.sourceIds);
  // The two best are heard as positives, the third as no frog.
  const { rows } = await engine.call('ranking/page', { runId: library.runId, label, offset: 0, limit: 3 });
  for (const [index, row] of rows.entries()) {
    await engine.call('finding/record', {
      recordingId: row.recordingId,
      label,
      verdict: index < 2 ? 'present' : 'absent',
    });
  }
});
afterAll(() => engine.close());

async function wavsIn(path: string): Promise<string[]> {
  return (await readdir(path)).filter((name) => name.endsWith('.wav')).toSorted();
}

test('what was heard in negatives becomes positives, and rejects go where no trainer looks', async () => {
  const root = join(folder, 'reviewed');
  const request = { subsetIds: [negative, positive], root, heardPositives: true, rejects: true };
  const preview = await engine.call('export/preview', request);
  expect(preview.targets.map(({ path, files, trainer }) => [path.slice(root.length + 1), files, trainer.sees])).toEqual(
    [
      ['hardNeg/hardneg_conf_min_50', 18, 'negative'],
      ['bestLowQuality/small', 19, 'positive'],
      ['positive_heard', 2, 'positive'],
      ['not_for_training/rejected_conf_min_50', 2, 'nothing'],
      ['not_for_training/rejected_small', 1, 'nothing'],
    ],
  );
  expect(preview.problems).toEqual([]);
  await engine.finish((await engine.call('export/write', request)).jobId);
  const heard = await wavsIn(join(root, 'positive_heard'));
  expect(heard).toHaveLength(2);
  expect(await wavsIn(join(root, 'hardNeg/hardneg_conf_min_50'))).not.toContain(heard[0]);
  const document: unknown = JSON.parse(await readFile(join(root, 'positive_heard', 'subset.json'), 'utf8'));
  expect(document).toMatchObject({
    subset: { origin: 'heard', purpose: 'positive', rule: null, counts: { approved: 2 } },
  });
  const exported = (await engine.call('export/list', {})).map(({ path }) => path.slice(root.length + 1));
  expect(exported.filter((path) => path.startsWith('not_for_training'))).toEqual([]);
  expect(exported).toContain('positive_heard');
  expect(await engine.call('export/verify', { path: root })).toMatchObject({ isIntact: true, missingFolders: [] });
});

test('missing originals are refused by name, and left out on request', async () => {
  const root = join(folder, 'with-gaps');
  const request = { subsetIds: [positive], root };
  const names = (await engine.call('export/preview', request)).targets[0]?.files;
  const gone = Array.from({ length: recordings }, (_, index) => recordingName(index)).slice(0, 12);
  for (const name of gone) {
    await rename(join(card, name), join(folder, name));
  }
  const refused = await engine.call('export/preview', request);
  const { count } = refused.missing;
  expect(count).toBeGreaterThan(0);
  expect(refused.problems.map(({ code }) => code)).toEqual(['file-missing']);
  const fault = await engine.finish((await engine.call('export/write', request)).jobId).then(
    () => null,
    (error: unknown) => (error instanceof FaultError ? error.fault : null),
  );
  expect(fault?.code).toBe('file-missing');
  expect(fault?.message).toContain(refused.missing.first[0]?.path);
  expect(existsSync(root)).toBe(false);

  const leaving = { ...request, missingFiles: 'leave-out' as const };
  const preview = await engine.call('export/preview', leaving);
  expect(preview.problems).toEqual([]);
  expect(preview.missing.count).toBe(count);
  await engine.finish((await engine.call('export/write', leaving)).jobId);
  expect(await wavsIn(join(root, 'bestLowQuality/small'))).toHaveLength((names ?? 0) - count);
  const document: unknown = JSON.parse(await readFile(join(root, 'bestLowQuality/small', 'subset.json'), 'utf8'));
  const { export: record } = z.object({ export: z.object({ leftOut: z.array(z.unknown()) }) }).parse(document);
  expect(record.leftOut).toHaveLength(count);
  for (const name of gone) {
    await rename(join(folder, name), join(card, name));
  }
});
