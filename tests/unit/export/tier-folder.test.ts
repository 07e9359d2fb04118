import { mkdir, mkdtemp, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { freeBytes } from '../../../electron/core/export/place.ts';
import { inspectTierFolder } from '../../../electron/core/export/tier-folder.ts';
import { writeExport } from '../../../electron/core/export/write-export.ts';
import { optionsOf, planOf, recordingAt, subsetOf } from './make-export.ts';

let folder: string;
let tier: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-tier-'));
  const members = [await recordingAt(join(folder, 'A', 'a.wav'), 1), await recordingAt(join(folder, 'A', 'b.wav'), 2)];
  const subset = subsetOf({ name: 'small', folder: 'bestLowQuality/small' }, members);
  unwrap(await writeExport(planOf(join(folder, 'out'), [subset]), optionsOf()));
  tier = join(folder, 'out', 'bestLowQuality', 'small');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('inspectTierFolder', () => {
  it('knows its own folder again, also after it was copied', async () => {
    expect(await inspectTierFolder(tier)).toEqual({ state: 'replace', problem: null, foreignFiles: [] });
    await utimes(join(tier, 'a.wav'), 5, 5);
    expect((await inspectTierFolder(tier)).state).toBe('replace');
  });

  it('takes a missing or empty folder for new, whatever a file manager left there', async () => {
    expect((await inspectTierFolder(join(folder, 'nothing', 'here'))).state).toBe('new');
    await mkdir(join(folder, 'empty'));
    await writeFile(join(folder, 'empty', '.DS_Store'), 'x');
    expect((await inspectTierFolder(join(folder, 'empty'))).state).toBe('new');
  });

  it.each<[string, () => Promise<unknown>, string[]]>([
    ['a file was added', () => writeFile(join(tier, 'notes.txt'), 'x'), ['notes.txt']],
    ['a folder was added', () => mkdir(join(tier, 'more')), ['more']],
    ['a file was removed', () => rm(join(tier, 'a.wav')), ['a.wav']],
    ['a file grew', () => writeFile(join(tier, 'b.wav'), 'x', { flag: 'a' }), ['b.wav']],
    ['the manifest was edited', () => writeFile(join(tier, 'manifest.csv'), 'x'), ['manifest.csv']],
  ])('refuses it when %s', async (_, change, foreignFiles) => {
    await change();
    expect(await inspectTierFolder(tier)).toMatchObject({
      state: 'refuse',
      problem: { code: 'export-not-ours' },
      foreignFiles,
    });
  });

  it('refuses it when bytes changed without a change of size', async () => {
    const path = join(tier, 'a.wav');
    const bytes = await readFile(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await utimes(path, 5, 5);
    await writeFile(path, bytes);
    expect(await inspectTierFolder(tier)).toMatchObject({ state: 'refuse', foreignFiles: ['a.wav'] });
  });

  it('sees such a change even under the old time when it looks deeply', async () => {
    const path = join(tier, 'a.wav');
    const { atime, mtime } = await stat(path);
    const bytes = await readFile(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await utimes(path, atime, mtime);
    expect(await inspectTierFolder(tier, { deep: true })).toMatchObject({ state: 'refuse', foreignFiles: ['a.wav'] });
  });

  it.each<[string, (text: string) => string]>([
    ['edited', (text) => text.replace('"small"', '"tiny"')],
    ['of another program', () => '{"program":"other"}'],
    ['not JSON', () => 'subset'],
  ])('refuses it when subset.json is %s', async (_, change) => {
    const path = join(tier, 'subset.json');
    await writeFile(path, change(await readFile(path, 'utf8')));
    expect((await inspectTierFolder(tier)).problem?.message).toContain('subset.json');
  });

  it('refuses links and files', async () => {
    await symlink(tier, join(folder, 'link'));
    expect((await inspectTierFolder(join(folder, 'link'))).problem?.message).toMatch(/is a link/u);
    expect((await inspectTierFolder(join(folder, 'A', 'a.wav'))).problem?.message).toMatch(/is a file/u);
  });
});

describe('freeBytes', () => {
  it('asks the nearest folder that exists', async () => {
    const free = await freeBytes(join(folder, 'not', 'yet', 'there'));
    expect(free).toBeGreaterThan(0);
    expect(Number.isInteger(free)).toBe(true);
  });
});
