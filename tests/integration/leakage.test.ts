import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { leakage } from '../../electron/cli/commands/leakage.ts';
import type { Run } from '../../electron/contract/runs.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const label = 'frog';
const sampleRate = 8000;
/** Five recordings of recorder 02 in one night and one of the next, and two that do not say when they were made. */
const names = [
  '20240301_210500.WAV',
  '20240301_210600.WAV',
  '20240301_210700.WAV',
  '20240302_030000.WAV',
  '20240302_113000.WAV',
  '20240302_210500.WAV',
  'pond.wav',
  'meadow.wav',
];
let session: Session;
let run: Run;
let sourceId: number;
let modelId: number;

async function text(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

async function leaks(filter: { leak?: boolean; heldOut?: boolean }): Promise<Record<string, unknown>> {
  const page = await session.call('ranking/page', { runId: run.id, label, filter, offset: 0, limit: 100 });
  const key = filter.leak === undefined ? 'heldOut' : 'leak';
  return Object.fromEntries(page.rows.map((row) => [row.fileName, row[key]]));
}

beforeAll(async () => {
  const card = join(folder, 'CARD');
  await mkdir(card);
  for (const [index, name] of names.entries()) {
    await writeTestWav(join(card, name), makeNoise(10 * sampleRate, index + 1), sampleRate);
  }
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
  const added = await session.call('source/add', { path: card, role: 'positive', recorder: '02' });
  await session.finish(added.jobId);
  sourceId = added.source.id;
  modelId = (await session.call('model/list', {}))[0]?.id ?? 0;
  const created = await session.call('run/create', { modelId, labels: [label], sourceIds: [sourceId] });
  await session.finish(created.jobId);
  run = created.run;
});

afterAll(() => session.close());

test('what nobody knows is “not known”, never clean', async () => {
  const check = await session.call('leakage/check-run', { runId: run.id });
  expect(check).toMatchObject({ provenance: 'not-known', total: 8, counts: { exact: 0, strong: 0, weak: 0 } });
  expect(check.messages[0]).toMatch(/not known what .* was trained on/u);
  expect(check.messages.join(' ')).toContain('No field recording');
  expect(await leaks({ leak: true })).toEqual({});
  expect(await session.call('leakage/provenance', { modelId })).toMatchObject({ state: 'not-known', imports: [] });
});

test('an imported manifest flags clips, names and nights, and says for how many it could not look', async () => {
  const path = await text('selection_manifest.csv', [
    'resolved_path,label,quality,call_type,site,recorder_id,date,split,filename',
    '/t/a.wav,positive,low,grunt,ASU,2,2024-03-01,train,positive_low_grunt_2_ASU_20240301_210504.wav',
    '/t/pond.wav,negative,,,ASU,2,,train,pond.wav',
    '/t/x.wav,negative,,,ASU,9,2024-03-02,train,negative_9_ASU_20240302_210500.wav',
  ]);
  const imported = await session.call('leakage/import', { modelId, path });
  expect(imported).toMatchObject({ format: 'selection-manifest', rows: 3, modelId });
  const check = await session.call('leakage/check-run', { runId: run.id });
  expect(check).toMatchObject({
    provenance: 'known',
    counts: { exact: 0, strong: 2, weak: 4 },
    withoutRecorderOrTime: 2,
    withoutHash: 0,
  });
  expect(check.messages.join('\n')).toMatch(/could not be made for 2 of 8 recordings/u);
  expect(check.examples.map(({ relativePath, grade }) => [relativePath, grade])).toEqual(
    expect.arrayContaining([
      ['20240301_210500.WAV', 'strong'],
      ['pond.wav', 'strong'],
      ['20240302_113000.WAV', 'weak'],
    ]),
  );
  expect(check.examples.find(({ relativePath }) => relativePath === 'pond.wav')?.why).toMatch(
    /same name as pond\.wav/u,
  );
  expect(await leaks({ leak: true })).toEqual({
    '20240301_210500.WAV': 'strong',
    '20240301_210600.WAV': 'weak',
    '20240301_210700.WAV': 'weak',
    '20240302_030000.WAV': 'weak',
    '20240302_113000.WAV': 'weak',
    'pond.wav': 'strong',
  });
  expect(Object.keys(await leaks({ leak: false })).sort()).toEqual(['20240302_210500.WAV', 'meadow.wav']);
});

test('what is said of a source changes what is flagged', async () => {
  await session.call('source/update', { sourceId, recorder: '9' });
  expect(await leaks({ leak: true })).toEqual({ '20240302_210500.WAV': 'strong' });
  await session.call('source/update', { sourceId, recorder: '02' });
  expect(Object.keys(await leaks({ leak: true }))).toHaveLength(6);
});

test('a page does not wait for flags; it has them soon after', async () => {
  await session.call('source/update', { sourceId, recorder: '02' });
  const first = await session.call('ranking/page', { runId: run.id, label, offset: 0, limit: 1 });
  expect(first.rows[0]).not.toHaveProperty('leak');
  await expect
    .poll(async () => {
      const page = await session.call('ranking/page', { runId: run.id, label, offset: 0, limit: 100 });
      return page.rows.find(({ fileName }) => fileName === 'pond.wav')?.leak;
    })
    .toBe('strong');
});

test('held-out splits are told apart from training, for a subset and before an export', async () => {
  const path = await text('manifest.csv', [
    'label,quality,call_type,site,recorder_id,date,new_full_path,split,filename',
    'positive,low,grunt,ASU,02,2024-03-01,splits/train/20240301_210600.wav,train,20240301_210600.wav',
    'negative,,,ASU,02,2024-03-02,splits/test_ood/meadow.wav,test_ood,meadow.wav',
    'negative,,,ASU,02,2024-03-02,splits/val/x.wav,val,negative_02_ASU_20240302_220000.wav',
  ]);
  await session.call('leakage/import-splits', { path });
  expect((await session.call('leakage/splits', {}))[0]?.splits.map(({ split }) => split)).toEqual([
    'train',
    'test_ood',
    'val',
  ]);
  expect(await leaks({ heldOut: true })).toMatchObject({ 'meadow.wav': 'strong', '20240302_210500.WAV': 'weak' });
  const settings = {
    runId: run.id,
    label,
    purpose: 'positive' as const,
    sourceIds: [sourceId],
    denominator: { kind: 'scored' as const },
    policy: 'all-but-rejected' as const,
    refill: false,
  };
  const tiers = [{ name: 'all', folder: 'bestLow/all', rule: { kind: 'top-percent' as const, percent: 100 } }];
  const [subset] = await session.call('subset/create-family', { family: 'bestLow', settings, tiers });
  const check = await session.call('leakage/check-subset', { subsetId: subset?.id ?? 0 });
  expect(check.total).toBe(8);
  const found = Object.fromEntries(check.heldOut.splits.map(({ split, counts }) => [split, counts]));
  expect(found['test_ood']).toMatchObject({ strong: 1 });
  expect(found['val']).toMatchObject({ strong: 0, weak: 1 });
  expect(found['train']).toMatchObject({ strong: 1 });
  expect(check.heldOut.splits.map(({ inTraining }) => inTraining?.strong)).toEqual([0, 0, 0]);
  expect(check.heldOut.examples.every(({ split }) => split !== 'train')).toBe(true);
  const preview = await session.call('export/preview', {
    subsetIds: [subset?.id ?? 0],
    root: join(folder, 'AudioData', 'curated'),
  });
  expect(preview.warnings).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/“all”: 2 of 8 recordings share name.*with training data/u),
      expect.stringMatching(/“all”: 1 of 8 recordings belong to the split “test_ood”/u),
      expect.stringMatching(/“all”: 1 of 8 recordings come from a recorder and night of the split “val”/u),
    ]),
  );
});

