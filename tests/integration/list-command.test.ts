import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const program = join(import.meta.dirname, '../../electron/cli/program.ts');
const listedSchema = z.object({ total: z.int(), recordings: z.array(z.object({ relativePath: z.string() })) });

/** A command as a person types it, to its end. */
function earmark(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...words, '--library', join(folder, 'library')],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function listed(...words: readonly string[]) {
  const { total, recordings } = listedSchema.parse(
    JSON.parse(earmark('ls', '--recordings', '--json', ...words).stdout),
  );
  return [total, recordings.map(({ relativePath }) => relativePath)];
}

beforeAll(async () => {
  const whole = makeTestWav(makeNoise(8000), 8000);
  for (const card of ['creek', 'pond']) {
    await mkdir(join(folder, card));
    for (const name of ['a.wav', 'north.wav']) {
      await writeFile(join(folder, card, name), whole);
    }
  }
  await writeFile(join(folder, 'pond', 'short.wav'), Buffer.from(whole).subarray(0, 9000));
  await writeFile(join(folder, 'pond', 'text.wav'), 'no audio');
});

test('recordings are listed by source, text and span, with what is wrong with them', () => {
  expect(earmark('add', join(folder, 'creek')).stdout).toContain('creek: 2 recordings, 0 cannot be read\n');
  expect(earmark('add', join(folder, 'pond')).stdout).toContain(
    'pond: 4 recordings, 1 cannot be read, 1 recovered with a warning (earmark ls --recordings)\n',
  );
  expect(listed()).toEqual([6, ['a.wav', 'north.wav', 'a.wav', 'north.wav', 'short.wav', 'text.wav']]);
  expect(listed('--source', 'creek')).toEqual([2, ['a.wav', 'north.wav']]);
  expect(listed('--offset', '1', '--limit', '2')).toEqual([6, ['north.wav', 'a.wav']]);
  expect(listed('--offset', '3', '--limit', '0')).toEqual([6, ['north.wav', 'short.wav', 'text.wav']]);
  expect(listed('--text', 'NORTH')).toEqual([2, ['north.wav', 'north.wav']]);
  expect(listed('--text', 'north', '--offset', '1')).toEqual([2, ['north.wav']]);
  expect(listed('--failed')).toEqual([1, ['text.wav']]);
  const table = earmark('ls', '--recordings').stdout;
  expect(table).toMatch(/creek +north\.wav/u);
  expect(table).toMatch(/pond +short\.wav .*\w{4}/u);
  expect(table).toMatch(/pond +text\.wav .*\w{4}/u);
});

test('a label and a number that there are not are refused with those that there are', () => {
  expect(earmark('score', '--label', 'Frog')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/has no label “Frog”\. Like it: frog\./u) as string,
  });
  expect(earmark('score', '--source', 'creek', '--scorers', '1').status).toBe(0);
  expect(earmark('decide', 'approve', '9999').stderr).toBe(
    'There is no recording 9999. See the numbers with: earmark ls\n',
  );
});
