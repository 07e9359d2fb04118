import { spawnSync } from 'node:child_process';
import { lstat, mkdtemp, readdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { ExportMember } from '../../../electron/core/export/export-subset.ts';
import type { ExportPlan } from '../../../electron/core/export/plan-export.ts';
import { optionalTables } from '../../../electron/core/export/tables/index.ts';
import { verifyExport } from '../../../electron/core/export/verify-export.ts';
import { writeExport } from '../../../electron/core/export/write-export.ts';
import { crew, optionsOf, planOf, recordingAt, subsetOf } from './make-export.ts';

let folder: string;
let root: string;
let members: ExportMember[];

const small = { name: 'small', folder: 'bestLowQuality/small', id: 1 };
const medium = { name: 'medium', folder: 'bestLowQuality/medium', id: 2 };
const allTables = optionalTables.map(({ id }) => id);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-methods-'));
  root = join(folder, 'out');
  members = [
    await recordingAt(join(folder, 'A', 'b, with comma.wav'), 1, { bestFromSeconds: 0, bestToSeconds: 3 }),
    await recordingAt(join(folder, 'A', 'a.wav'), 2, { bestFromSeconds: 0, bestToSeconds: 3 }),
    await recordingAt(join(folder, 'A', 'long.wav'), 3, { seconds: 20, bestFromSeconds: 10, bestToSeconds: 13 }),
  ];
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function tiersOf(change: Parameters<typeof planOf>[2]): ExportPlan {
  return planOf(root, [subsetOf(small, members.slice(0, 1)), subsetOf(medium, members)], change);
}

const verified = () => verifyExport(root, { crew, exportedFolders: [] });

describe('links', () => {
  it('hard ones share the original’s bytes, in every tier; clips are written', async () => {
    unwrap(await writeExport(tiersOf({ method: 'hard-link' }), optionsOf()));
    const original = await stat(join(folder, 'A', 'b, with comma.wav'));
    for (const tier of [small, medium]) {
      expect((await stat(join(root, tier.folder, 'b, with comma.wav'))).ino).toBe(original.ino);
    }
    expect((await stat(join(root, medium.folder, 'long.wav'))).size).toBe(44 + 2 * 3 * 8000);
    expect(unwrap(await verified()).isIntact).toBe(true);
    unwrap(await writeExport(tiersOf({}), optionsOf()));
    expect((await stat(join(folder, 'A', 'b, with comma.wav'))).ino).toBe(original.ino);
    expect((await stat(join(root, small.folder, 'b, with comma.wav'))).ino).not.toBe(original.ino);
  });

  it('symbolic ones point to the original; without it the export is not intact, and still ours', async () => {
    unwrap(await writeExport(tiersOf({ method: 'symbolic-link', extent: 'whole' }), optionsOf()));
    const link = join(root, small.folder, 'b, with comma.wav');
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readlink(link)).toBe(members[0]?.absolutePath);
    expect(unwrap(await verified()).isIntact).toBe(true);
    await rename(join(folder, 'A'), join(folder, 'away'));
    const verification = unwrap(await verified());
    expect(verification.isIntact).toBe(false);
    expect(verification.folders.map(({ missing }) => missing.length)).toEqual([3, 1]);
    await rename(join(folder, 'away'), join(folder, 'A'));
    unwrap(await writeExport(tiersOf({}), optionsOf()));
    expect((await lstat(link)).isSymbolicLink()).toBe(false);
  });
});