test('importing the same file again replaces it, and an import can be taken back', async () => {
  const path = await text('selection_manifest.csv', ['resolved_path', '/t/pond.wav']);
  const again = await session.call('leakage/import', { modelId, path });
  expect((await session.call('leakage/provenance', { modelId })).imports).toHaveLength(1);
  expect(await leaks({ leak: true })).toEqual({ 'pond.wav': 'strong' });
  await session.call('leakage/remove', { importId: again.importId });
  expect(await session.call('leakage/check-run', { runId: run.id })).toMatchObject({ provenance: 'not-known' });
});

test('a folder that was trained on, from the command line', async () => {
  const trained = join(folder, 'trained');
  await mkdir(trained);
  await writeTestWav(join(trained, 'meadow.wav'), makeNoise(3 * sampleRate, 99), sampleRate);
  const options = { model: String(modelId), split: [] };
  await leakage(session, 'import', trained, options);
  const report = await leakage(session, 'check', undefined, { split: [], run: String(run.id) });
  expect(report.value).toMatchObject({ provenance: 'known', counts: { strong: 1 } });
  expect(report.lines.join('\n')).toMatch(/strong +training +CARD\/meadow\.wav +the same name as meadow\.wav/u);
  await expect(leakage(session, 'import', undefined, options)).rejects.toThrow(FaultError);
  await expect(leakage(session, 'import', join(folder, 'nowhere.csv'), options)).rejects.toThrow(/cannot be read/u);
});
