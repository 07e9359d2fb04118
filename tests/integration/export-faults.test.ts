import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { appendFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../electron/contract/outcome.ts';
import type { ExportMember } from '../../electron/core/export/export-subset.ts';
import type { ExportPlan } from '../../electron/core/export/plan-export.ts';
import { previewExport } from '../../electron/core/export/preview-export.ts';
import { verifyExport } from '../../electron/core/export/verify-export.ts';
import { writeExport } from '../../electron/core/export/write-export.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { crew, optionsOf, planOf, recordingAt, snapshot, subsetOf } from '../unit/export/make-export.ts';

const folder = temporaryFolder();
const card = join(folder, 'card');
const small = { name: 'small', folder: 'bestLowQuality/small', id: 1 };
const large = { name: 'large', folder: 'bestLowQuality/large', id: 2 };
const recordings = 40;
const looking = { sourcePaths: [card], leftOut: [], crew };

let members: ExportMember[];
let root: string;
let roots = 0;

beforeAll(async () => {
  members = [];
  for (let index = 0; index < recordings; index += 1) {
    members.push(await recordingAt(join(card, `rec_${String(index).padStart(2, '0')}.wav`), index + 1, { seconds: 4 }));
  }
});
beforeEach(() => {
  roots += 1;
  root = join(folder, `out-${roots}`);
});
afterAll(() => crew.close());

function planFor(where: string, of: readonly ExportMember[] = members): ExportPlan {
  const tiers = [subsetOf(small, of.slice(0, 10)), subsetOf(large, of)];
  return planOf(where, tiers, { extent: 'whole', tables: ['sha256sums'] });
}

async function expectIntact(where: string, files = recordings + 10): Promise<void> {
  const verification = unwrap(await verifyExport(where, { crew, exportedFolders: [] }));
  expect(verification).toMatchObject({ isIntact: true, beside: [] });
  // manifest.csv and SHA256SUMS of two folders are counted, too.
  expect(verification.files).toBe(files + 4);
  expect((await readdir(where)).filter((name) => name.startsWith('.'))).toEqual([]);
}

/** A file system of its own; a reason where this machine does not let us have one. */
function mountTiny(path: string, bytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return 'mounting a small disk needs root on Linux';
  }
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path], { stdio: 'ignore' });
  return status === 0 ? null : 'no tmpfs can be mounted here';
}

describe('a disk that is full', () => {
  it('at every tenth of an export leaves what was there, and says so', async (context) => {
    const whole = planFor(root).totalBytes;
    await mkdir(root);
    for (let tenth = 1; tenth <= 9; tenth += 1) {
      const reason = mountTiny(root, Math.ceil((whole * tenth) / 10));
      if (reason !== null) {
        context.skip(reason);
      }
      try {
        unwrap(
          await writeExport(planOf(root, [subsetOf(small, members.slice(0, 1))], { extent: 'whole' }), optionsOf()),
        );
        const before = await snapshot(root);
        const outcome = await writeExport(planFor(root), optionsOf());
        expect(outcome).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
        expect(outcome.ok ? '' : outcome.fault.message).toMatch(/full.*Free some space/u);
        expect(await snapshot(root)).toEqual(before);
        expect((await previewExport(planFor(root), looking)).problems.map(({ code }) => code)).toContain('disk-full');
      } finally {
        spawnSync('umount', [root]);
      }
    }
  });

  it('or read-only is refused', async (context) => {
    await mkdir(root);
    const reason = mountTiny(root, 1e6);
    if (reason !== null) {
      context.skip(reason);
    }
    try {
      spawnSync('mount', ['-o', 'remount,ro', root]);
      expect(await writeExport(planFor(root), optionsOf())).toMatchObject({
        ok: false,
        fault: { code: 'permission-denied' },
      });
    } finally {
      spawnSync('umount', [root]);
    }
  });
});