describe('verifyExport', () => {
  it('lists what is missing, changed, foreign and gone', async () => {
    const result = unwrap(await writeExport(tiersOf({ tables: allTables }), optionsOf()));
    const path = join(root, medium.folder);
    const bytes = await readFile(join(path, 'a.wav'));
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    await writeFile(join(path, 'a.wav'), bytes);
    await rm(join(path, 'long.wav'));
    await writeFile(join(path, 'mine.txt'), 'mine');
    await rm(join(root, small.folder), { recursive: true });
    const exportedFolders = result.tiers.map((tier) => tier.path);
    expect(unwrap(await verifyExport(root, { crew, exportedFolders }))).toMatchObject({
      isIntact: false,
      folders: [{ path, missing: ['long.wav'], changed: ['a.wav'], foreign: ['mine.txt'], problem: null }],
      missingFolders: [join(root, small.folder)],
    });
  });

  it('says so when the document was removed or edited, and when nothing there is an export', async () => {
    unwrap(await writeExport(tiersOf({ tables: allTables }), optionsOf()));
    await rm(join(root, small.folder, 'subset.json'));
    await writeFile(join(root, medium.folder, 'subset.json'), '{}');
    const { folders, isIntact } = unwrap(await verified());
    expect(isIntact).toBe(false);
    expect(folders.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('was changed'),
      expect.stringContaining('is missing'),
    ]);
    expect(await verifyExport(join(folder, 'A'), { crew, exportedFolders: [] })).toMatchObject({
      ok: false,
      fault: { code: 'export-not-ours' },
    });
    expect(await verifyExport(join(folder, 'no'), { crew, exportedFolders: [] })).toMatchObject({
      ok: false,
      fault: { code: 'not-found' },
    });
  });
});

describe('tables', () => {
  const path = (): string => join(root, medium.folder);
  const lines = async (name: string): Promise<string[]> =>
    (await readFile(join(path(), name), 'utf8')).trimEnd().split('\n');

  beforeEach(async () => {
    unwrap(await writeExport(tiersOf({ tables: allTables }), optionsOf()));
  });

  it('are those that were asked for, and sums that sha256sum accepts', async (context) => {
    expect((await readdir(path())).filter((name) => !name.endsWith('.wav')).toSorted()).toEqual([
      'BirdNET_CombinedTable.csv',
      'SHA256SUMS',
      'audacity-labels.txt',
      'earmark.Table.1.selections.txt',
      'manifest.csv',
      'subset.json',
    ]);
    expect(await lines('SHA256SUMS')).toHaveLength(7);
    const { status, error, stdout } = spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: path(), encoding: 'utf8' });
    if (error !== undefined) {
      context.skip('this system has no sha256sum');
    }
    expect([status, stdout]).toEqual([0, expect.stringContaining('long.wav: OK')]);
  });

  it('BirdNET’s has four decimals, and quotes only a path that would break its columns', async () => {
    const [header, first, second, third] = await lines('BirdNET_CombinedTable.csv');
    expect(header).toBe('Start (s),End (s),Scientific name,Common name,Confidence,File');
    expect(first).toBe(`0.0,0.5,RADR,RADR,0.8176,${join(path(), 'a.wav')}`);
    expect(second).toBe(`0.0,0.5,RADR,RADR,0.8176,"${join(path(), 'b, with comma.wav')}"`);
    expect(third).toBe(`0.0,3.0,RADR,RADR,0.8176,${join(path(), 'long.wav')}`);
  });

  it('Raven’s runs over all files by name and points into each', async () => {
    const rows = (await lines('earmark.Table.1.selections.txt')).map((line) => line.split('\t'));
    expect(rows[0]?.slice(0, 5)).toEqual(['Selection', 'View', 'Channel', 'Begin Time (s)', 'End Time (s)']);
    expect(rows.slice(1).map((row) => [row[3], row[4], row[7], row[9]])).toEqual([
      ['0.000000', '0.500000', 'a.wav', '0.000000'],
      ['0.500000', '1.000000', 'b, with comma.wav', '0.000000'],
      ['1.000000', '4.000000', 'long.wav', '0.000000'],
    ]);
    expect(rows[1]?.[8]).toBe(join(path(), 'a.wav'));
  });

  it('Audacity’s has three columns', async () => {
    const rows = (await lines('audacity-labels.txt')).map((line) => line.split('\t'));
    expect(rows).toEqual([
      ['0.000000', '0.500000', 'RADR 0.8176 a.wav'],
      ['0.500000', '1.000000', 'RADR 0.8176 b, with comma.wav'],
      ['1.000000', '4.000000', 'RADR 0.8176 long.wav'],
    ]);
  });
});
