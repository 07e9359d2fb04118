import { execFileSync } from 'node:child_process';
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
      'memo.caf',
      'voice.3gp',
      'dot.wav.',
      'CONFIG.TXT',
      'notes.wav.txt',
      'wav',
      '._a.wav',
      '.hidden.wav',
      '.Trashes/t.wav',
      'System Volume Information/s.wav',
      '$RECYCLE.BIN/r.wav',
      '#recycle/r.wav',
      '@eaDir/s.wav',
    ]);
    await utimes(join(root, 'a.wav'), 1_700_000_000, 1_700_000_000.25);
    const found = await scan(root);
    expect(found.map(({ relativePath }) => relativePath)).toEqual([
      'B.WAV',
      'a.wav',
      'dot.wav.',
      'memo.caf',
      'old.wac',
      'voice.3gp',
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

  it('lists names that are no UTF-8 each with the reason, also those of folders', async () => {
    const root = await makeFolder('latin', ['real \ufffd.wav', 'frog 🐸é.wav']);
    const odd = (name: string): Buffer => Buffer.from(`${root}/${name}`, 'latin1');
    await writeFile(odd('caf\xe9.wav'), 'x');
    await writeFile(odd('caf\xe8.wav'), 'x');
    await mkdir(odd('d\xe9'));
    await writeFile(odd('d\xe9/inside.wav'), 'x');
    const found = await scan(root);
    expect(
      found.map(({ relativePath, issue }) => [relativePath, issue?.message.replace(/^.*\. /, '') ?? null]),
    ).toEqual([
      ['caf\ufffdE8.wav', 'Rename the file and scan again.'],
      ['caf\ufffdE9.wav', 'Rename the file and scan again.'],
      ['frog 🐸é.wav', null],
      ['real \ufffd.wav', null],
      ['d\ufffdE9', 'Its name holds characters that cannot be read here: rename the folder and scan again.'],
    ]);
    expect(await scan(root)).toEqual(found);
  });

  it('says of a link that leads to itself that it does', async () => {
    const root = await makeFolder('circular', []);
    await symlink('self.wav', join(root, 'self.wav'));
    expect((await scan(root)).map(({ issue }) => issue?.message)).toEqual([expect.stringContaining('itself')]);
  });

  it('says of a folder whose path is too long that it is', async () => {
    const root = await makeFolder('long', []);
    // Each folder is made from within the one above, as no path reaches so deep.
    const script = "for (let i = 0; i < 20; i++) { fs.mkdirSync('n'.repeat(240)); process.chdir('n'.repeat(240)); }";
    execFileSync(process.execPath, ['-e', script], { cwd: root });
    const found = await scan(root);
    execFileSync('rm', ['-rf', root]);
    expect(found.map(({ issue, isFolder }) => [issue?.message, isFolder])).toEqual([
      [expect.stringContaining('too long'), true],
    ]);
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
    expect(found.find(({ fileName }) => fileName === 'broken.wav')?.issue).toMatchObject({
      code: 'file-missing',
      message: expect.stringContaining('a link to a file that is not there') as string,
    });
  });

  it('passes by what is no file, also behind a link', async () => {
    const root = await makeFolder('special', ['a.wav']);
    execFileSync('mkfifo', [join(root, 'pipe.wav')]);
    await symlink(join(root, 'pipe.wav'), join(root, 'pipe-link.wav'));
    await symlink('/dev/zero', join(root, 'zero.wav'));
    expect((await scan(root)).map(({ relativePath }) => relativePath)).toEqual(['a.wav']);
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
