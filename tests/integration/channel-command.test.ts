import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { channelPreviewSchema } from '../../electron/contract/channels.ts';
import { sourceSchema } from '../../electron/contract/sources.ts';
import { writeStereoCard } from '../support/stereo-card.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const program = join(import.meta.dirname, '../../electron/cli/program.ts');

/** A command as a person types it, to its end. */
function earmark(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...words, '--library', join(folder, 'library')],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('a channel is said when a folder is added, and changed after a dry run and a word about scores', async () => {
  const card = join(folder, 'pond');
  await writeStereoCard(card, { stereo: 1, mono: 1 });
  expect(earmark('add', card, '--channel', 'left')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('“left” is no channel') as string,
  });
  expect(earmark('add', card, '--channel', '1').status).toBe(0);
  expect(earmark('score', '--scorers', '1').status).toBe(0);

  const dry = earmark('channel', 'pond', '2', '--dry-run', '--json');
  const { preview } = z.object({ preview: channelPreviewSchema }).parse(JSON.parse(dry.stdout));
  expect(preview).toMatchObject({ channel: 2, scored: 1, lacking: 1 });
  const refused = earmark('channel', 'pond', '2', '--json');
  expect([refused.status, `${refused.stdout}${refused.stderr}`]).toEqual([
    1,
    expect.stringMatching(/confirmation-needed[^]*add --rescore/u),
  ]);
  expect(earmark('channel', 'pond', '3')).toMatchObject({
    status: 1,
    stderr:
      'No recording of pond has a channel 3: they have 2 channels at most, and none could be read. The channel stays as it is.\n',
  });
  const done = earmark('channel', 'pond', '2', '--rescore');
  expect(done.stdout).toBe(
    'pond: channel 2 alone\n1 recording has to be scored again, in Sample frog (for trying Earmark) · frog\n1 recording has no such channel and will not be read\n',
  );
  const listed = earmark('ls', '--sources', '--json');
  expect(z.array(sourceSchema).parse(JSON.parse(listed.stdout))).toMatchObject([{ channel: 2, failedCount: 1 }]);
  expect(earmark('add', card, '--update', '--role', 'positive').status).toBe(0);
  expect(earmark('ls', '--sources').stdout).toMatch(/pond\s+positive\s+2/u);
  expect(earmark('add', card, '--update', '--role', 'positive', '--channel', 'mix').status).toBe(0);
  expect(earmark('ls', '--sources').stdout).toMatch(/pond\s+positive\s+mix/u);
});
