import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { results, type ResultsOptions } from '../../electron/cli/commands/results.ts';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { csvOf, dropout, negative, seeds, subset } from '../unit/results/make-results.ts';

const folder = temporaryFolder();
const libraryFolder = join(folder, 'library');
const path = join(folder, 'all_experiments.csv');
const options: ResultsOptions = { stage: [], where: [], split: 'ood', metric: 'f1' };
const half = { [negative]: subset('hardNeg/hardneg_conf_min_50') };
const rows = [
  ...seeds('stage6', [0.7, 0.72, 0.74]),
  ...seeds('stage9', [0.8, 0.82, 0.84], { ...half, [dropout]: '0.5' }),
  ...seeds('stage9b', [0.6, 0.62, 0.64], { ...half }),
];
let session: Session;

beforeAll(async () => {
  session = await openSession({ libraryFolder, scorerCount: 1 });
});

afterAll(() => session.close());

test('a table is imported, and the same file again replaces it', async () => {
  await writeFile(path, csvOf(rows.slice(0, 6)));
  const first = await results(session, 'import', path, options);
  expect(first.value).toMatchObject({ experiments: 6, kind: 'csv', origin: path });
  await writeFile(path, csvOf(rows));
  await results(session, 'import', path, options);
  const imports = await session.call('results/list', {});
  expect(imports.map(({ experiments }) => experiments)).toEqual([9]);
  expect(imports[0]?.stages.map(({ stage }) => stage)).toEqual(['stage6', 'stage9', 'stage9b']);
});

test('it is there at the next start, without the file', async () => {
  await session.close();
  session = await openSession({ libraryFolder, scorerCount: 1 });
  const table = await results(session, 'table', undefined, options);
  expect(table.value).toMatchObject({ experiments: 9, baseline: 'no-subsets' });
  expect(table.lines.join('\n')).toMatch(
    /hardneg_conf_min_50 +0\.25 +3 +0\.620 ± 0\.020 +−0\.100 \[−0\.145, −0\.055\]/u,
  );
  expect(table.lines.at(-1)).toMatch(/as large as their spread/u);
});

test('stages, values and columns can be chosen by their short names', async () => {
  const chosen = await results(session, 'table', undefined, {
    ...options,
    stage: ['9', 'stage6'],
    where: ['dropout=0.5', 'dropout=0.25'],
    by: ['negative_subsets'],
  });
  expect(chosen.value).toMatchObject({
    experiments: 6,
    groups: [{ experiments: { length: 3 } }, { isBaseline: false }],
  });
  await expect(results(session, 'table', undefined, { ...options, stage: ['77'] })).rejects.toThrow(
    /There are: stage6/u,
  );
  await expect(results(session, 'table', undefined, { ...options, where: ['dropout=9'] })).rejects.toThrow(
    /It is: 0\.25, 0\.5/u,
  );
  await expect(results(session, 'table', undefined, { ...options, by: ['colour'] })).rejects.toThrow(/No column/u);
});

test('leaderboard and picture', async () => {
  const board = await results(session, 'leaderboard', undefined, options);
  expect(board.value).toMatchObject({ entries: [{ rank: 1, stages: ['stage9'] }, { rank: 2 }, { rank: 3 }] });
  const picture = await results(session, 'picture', undefined, options);
  expect(picture.lines.join('\n')).toContain('0.720 ± 0.111 (6) !');
  expect(picture.lines).toContain('! 1 of 2 cells: mixes dropout 0.25 and 0.5');
});

test('tables and pictures are written as files, and never over one', async () => {
  await results(session, 'export', join(folder, 'means.csv'), options);
  expect(await readFile(join(folder, 'means.csv'), 'utf8')).toMatch(/^dataset\.filters\.negative_subsets,/u);
  await results(session, 'export', join(folder, 'picture.svg'), options);
  expect(await readFile(join(folder, 'picture.svg'), 'utf8')).toContain('</svg>');
  await expect(results(session, 'export', join(folder, 'means.csv'), options)).rejects.toThrow(/is there already/u);
  await expect(results(session, 'export', join(folder, 'means.xlsx'), options)).rejects.toThrow(FaultError);
});

test('text without a path, and a folder of summaries', async () => {
  const text = csvOf(seeds('pond', [0.5, 0.6]));
  const imported = await session.call('results/import', { fileName: 'pond.csv', text });
  expect(imported).toMatchObject({ origin: 'pond.csv', experiments: 2 });
  const place = join(folder, 'experiments', 'stage7_001', 'evaluation');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'experiment_summary.json'), '{"metrics": {"iid": {"auroc": 0.9}}}');
  const report = await results(session, 'import', join(folder, 'experiments'), options);
  expect(report.value).toMatchObject({ kind: 'folder', experiments: 1, stages: [{ stage: 'stage7' }] });
  await results(session, 'remove', 'pond.csv', options);
  expect(await session.call('results/list', {})).toHaveLength(2);
});

test('what is not results is refused with what to do', async () => {
  await expect(results(session, 'import', join(folder, 'nowhere.csv'), options)).rejects.toThrow(/is not there/u);
  await expect(results(session, 'import', folder, options)).rejects.toThrow(/experiment_summary\.json/u);
  await writeFile(join(folder, 'empty.csv'), 'experiment.name,metrics.ood.best_f1.f1\n');
  await expect(results(session, 'import', join(folder, 'empty.csv'), options)).rejects.toThrow(/It has no rows/u);
});
