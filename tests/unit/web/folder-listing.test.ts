import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderListingSchema } from '../../../electron/contract/shell.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { listFolder, listingFault } from '../../../electron/web/folder-listing.ts';
import { mountedDrives } from '../../../electron/web/places.ts';

const isAudioFile = (name: string): boolean => /\.wav$/i.test(name);
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'earmark-folders-'));
  for (const name of ['card 10', 'card 9', 'Äpfel', 'DATA', '.hidden', '$RECYCLE.BIN', 'System Volume Information']) {
    await mkdir(join(root, name));
  }
  for (const name of ['a.wav', 'B.WAV', '.c.wav', 'notes.txt', 'net.onnx', 'Other.ONNX', 'folder.onnx.txt']) {
    await writeFile(join(root, name), '');
  }
  await symlink(join(root, 'DATA'), join(root, 'link to DATA'));
  await symlink(join(root, 'nowhere'), join(root, 'broken link'));
});
afterAll(async () => {
  await rm(root, { recursive: true });
});

describe('listFolder', () => {
  it('shows folders by name as a person counts, and how many audio files', async () => {
    const listing = folderListingSchema.parse(unwrap(await listFolder(root, isAudioFile)));
    expect(listing.folders.map((folder) => folder.name)).toStrictEqual([
      'Äpfel',
      'card 9',
      'card 10',
      'DATA',
      'link to DATA',
    ]);
    expect(listing.folders[0]?.path).toBe(join(root, 'Äpfel'));
    expect(listing.audioFileCount).toBe(2);
    expect(listing.files).toStrictEqual([]);
    expect(listing.parent).toBe(tmpdir());
  });

  it.each([
    ['model', ['net.onnx', 'Other.ONNX']],
    ['labels', ['folder.onnx.txt', 'notes.txt']],
  ] as const)('shows the files of the kind that is looked for: %s', async (kind, names) => {
    const { files } = unwrap(await listFolder(root, isAudioFile, kind));
    expect(files.map((file) => file.name)).toStrictEqual(names);
    expect(files[0]?.path).toBe(join(root, names[0]));
  });

  it('starts at home, and takes ~ and a path that is not tidy', async () => {
    expect(unwrap(await listFolder(null, isAudioFile)).path).toBe(homedir());
    expect(unwrap(await listFolder('~', isAudioFile)).path).toBe(homedir());
    expect(unwrap(await listFolder(join(root, 'DATA', '..', 'DATA'), isAudioFile)).path).toBe(join(root, 'DATA'));
  });

  it('offers home and the root as places, and the root has no parent', async () => {
    const listing = unwrap(await listFolder('/', isAudioFile));
    expect(listing.parent).toBeNull();
    expect(listing.places.slice(0, 2)).toStrictEqual([
      { name: 'Home', path: homedir() },
      { name: 'This computer', path: '/' },
    ]);
  });

  it.each([
    ['nowhere', 'not-found'],
    ['a.wav', 'not-a-folder'],
  ])('says what is wrong with %s', async (name, code) => {
    expect(await listFolder(join(root, name), isAudioFile)).toMatchObject({ ok: false, fault: { code } });
  });

  it('refuses a path that depends on where Earmark was started', async () => {
    expect(await listFolder('DATA', isAudioFile)).toMatchObject({ fault: { code: 'invalid-input' } });
  });

  // As root nothing is locked, so the refusal itself is made here.
  it.each([
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['EIO', 'file-unreadable'],
  ])('says what %s means', (systemCode, code) => {
    expect(listingFault(Object.assign(new Error(), { code: systemCode }), '/card')).toMatchObject({
      fault: { code, message: expect.stringContaining('“/card”') },
    });
  });
});

describe('mountedDrives', () => {
  it('lists what is mounted, not the folders that hold the mounts', async () => {
    const media = join(root, 'DATA');
    await mkdir(join(media, 'anna', 'SD CARD'), { recursive: true });
    await mkdir(join(media, 'usb'));
    expect(await mountedDrives([join(media, 'anna'), media, join(media, 'none')])).toStrictEqual([
      { name: 'SD CARD', path: join(media, 'anna', 'SD CARD') },
      { name: 'usb', path: join(media, 'usb') },
    ]);
  });
});
