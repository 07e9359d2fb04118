import { spawnSync } from 'node:child_process';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

it.skipIf(process.platform === 'win32').each(['waiting', 'blocking'] as const)(
  'a pipe in place of a recording is refused without waiting for somebody to write (%s)',
  async (access) => {
    const path = join(folder, `${access}.wav`);
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    const opened = await openAudio(path, { access });
    expect(opened.ok ? 'opened' : opened.fault.code).toBe('file-unreadable');
  },
);

it('an Ogg file whose beginning was lost but for its mark is damaged, not of an unknown kind', async () => {
  const path = join(folder, 'zeros.ogg');
  await writeFile(path, 'OggS');
  await truncate(path, 5_000_000);
  const opened = await openAudio(path);
  expect(opened.ok ? null : opened.fault).toMatchObject({
    code: 'damaged-file',
    message: expect.stringContaining('Ogg') as string,
  });
});
