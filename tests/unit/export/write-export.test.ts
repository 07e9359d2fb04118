import { hash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { ExportMember } from '../../../electron/core/export/export-subset.ts';
import type { ExportPlan } from '../../../electron/core/export/plan-export.ts';
import { previewExport } from '../../../electron/core/export/preview-export.ts';
import type { ExportProgress } from '../../../electron/core/export/staged-files.ts';
import { inspectTierFolder } from '../../../electron/core/export/tier-folder.ts';
import { writeExport } from '../../../electron/core/export/write-export.ts';
import { crew, optionsOf, planOf, recordingAt, sampleRate, snapshot, subsetOf } from './make-export.ts';

let folder: string;
let root: string;
let members: ExportMember[];
let plan: ExportPlan;

const looking = { sourcePaths: [], leftOut: [], crew };
const small = { name: 'small', folder: 'bestLowQuality/small', id: 1 };
const medium = { name: 'medium', folder: 'bestLowQuality/medium', id: 2 };

/** Two recordings of one name on two recorders, and one of a minute. */
async function makeMembers(): Promise<ExportMember[]> {
  return [
    await recordingAt(join(folder, 'A', 'x.wav'), 1, { sourceName: 'A' }),
    await recordingAt(join(folder, 'B', 'x.wav'), 2, { sourceName: 'B' }),
    await recordingAt(join(folder, 'B', 'long.WAV'), 3, {
      sourceName: 'B',
      seconds: 60,
      bestFromSeconds: 30,
      bestToSeconds: 33,
    }),
  ];
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-export-'));
  root = join(folder, 'out', 'AudioData', 'curated');
  members = await makeMembers();
  plan = planOf(root, [subsetOf(small, members.slice(0, 2)), subsetOf(medium, members)]);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('writeExport', () => {
  it('writes every tier with its manifest, each file once, linked into the others', async () => {
    const progress: ExportProgress[] = [];
    const result = unwrap(await writeExport(plan, optionsOf({ onProgress: (step) => progress.push(step) })));
    const [smallPath = '', mediumPath = ''] = result.tiers.map(({ path }) => path);
    expect((await readdir(smallPath)).toSorted()).toEqual(['A__x.wav', 'B__x.wav', 'manifest.csv', 'subset.json']);
    expect(await readdir(mediumPath)).toHaveLength(5);
    expect(result.tiers.map(({ files, clips }) => [files, clips])).toEqual([
      [2, 0],
      [3, 1],
    ]);
    expect(result.files).toBe(3);
    expect(await readFile(join(smallPath, 'A__x.wav'))).toEqual(await readFile(join(folder, 'A', 'x.wav')));
    expect(await readFile(join(smallPath, 'B__x.wav'))).toEqual(await readFile(join(folder, 'B', 'x.wav')));
    const inodes = await Promise.all([smallPath, mediumPath].map((path) => stat(join(path, 'B__x.wav'))));
    expect(inodes[0]?.ino).toBe(inodes[1]?.ino);
    expect(inodes[0]?.ino).not.toBe((await stat(join(folder, 'B', 'x.wav'))).ino);
    expect(progress.at(-1)).toEqual({ done: 3, total: 3, bytes: plan.totalBytes, totalBytes: plan.totalBytes });
    expect(await readdir(root)).toEqual(['bestLowQuality']);
  });

  it('says in the manifest and in subset.json what the bytes on the disk are', async () => {
    unwrap(await writeExport(plan, optionsOf()));
    const path = join(root, medium.folder);
    const rows = parse<Record<string, string>>(await readFile(join(path, 'manifest.csv'), 'utf8'), { columns: true });
    expect(rows.map((row) => row['exported_name'])).toEqual(['A__x.wav', 'B__x.wav', 'long.wav']);
    for (const row of rows) {
      const bytes = await readFile(join(path, row['exported_name'] ?? ''));
      expect(row['sha256']).toBe(hash('sha256', bytes));
      expect(row['bytes']).toBe(String(bytes.length));
    }
    expect(rows[2]).toMatchObject({
      from_seconds: '30',
      to_seconds: '33',
      original_path: join(folder, 'B', 'long.WAV'),
    });
    const document = JSON.parse(await readFile(join(path, 'subset.json'), 'utf8')) as Record<string, unknown>;
    expect(document).toMatchObject({
      program: 'earmark',
      programVersion: '0.1.0',
      subset: {
        name: 'medium',
        ruleInWords: 'best 15 %',
        denominator: { kind: 'scored', n: 1030 },
        reviewers: ['Ana'],
      },
      model: { sha256: 'ab'.repeat(32) },
    });
  });

  it('cuts the clip around the best window, of exactly the clip length', async () => {
    unwrap(await writeExport(plan, optionsOf()));
    const whole = await readFile(join(folder, 'B', 'long.WAV'));
    const clip = await readFile(join(root, medium.folder, 'long.wav'));
    expect(clip.length).toBe(44 + 2 * 3 * sampleRate);
    expect(clip.length).toBe(plan.files[2]?.bytes);
    expect(clip.subarray(44)).toEqual(whole.subarray(44 + 2 * 30 * sampleRate, 44 + 2 * 33 * sampleRate));
  });

  it('replaces its own untouched export whole', async () => {
    unwrap(await writeExport(plan, optionsOf()));
    const inode = (await stat(join(root, small.folder, 'subset.json'))).ino;
    const smaller = planOf(root, [subsetOf(small, members.slice(0, 1)), subsetOf(medium, members)]);
    expect((await previewExport(smaller, looking)).targets.map(({ state }) => state)).toEqual(['replace', 'replace']);
    unwrap(await writeExport(smaller, optionsOf()));
    expect((await stat(join(root, small.folder, 'subset.json'))).ino).not.toBe(inode);
    expect((await readdir(join(root, small.folder))).filter((name) => name.endsWith('.wav'))).toHaveLength(1);
    expect(await readdir(root)).toEqual(['bestLowQuality']);
    expect((await inspectTierFolder(join(root, small.folder), { deep: true })).state).toBe('replace');
  });

  it('refuses a folder that it did not write, and leaves all tiers as they are', async () => {
    await mkdir(join(root, medium.folder), { recursive: true });
    await writeFile(join(root, medium.folder, 'mine.wav'), 'mine');
    const before = await snapshot(root);
    const preview = await previewExport(plan, looking);
    expect(preview.targets.map(({ state, foreignFiles }) => [state, foreignFiles])).toEqual([
      ['new', []],
      ['refuse', ['mine.wav']],
    ]);
    expect(await writeExport(plan, optionsOf())).toMatchObject({ ok: false, fault: { code: 'export-not-ours' } });
    expect(await snapshot(root)).toEqual(before);
  });

  it('does not throw away a file that appears while it is writing', async () => {
    unwrap(await writeExport(plan, optionsOf()));
    const before = await snapshot(root);
    const late = join(root, medium.folder, 'late.txt');
    const onProgress = ({ done }: ExportProgress): void => {
      if (done === 1) {
        void writeFile(late, 'late');
      }
    };
    const outcome = await writeExport(plan, optionsOf({ onProgress }));
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'export-not-ours' } });
    expect(outcome.ok ? '' : outcome.fault.message).toContain(join(root, medium.folder));
    const after = await snapshot(root);
    expect(after).toEqual({ ...before, [`${medium.folder}/late.txt`]: Buffer.from('late').toString('base64') });
  });

  it('refuses a recording that changed since the scan, and one that is gone', async () => {
    await appendFile(join(folder, 'A', 'x.wav'), 'more');
    expect(await writeExport(plan, optionsOf())).toMatchObject({ ok: false, fault: { code: 'file-changed' } });
    await recordingAt(join(folder, 'A', 'x.wav'), 1);
    await utimes(join(folder, 'A', 'x.wav'), 1, 1);
    expect(await writeExport(plan, optionsOf())).toMatchObject({ ok: false, fault: { code: 'file-changed' } });
    await rename(join(folder, 'A', 'x.wav'), join(folder, 'A', 'gone.wav'));
    const outcome = await writeExport(plan, optionsOf());
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'file-missing' } });
    expect(outcome.ok ? '' : outcome.fault.message).toContain(join(folder, 'A', 'x.wav'));
    // Not even the folders that were made for it stay.
    expect((await readdir(folder)).toSorted()).toEqual(['A', 'B']);
  });

  it('refuses a long recording that changed, too', async () => {
    await appendFile(join(folder, 'B', 'long.WAV'), 'more');
    expect(await writeExport(plan, optionsOf())).toMatchObject({ ok: false, fault: { code: 'file-changed' } });
  });

  it('changes nothing when cancelled', async () => {
    unwrap(await writeExport(plan, optionsOf()));
    const before = await snapshot(root);
    const controller = new AbortController();
    const outcome = await writeExport(
      plan,
      optionsOf({ signal: controller.signal, onProgress: () => controller.abort() }),
    );
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
    expect(await snapshot(root)).toEqual(before);
  });

  it('refuses to write inside a source, or over one', async () => {
    const inside = await writeExport(plan, optionsOf({ sourcePaths: [join(folder, 'out')] }));
    expect(inside).toMatchObject({ ok: false, fault: { code: 'export-inside-source' } });
    const over = await writeExport(plan, optionsOf({ sourcePaths: [join(root, small.folder, 'card')] }));
    expect(over).toMatchObject({ ok: false, fault: { code: 'export-inside-source' } });
    expect((await writeExport(plan, optionsOf({ sourcePaths: [join(folder, 'outer')] }))).ok).toBe(true);
    const preview = await previewExport(plan, { ...looking, sourcePaths: [join(folder, 'out')] });
    expect(preview.problems.map(({ code }) => code)).toEqual(['export-inside-source']);
  });

  it('says so when a file stands where the folder should be', async () => {
    await writeFile(join(folder, 'file'), '');
    const outcome = await writeExport(planOf(join(folder, 'file', 'x'), [subsetOf(small, members)]), optionsOf());
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'not-a-folder' } });
  });

  it('does not start with a plan that has problems', async () => {
    expect(await writeExport(planOf(root, [subsetOf(small, [])]), optionsOf())).toMatchObject({
      ok: false,
      fault: { code: 'subset-empty' },
    });
  });

  it('copies files larger than one piece', async () => {
    const large = await recordingAt(join(folder, 'A', 'large.wav'), 9, { seconds: 700, bestFromSeconds: 0 });
    expect(large.sizeBytes).toBeGreaterThan(2 * 4 * 1024 * 1024);
    unwrap(await writeExport(planOf(root, [subsetOf(small, [large])], { extent: 'whole' }), optionsOf()));
    expect(hash('sha256', await readFile(join(root, small.folder, 'large.wav')))).toBe(
      hash('sha256', await readFile(large.absolutePath)),
    );
    expect((await inspectTierFolder(join(root, small.folder), { deep: true })).state).toBe('replace');
  });
});
