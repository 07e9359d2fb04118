import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { LeakageEntry } from '../../../electron/core/leakage/leakage-entry.ts';
import { manifestEntries } from '../../../electron/core/leakage/manifest-entries.ts';
import { readTrainingFile } from '../../../electron/core/leakage/read-training-file.ts';
import { readTrainingFolder } from '../../../electron/core/leakage/read-training-folder.ts';
import { countEntries, takeSplitRows, takeTrainingRows } from '../../../electron/core/leakage/take-rows.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
let count = 0;

async function fileOf(lines: readonly string[], lineEnd = '\n'): Promise<string> {
  count += 1;
  const path = join(folder, `file-${count}.csv`);
  await writeFile(path, `${lines.join(lineEnd)}${lineEnd}`);
  return path;
}

async function entriesIn(lines: readonly string[], lineEnd?: string): Promise<LeakageEntry[]> {
  const file = unwrap(await readTrainingFile(await fileOf(lines, lineEnd)));
  return file.rows.flatMap(({ entries }) => entries);
}

const name = (fileName: string, recorder: string | null = null): LeakageEntry => ({
  kind: 'file-name',
  fileName,
  recorder,
});
const time = (recorder: string, at: string, seconds: number | null = null): LeakageEntry => ({
  kind: 'recorder-time',
  recorder,
  time: at,
  seconds,
});

const manifest = [
  'label,quality,call_type,site,recorder_id,date,new_full_path,split,filename',
  'positive,low,grunt,ASU,02,2024-03-01,splits/train/positive_low_grunt_02_ASU_20240301_210503.wav,train,positive_low_grunt_02_ASU_20240301_210503.wav',
  'negative,,,ASU,9,2024-03-02,splits\\val\\clip 1.wav,val,clip 1.wav',
  'negative,,,ASU,10,2024-03-03,splits/test_iid/clip 2.wav,test_iid,clip 2.wav',
  'negative,,,ASU,10,2024-03-03,splits/test_ood/clip 3.wav,Test_OOD,clip 3.wav',
];

describe('the study’s manifests', () => {
  test('a selection manifest holds what was trained on, curated subsets too', async () => {
    const file = unwrap(
      await readTrainingFile(
        await fileOf(
          [
            '\uFEFFresolved_path,label,quality,call_type,site,recorder_id,date,split,filename',
            'C:\\data\\positive_low_grunt_02_ASU_20240301_210503.wav,positive,low,grunt,ASU,2.0,2024-03-01,train,positive_low_grunt_02_ASU_20240301_210503.wav',
            '"/data/curated, new/hardNeg/09__20240302_220000.wav",negative,curated_subset,curated_subset,curated,subset,,val,09__20240302_220000.wav',
          ],
          '\r\n',
        ),
      ),
    );
    expect(file.format).toBe('selection-manifest');
    const taken = unwrap(takeTrainingRows(file, undefined));
    expect(taken.entries.map(({ entry }) => entry)).toEqual([
      name('positive_low_grunt_02_ASU_20240301_210503.wav', '2.0'),
      time('2.0', '2024-03-01T21:05:03'),
      name('09__20240302_220000.wav', '09'),
      time('09', '2024-03-02T22:00:00'),
    ]);
    expect(taken).toMatchObject({ rows: 2, skipped: 0, warnings: [] });
  });

  test('of a manifest of everything only the training split was trained on, unless others are asked for', async () => {
    const file = unwrap(await readTrainingFile(await fileOf(manifest)));
    expect(file.format).toBe('split-manifest');
    expect(unwrap(takeTrainingRows(file, undefined))).toMatchObject({
      rows: 1,
      skipped: 3,
      splits: [{ split: 'train', rows: 1, heldOut: false }],
    });
    expect(unwrap(takeTrainingRows(file, ['TRAIN', 'val']))).toMatchObject({ rows: 2, skipped: 2 });
    expect(takeTrainingRows(file, ['dev'])).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
  });

  test('as splits all rows count, and all but training are held out', async () => {
    const file = unwrap(await readTrainingFile(await fileOf(manifest)));
    const taken = unwrap(takeSplitRows(file));
    expect(taken.splits).toEqual([
      { split: 'train', rows: 1, heldOut: false },
      { split: 'val', rows: 1, heldOut: true },
      { split: 'test_iid', rows: 1, heldOut: true },
      { split: 'test_ood', rows: 1, heldOut: true },
    ]);
    expect(taken.entries).toContainEqual({ split: 'val', entry: time('9', '2024-03-02') });
    expect(takeSplitRows(unwrap(await readTrainingFile(await fileOf(['a.wav']))))).toMatchObject({
      ok: false,
      fault: { code: 'invalid-input' },
    });
  });
});

test('Earmark’s own manifest tells the original, the clip’s own time and its hash', async () => {
  const sha256 = 'CD'.repeat(32);
  const entries = await entriesIn([
    'exported_name,original_path,source,relative_path,sha256,bytes,from_seconds,to_seconds,recorder,recorded_at',
    `DATA__20240301_210500.wav,/cards/DATA/20240301_210500.WAV,DATA,20240301_210500.WAV,${sha256},288044,41.5,44.5,02,2024-03-01T21:05:00-07:00`,
    `whole.wav,/cards/DATA/whole.WAV,DATA,whole.WAV,,1,0,3,02,2024-03-01T21:05:00Z`,
    `undated.wav,/cards/DATA/undated.WAV,DATA,undated.WAV,,1,0,,,`,
  ]);
  expect(entries).toEqual([
    { kind: 'sha256', sha256: sha256.toLowerCase() },
    name('20240301_210500.WAV', '02'),
    name('DATA__20240301_210500.wav', '02'),
    time('02', '2024-03-01T21:05:41.500-07:00', 3),
    name('whole.WAV', '02'),
    time('02', '2024-03-01T21:05:00Z', 3),
    name('undated.WAV'),
  ]);
});

