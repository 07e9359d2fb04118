import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { hasEnded, ownIdentity } from '../../../electron/core/export/process-identity.ts';
import { clearDeadStaging, createStaging, discardStaging, swapIn } from '../../../electron/core/export/staging.ts';
import { writeExport } from '../../../electron/core/export/write-export.ts';
import { optionsOf, planOf, recordingAt, snapshot, subsetOf } from './make-export.ts';

let folder: string;
let root: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-staging-'));
  root = join(folder, 'out');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const stagingModule = join(import.meta.dirname, '..', '..', '..', 'electron', 'core', 'export', 'staging.ts');

/** Starts a process that makes a staging below the root and then hangs, and kills it once it did. */
async function leaveStagingOfKilledProcess(body = ''): Promise<void> {
  const program = `
    import { mkdir, rename, writeFile } from 'node:fs/promises';
    import { createStaging, swapIn } from ${JSON.stringify(stagingModule)};
    const staging = await createStaging(${JSON.stringify(root)});
    await mkdir(staging.path + '/tier-0');
    await writeFile(staging.path + '/tier-0/half.wav', 'half');
    setInterval(() => {}, 1000);
    ${body}
    process.stdout.write('ready');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('the staging of a killed export', () => {
  it('is hidden, and is removed by the next export', async () => {
    const member = await recordingAt(join(folder, 'A', 'a.wav'), 1);
    await leaveStagingOfKilledProcess();
    expect((await readdir(root)).every((name) => name.startsWith('.earmark-staging-'))).toBe(true);
    const plan = planOf(root, [subsetOf({ name: 'small', folder: 'bestLowQuality/small' }, [member])]);
    unwrap(await writeExport(plan, optionsOf()));
    expect(await readdir(root)).toEqual(['bestLowQuality']);
  });

  it('gives back the folder that it had moved aside without moving the new one in', async () => {
    await mkdir(join(root, 'tier'), { recursive: true });
    await writeFile(join(root, 'tier', 'old.wav'), 'old');
    await leaveStagingOfKilledProcess(`
      const never = new Promise(() => {});
      const hang = () => { process.stdout.write('ready'); return never; };
      await swapIn(staging, [{ staged: staging.path + '/tier-0', destination: ${JSON.stringify(join(root, 'tier'))}, confirmReplaced: hang }]);
    `);
    expect(await readdir(root)).not.toContain('tier');
    expect(await clearDeadStaging(root)).toBe(1);
    expect(await snapshot(root)).toEqual({
      tier: 'folder',
      'tier/old.wav': Buffer.from('old').toString('base64'),
    });
  });

  it('is left alone while its process lives, or may live on another computer', async () => {
    const staging = await createStaging(root);
    expect(await clearDeadStaging(root)).toBe(0);
    expect(await readdir(root)).toHaveLength(1);
    await discardStaging(staging);
    const own = await ownIdentity();
    expect(await hasEnded(own)).toBe(false);
    expect(await hasEnded({ ...own, host: `${hostname()}-other`, pid: 1 })).toBe(false);
  });

  it('is known for dead when another process has its number now', async () => {
    const own = await ownIdentity();
    if (own.started === null) {
      process.stdout.write('Skipped: this system does not tell when a process started.\n');
      return;
    }
    expect(await hasEnded({ ...own, started: 'another boot 1' })).toBe(true);
  });

  it('is removed without a marker where it holds nothing and is old, or had its name', async () => {
    await mkdir(join(root, '.earmark-staging-new-young'), { recursive: true });
    await mkdir(join(root, '.earmark-staging-new-old'));
    await mkdir(join(root, '.earmark-staging-killed-while-it-was-removed'));
    await mkdir(join(root, '.earmark-staging-full'));
    await writeFile(join(root, '.earmark-staging-full', 'x'), '');
    await utimes(join(root, '.earmark-staging-new-old'), 5, 5);
    await utimes(join(root, '.earmark-staging-full'), 5, 5);
    expect(await clearDeadStaging(root)).toBe(2);
    expect((await readdir(root)).toSorted()).toEqual(['.earmark-staging-full', '.earmark-staging-new-young']);
    expect(await clearDeadStaging(join(root, 'missing'))).toBe(0);
  });
});

describe('swapIn', () => {
  it('puts everything back when one folder cannot be moved in', async () => {
    await mkdir(join(root, 'one'), { recursive: true });
    await writeFile(join(root, 'one', 'old'), 'old');
    await writeFile(join(root, 'blocked'), 'a file');
    const before = await snapshot(root);
    const staging = await createStaging(root);
    await mkdir(join(staging.path, 'a'));
    await mkdir(join(staging.path, 'b'));
    const swap = swapIn(staging, [
      { staged: join(staging.path, 'a'), destination: join(root, 'one') },
      { staged: join(staging.path, 'b'), destination: join(root, 'new', 'deep') },
      { staged: join(staging.path, 'b'), destination: join(root, 'blocked', 'two') },
    ]);
    await expect(swap).rejects.toThrow();
    await discardStaging(staging);
    expect(await snapshot(root)).toEqual(before);
  });
});

/** A file system of one megabyte at `path`; false where mounting is not allowed. */
function mountTiny(path: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' }).status === 0;
}

describe('a disk that refuses', () => {
  it('when it is full: says so, and leaves what was there', async (context) => {
    await mkdir(root);
    if (!mountTiny(root)) {
      context.skip('a small file system cannot be mounted here');
    }
    try {
      const before = await recordingAt(join(folder, 'A', 'a.wav'), 1);
      const tier = { name: 'small', folder: 'bestLowQuality/small' };
      unwrap(await writeExport(planOf(root, [subsetOf(tier, [before])]), optionsOf()));
      const there = await snapshot(root);
      const large = await recordingAt(join(folder, 'A', 'large.wav'), 2, { seconds: 100 });
      const plan = planOf(root, [subsetOf(tier, [before, large])], { extent: 'whole' });
      expect(await writeExport(plan, optionsOf())).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
      expect(await snapshot(root)).toEqual(there);
      const clipped = planOf(root, [subsetOf(tier, [before, large])], { clipSeconds: 90 });
      expect(await writeExport(clipped, optionsOf())).toMatchObject({ ok: false, fault: { code: 'disk-full' } });
      expect(await snapshot(root)).toEqual(there);
    } finally {
      spawnSync('umount', [root]);
    }
  });

  it('when it may not be written to', async (context) => {
    if (process.getuid?.() === 0) {
      context.skip('root may write everywhere');
    }
    await mkdir(root);
    await chmod(root, 0o500);
    const member = await recordingAt(join(folder, 'A', 'a.wav'), 1);
    const plan = planOf(root, [subsetOf({ name: 'small', folder: 'bestLowQuality/small' }, [member])]);
    expect(await writeExport(plan, optionsOf())).toMatchObject({ ok: false, fault: { code: 'permission-denied' } });
  });

  it('when it is mounted read-only', async (context) => {
    await mkdir(root);
    if (!mountTiny(root)) {
      context.skip('a small file system cannot be mounted here');
    }
    try {
      spawnSync('mount', ['-o', 'remount,ro', root]);
      const member = await recordingAt(join(folder, 'A', 'a.wav'), 1);
      const plan = planOf(root, [subsetOf({ name: 'small', folder: 'bestLowQuality/small' }, [member])]);
      expect(await writeExport(plan, optionsOf())).toMatchObject({ ok: false, fault: { code: 'permission-denied' } });
    } finally {
      spawnSync('umount', [root]);
    }
  });
});