describe('an original', () => {
  it.each([
    ['deleted', 'file-missing', (path: string) => rm(path)],
    ['changed', 'file-changed', (path: string) => appendFile(path, 'x')],
  ])('that is %s between preview and export stops it by name; nothing is written', async (_, code, damage) => {
    const victim = await recordingAt(join(card, 'victim.wav'), 900);
    const plan = planFor(root, [...members.slice(0, 20), victim]);
    expect((await previewExport(plan, looking)).problems).toEqual([]);
    await damage(victim.absolutePath);
    const outcome = await writeExport(plan, optionsOf());
    expect(outcome).toMatchObject({ ok: false, fault: { code } });
    expect(outcome.ok ? '' : outcome.fault.message).toContain(victim.absolutePath);
    expect(existsSync(root)).toBe(false);
    const preview = await previewExport(plan, looking);
    expect(preview.missing).toMatchObject({ count: 1, first: [{ path: victim.absolutePath }] });
    expect(preview.problems.map((problem) => problem.code)).toEqual([code]);
    await rm(victim.absolutePath, { force: true });
  });
});

describe('a folder inside a source', () => {
  it('is refused under whatever name it is reached', async (context) => {
    const link = join(folder, 'link-to-card');
    await symlink(card, link);
    const through = await writeExport(planFor(join(link, 'out')), optionsOf({ sourcePaths: [card] }));
    expect(through).toMatchObject({ ok: false, fault: { code: 'export-inside-source' } });
    const mount = join(folder, 'mounted-card');
    await mkdir(mount);
    if (process.getuid?.() !== 0 || spawnSync('mount', ['--bind', card, mount], { stdio: 'ignore' }).status !== 0) {
      context.skip('a folder cannot be mounted a second time here');
    }
    try {
      const mounted = await writeExport(planFor(join(mount, 'out')), optionsOf({ sourcePaths: [card] }));
      expect(mounted).toMatchObject({ ok: false, fault: { code: 'export-inside-source' } });
      expect((await readdir(card)).includes('out')).toBe(false);
    } finally {
      spawnSync('umount', [mount]);
    }
  });
});

const makeExport = join(import.meta.dirname, '..', 'unit', 'export', 'make-export.ts');
const writeExportModule = join(import.meta.dirname, '..', '..', 'electron', 'core', 'export', 'write-export.ts');

