import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reveal, revealCommand } from '../../../electron/web/reveal.ts';

describe('revealCommand', () => {
  it.each([
    ['win32', false, ['explorer.exe', '/select,/a/b.wav']],
    ['win32', true, ['explorer.exe', '/a/b.wav']],
    ['darwin', false, ['open', '-R', '/a/b.wav']],
    ['darwin', true, ['open', '/a/b.wav']],
    ['linux', false, ['xdg-open', '/a']],
    ['linux', true, ['xdg-open', '/a/b.wav']],
  ] as const)('on %s, folder: %s', (platform, isFolder, command) => {
    expect(revealCommand(platform, '/a/b.wav', isFolder)).toStrictEqual(command);
  });
});

describe('reveal', () => {
  it('gives the path to copy where no window can appear', async () => {
    expect(await reveal(tmpdir(), { platform: 'linux', hasDisplay: false })).toMatchObject({
      fault: { code: 'unavailable', message: expect.stringContaining(tmpdir()) },
    });
  });

  it('does the same where the file browser is missing', async () => {
    // macOS's `open -R` does not exist here, and explorer.exe nowhere but on Windows.
    expect(
      await reveal(tmpdir(), { platform: process.platform === 'win32' ? 'linux' : 'win32', hasDisplay: true }),
    ).toMatchObject({ fault: { code: 'unavailable' } });
  });

  it('says that a path is gone', async () => {
    expect(await reveal(join(tmpdir(), 'earmark-none'), { platform: 'linux', hasDisplay: true })).toMatchObject({
      fault: { code: 'not-found' },
    });
  });
});