describe('other tables and lists', () => {
  test('a table with semicolons or tabs and a column of files', async () => {
    expect(await entriesIn(['Site;File;Recorder', 'pond;20240301_210500.WAV;Moth 02'])).toEqual([
      name('20240301_210500.WAV', 'Moth 02'),
      time('Moth 02', '2024-03-01T21:05:00'),
    ]);
    expect(await entriesIn(['begin file\tscore', 'a.wav\t1'])).toEqual([name('a.wav')]);
    expect(await entriesIn(['INDIR,IN FILE,DATE,TIME,device', '/d,a.wav,2024-03-01,9:05:00,7'])).toEqual([
      name('a.wav', '7'),
      time('7', '2024-03-01T09:05:00'),
    ]);
  });

  test('a list of names, paths, hashes and folders; the folder of a path may name its recorder', async () => {
    const sha256 = 'ab'.repeat(32);
    expect(
      await entriesIn([
        '# trained in March',
        'positive_low_grunt_02_ASU_20240301_210503.wav',
        '',
        '"/data/recorder 09/20240301_210500.WAV"',
        `${sha256}  ./clip.wav`,
        sha256.toUpperCase(),
        '/data/train/',
        'Étang, nord.wav',
      ]),
    ).toEqual([
      name('positive_low_grunt_02_ASU_20240301_210503.wav', '02'),
      time('02', '2024-03-01T21:05:03'),
      name('20240301_210500.WAV', '9'),
      time('9', '2024-03-01T21:05:00'),
      { kind: 'sha256', sha256 },
      name('clip.wav'),
      { kind: 'sha256', sha256 },
      { kind: 'folder', folder: '/data/train/' },
      name('Étang, nord.wav'),
    ]);
  });

  test('rows without recorder and time are told, doubles count once', async () => {
    const file = unwrap(
      await readTrainingFile(await fileOf(['a.wav', 'a.wav', '24E144085F256F2D_20240301_210500.WAV'])),
    );
    const taken = unwrap(takeTrainingRows(file, undefined));
    expect(countEntries(taken.entries.map(({ entry }) => entry))).toEqual({
      sha256: 0,
      fileNames: 2,
      recordings: 1,
      folders: 0,
    });
    expect(taken.warnings).toEqual([expect.stringContaining('2 of 3 rows state no recorder and time')]);
  });

  test('what cannot be read is a fault that says what to do', async () => {
    expect(await readTrainingFile(join(folder, 'none.csv'))).toMatchObject({ fault: { code: 'file-missing' } });
    const audio = join(folder, 'sound.wav');
    await writeTestWav(audio, makeNoise(100, 1), 8000);
    expect(await readTrainingFile(audio)).toMatchObject({ fault: { code: 'invalid-input' } });
    const empty = unwrap(await readTrainingFile(await fileOf([])));
    expect(takeTrainingRows(empty, undefined)).toMatchObject({ fault: { code: 'invalid-input' } });
  });
});

test('a folder is walked; recorder, time and length come from headers and names', async () => {
  const root = join(folder, 'training_package');
  await mkdir(join(root, 'RADR'), { recursive: true });
  await mkdir(join(root, 'Negative', 'recorder 10'), { recursive: true });
  const clip = 'positive_low_grunt_02_ASU_20240301_210503.wav';
  await writeTestWav(join(root, 'RADR', clip), makeNoise(24_000, 1), 8000);
  await writeTestWav(join(root, 'Negative', 'recorder 10', '20240302_220000.WAV'), makeNoise(16_000, 2), 8000);
  await writeFile(join(root, 'Negative', 'notes.txt'), 'no audio');
  const file = unwrap(await readTrainingFolder(root));
  expect(file.rows.flatMap(({ entries }) => entries)).toEqual(
    expect.arrayContaining([
      name(clip, '02'),
      time('02', '2024-03-01T21:05:03', 3),
      name('20240302_220000.WAV', '10'),
      time('10', '2024-03-02T22:00:00', 2),
      { kind: 'folder', folder: root },
    ]),
  );
  expect(file.rows).toHaveLength(3);
  expect(await readTrainingFolder(join(folder, 'nowhere'))).toMatchObject({ fault: { code: 'not-a-folder' } });
});

test('a model’s own manifest counts as well', () => {
  expect(
    manifestEntries({
      note: '',
      sha256: ['AB'.repeat(32)],
      fileNames: ['train/positive_low_grunt_02_ASU_20240301_210503.wav'],
      recordings: [{ recorder: '9', time: '2024-03-02T22:00:00Z' }],
      folders: ['splits/train'],
    }),
  ).toEqual([
    { kind: 'sha256', sha256: 'ab'.repeat(32) },
    name('positive_low_grunt_02_ASU_20240301_210503.wav', '02'),
    time('02', '2024-03-01T21:05:03'),
    time('9', '2024-03-02T22:00:00Z'),
    { kind: 'folder', folder: 'splits/train' },
  ]);
  expect(manifestEntries(undefined)).toEqual([]);
});