/** Exports in a process of its own, which says how far it is. */
function startExport(plan: { readonly where: string; readonly of: readonly ExportMember[] }) {
  const program = `
    import { optionsOf, planOf, subsetOf } from ${JSON.stringify(makeExport)};
    import { writeExport } from ${JSON.stringify(writeExportModule)};
    const members = ${JSON.stringify(plan.of)};
    const tiers = [subsetOf(${JSON.stringify(small)}, members.slice(0, 10)), subsetOf(${JSON.stringify(large)}, members)];
    const plan = planOf(${JSON.stringify(plan.where)}, tiers, { extent: 'whole', tables: ['sha256sums'] });
    const outcome = await writeExport(plan, optionsOf({ onProgress: ({ done }) => process.stdout.write(done + '\\n') }));
    process.stdout.write(outcome.ok ? 'written\\n' : outcome.fault.code + '\\n');
    process.exit(0);
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills an export at a moment: once it said so many lines, and a little later. */
async function killAt(where: string, moment: number): Promise<void> {
  const child = startExport({ where, of: members });
  let lines = 0;
  let due = false;
  child.stdout.on('data', (text: Buffer) => {
    lines += text.toString().split('\n').length - 1;
    if (lines > (moment % 15) * 3 && !due) {
      due = true;
      setTimeout(() => child.kill('SIGKILL'), moment % 4);
    }
  });
  await once(child, 'exit');
}

describe('an export that is killed', () => {
  it(
    'at thirty moments leaves nothing half-written, and goes on with what it had made ready',
    { timeout: 120_000 },
    async () => {
      const expected = planFor(root).files.length;
      let wentOn = 0;
      for (let moment = 0; moment < 30; moment += 1) {
        await rm(root, { recursive: true, force: true });
        await killAt(root, moment);
        const visible = existsSync(root) ? (await readdir(root)).filter((name) => !name.startsWith('.earmark-')) : [];
        if (visible.length > 0) {
          // Killed while or after it moved whole folders in: each of them is whole.
          const verification = unwrap(await verifyExport(root, { crew, exportedFolders: [] }));
          expect(verification.folders.filter((each) => each.intact < 10)).toEqual([]);
          expect(verification.isIntact).toBe(true);
        }
        const staged = existsSync(root) ? await inodesOfStaged(root) : new Set<number>();
        unwrap(await writeExport(planFor(root), optionsOf()));
        const now = (await readdir(join(root, large.folder))).map(
          (name) => statSync(join(root, large.folder, name)).ino,
        );
        wentOn += now.filter((inode) => staged.has(inode)).length > 0 ? 1 : 0;
        expect(now.length).toBe(expected + 3);
        await expectIntact(root);
      }
      expect(wentOn).toBeGreaterThan(5);
    },
  );
});

async function inodesOfStaged(where: string): Promise<Set<number>> {
  const names = (await readdir(where, { recursive: true })).filter(
    (name) => name.startsWith('.earmark-') && name.endsWith('.wav'),
  );
  return new Set(names.map((name) => statSync(join(where, name)).ino));
}

describe('two exports', () => {
  it('one after the other give the same folder', async () => {
    unwrap(await writeExport(planFor(root), optionsOf()));
    const first = (await readdir(join(root, large.folder))).toSorted();
    unwrap(await writeExport(planFor(root), optionsOf()));
    expect((await readdir(join(root, large.folder))).toSorted()).toEqual(first);
    await expectIntact(root);
  });

  it('at once: one writes, the other waits or is told to', async () => {
    const children = [startExport({ where: root, of: members }), startExport({ where: root, of: members })];
    const outputs = await Promise.all(
      children.map(async (child) => {
        let text = '';
        child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
        await once(child, 'close');
        return text.trim().split('\n').at(-1);
      }),
    );
    expect(outputs.every((output) => output === 'written' || output === 'export-busy')).toBe(true);
    expect(outputs).toContain('written');
    await expectIntact(root);
  });

  it('leave a foreign file alone', async () => {
    unwrap(await writeExport(planFor(root), optionsOf()));
    await writeFile(join(root, large.folder, 'mine.txt'), 'mine');
    const before = await snapshot(root);
    const outcome = await writeExport(planFor(root), optionsOf());
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'export-not-ours' } });
    expect(outcome.ok ? '' : outcome.fault.message).toContain('mine.txt');
    expect(await snapshot(root)).toEqual(before);
    expect(unwrap(await verifyExport(root, { crew, exportedFolders: [] }))).toMatchObject({
      isIntact: false,
      folders: [{ foreign: ['mine.txt'] }, { foreign: [] }],
    });
  });
});

describe('names', () => {
  const composed = 'caf\u00e9.wav';
  const decomposed = 'cafe\u0301.wav';

  it('that are one by case, by Unicode form or unsafe on Windows become distinct safe files', async () => {
    const names = [
      'Frog.wav',
      'FROG.WAV',
      composed,
      decomposed,
      'CON.wav',
      'nul.wav',
      'a:b.wav',
      'dot..wav',
      ' x .wav',
    ];
    const odd: ExportMember[] = [];
    for (const [index, name] of names.entries()) {
      odd.push(await recordingAt(join(card, `odd-${index}`, name), 1000 + index, { sourceName: `card ${index}` }));
    }
    const plan = planOf(root, [subsetOf(small, odd)], { extent: 'whole' });
    expect(plan.renamed.length).toBeGreaterThanOrEqual(8);
    unwrap(await writeExport(plan, optionsOf()));
    const written = (await readdir(join(root, small.folder))).filter((name) => name.endsWith('.wav'));
    expect(written).toHaveLength(names.length);
    expect(new Set(written.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(names.length);
    for (const name of written) {
      expect(name).not.toMatch(/[<>:"/\\|?*]|[. ]\.wav$|^ |^(?:con|nul)\./iu);
    }
    expect(unwrap(await verifyExport(root, { crew, exportedFolders: [] })).isIntact).toBe(true);
  });

  it('on paths of more than three hundred characters are written, and too long ones refused clearly', async () => {
    const deep = join(
      root,
      ...Array.from({ length: 4 }, (_, index) => `${'folder-of-many-letters-'.repeat(3)}${index}`),
    );
    expect(deep.length).toBeGreaterThan(300);
    const source = await recordingAt(join(card, 'd'.repeat(120), 'e'.repeat(120), `${'n'.repeat(200)}.wav`), 2000);
    unwrap(await writeExport(planOf(deep, [subsetOf(small, [source])], { extent: 'whole' }), optionsOf()));
    expect(unwrap(await verifyExport(deep, { crew, exportedFolders: [] })).isIntact).toBe(true);
    const tooLong = await writeExport(planFor(join(root, 'x'.repeat(300))), optionsOf());
    expect(tooLong).toMatchObject({ ok: false, fault: { code: 'export-failed' } });
    expect(tooLong.ok ? '' : tooLong.fault.message).toMatch(/too long/u);
  });
});
