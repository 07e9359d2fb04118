import { mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FaultError } from '../../../electron/contract/outcome.ts';
import { scanFolder, type FoundFile } from '../../../electron/core/intake/scan-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const parent = temporaryFolder();
const never = new AbortController().signal;

async function makeFolder(name: string, files: readonly string[]): Promise<string> {
  const root = join(parent, name);
  await mkdir(root);
  for (const file of files) {
    await mkdir(join(root, file, '..'), { recursive: true });
    await writeFile(join(root, file), file);
  }
  return root;
}

async function collect(batches: AsyncGenerator<FoundFile[]>): Promise<FoundFile[][]> {
  const collected: FoundFile[][] = [];
  for await (const batch of batches) {
    collected.push(batch);
  }
  return collected;
}

async function scan(root: string, signal = never): Promise<FoundFile[]> {
  return (await collect(scanFolder(root, signal))).flat();
}

describe('scanFolder', () => {
  it('finds everything that claims to be audio, below all folders, in any case of letters', async () => {
    const root = await makeFolder('card', [
      'a.wav',
      'B.WAV',
      'Data/20240101_000000.WAV',
      'Data/deep/er/x.FLAC',
      'Data/y.mp3',
      'z.opus',
      'old.wac',
      'CONFIG.TXT',
      'notes.wav.txt',
      'wav',
      '._a.wav',
      '.hidden.wav',
      '.Trashes/t.wav',
      'System Volume Information/s.wav',
      '$RECYCLE.BIN/r.wav',
    ]);
    await utimes(join(root, 'a.wav'), 1_700_000_000, 1_700_000_000.25);
    const found = await scan(root);
    expect(found.map(({ relativePath }) => relativePath)).toEqual([
      'B.WAV',
      'a.wav',
      'old.wac',
      'z.opus',
      'Data/20240101_000000.WAV',
      'Data/y.mp3',
      'Data/deep/er/x.FLAC',
    ]);
    expect(found[1]).toEqual({
      relativePath: 'a.wav',
      fileName: 'a.wav',
      sizeBytes: 5,
      modifiedMilliseconds: 1_700_000_000_250,
      issue: null,
      isFolder: false,
    });
  });

  it('keeps names exactly as they are', async () => {
    const names = [
      'e\u0301te\u0301.wav',
      '\u00e9t\u00e9.wav',
      'a, "b" [c] {d}.wav',
      '🐸.wav',
      'new\nline.wav',
      'back\\slash.wav',
      `${'n'.repeat(200)}.wav`,
    ];
    const found = await scan(await makeFolder('names', names));
    expect(found.map(({ fileName }) => fileName).toSorted()).toEqual(names.toSorted());
    expect(found.every(({ fileName, sizeBytes }) => sizeBytes === Buffer.byteLength(fileName))).toBe(true);
  });

  it('lists a name that is no UTF-8 with the reason', async () => {
    const root = await makeFolder('latin', []);
    await writeFile(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from('.wav')]), 'x');
    expect((await scan(root)).map(({ issue }) => issue?.message ?? '')).toEqual([expect.stringContaining('Rename')]);
  });

  it('follows links once, and not in circles', async () => {
    const root = await makeFolder('links', ['real/a.wav', 'z-outside.txt']);
    const outside = await makeFolder('elsewhere', ['b.wav']);
    await symlink(root, join(root, 'real', 'loop'));
    await symlink(join(root, 'real'), join(root, 'a-second-way-in'));
    await symlink(outside, join(root, 'linked'));
    await symlink(join(outside, 'b.wav'), join(root, 'file-link.wav'));
    await symlink(join(root, 'gone.wav'), join(root, 'broken.wav'));
    const found = await scan(root);
    expect(found.map(({ relativePath }) => relativePath).toSorted()).toEqual([
      'broken.wav',
      'file-link.wav',
      'linked/b.wav',
      'real/a.wav',
    ]);
    expect(found.find(({ fileName }) => fileName === 'broken.wav')?.issue?.code).toBe('file-missing');
  });

  it('comes in batches', async () => {
    const root = await makeFolder(
      'many',
      Array.from({ length: 700 }, (_, index) => `${index}.wav`),
    );
    const batches = await collect(scanFolder(root, never));
    expect(batches.length).toBeGreaterThan(1);
    expect(batches.flat()).toHaveLength(700);
  });

  it('stops when it is told to', async () => {
    const root = await makeFolder(
      'aborted',
      Array.from({ length: 600 }, (_, index) => `${index}.wav`),
    );
    const controller = new AbortController();
    const batches = scanFolder(root, controller.signal);
    await batches.next();
    controller.abort(new Error('enough'));
    await expect(batches.next()).rejects.toThrow('enough');
  });

  it('does not take a missing folder for an empty one', async () => {
    await expect(scan(join(parent, 'nothing'))).rejects.toThrow(FaultError);
    const file = join(parent, 'file.wav');
    await writeFile(file, '');
    await expect(scan(file)).rejects.toThrow(/folder/);
  });

  it('goes on where a folder disappears half-way', async () => {
    const root = await makeFolder('leaving', [
      ...Array.from({ length: 300 }, (_, index) => `${index}.wav`),
      'sub/a.wav',
      'tub/b.wav',
    ]);
    const batches = scanFolder(root, never);
    await batches.next();
    await rename(join(root, 'sub'), join(parent, 'sub-left'));
    const rest = (await collect(batches)).flat();
    // It is gone, not unreadable: what was known of it is missing then.
    expect(rest.filter(({ relativePath }) => relativePath.startsWith('sub'))).toEqual([]);
    expect(rest.map(({ relativePath }) => relativePath)).toContain('tub/b.wav');
  });
});
