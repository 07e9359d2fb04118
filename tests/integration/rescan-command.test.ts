import { spawnSync } from 'node:child_process';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { faultSchema } from '../../electron/contract/outcome.ts';
import { jobSchema } from '../../electron/contract/runs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const program = join(import.meta.dirname, '../../electron/cli/program.ts');
const rescannedSchema = z.array(z.object({ name: z.string(), fault: faultSchema.nullable() }));

/** A command as a person types it, to its end. */
function earmark(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...words, '--library', join(folder, 'library')],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

async function writeRecording(card: string, name: string): Promise<void> {
  await mkdir(join(folder, card), { recursive: true });
  await writeTestWav(join(folder, card, name), makeNoise(800), 8000);
}

beforeAll(async () => {
  for (const card of ['away', 'pond']) {
    await writeRecording(card, 'a.wav');
    expect(earmark('add', join(folder, card)).status).toBe(0);
  }
  await rename(join(folder, 'away'), join(folder, 'elsewhere'));
  await writeRecording('pond', 'b.wav');
});

test('a source that is away is told and keeps no other from being read', async () => {
  const all = earmark('rescan');
  expect(all.stdout).toMatch(/away +1( +–){6} +offline\npond +2 +1( +0){5} +read\n! away: The folder/u);
  expect(all.status).toBe(0);
  expect(earmark('ls', '--sources').stdout).toMatch(/away .*offline.*\n.*pond .*there/u);

  const named = earmark('rescan', 'away', 'pond', '--json');
  const rescanned = rescannedSchema.parse(JSON.parse(named.stdout));
  expect(rescanned.map(({ name, fault }) => [name, fault?.code])).toEqual([
    ['away', 'source-offline'],
    ['pond', undefined],
  ]);
  expect(named.status).toBe(1);
  expect(earmark('rescan', 'pond').status).toBe(0);

  const waiting = () => z.array(jobSchema).parse(JSON.parse(earmark('jobs', '--json').stdout));
  expect(waiting().filter(({ state }) => state === 'paused')).toHaveLength(1);
  await rename(join(folder, 'elsewhere'), join(folder, 'away'));
  expect(earmark('rescan', 'away').stdout).toMatch(/away +1( +0){6} +read/u);
  expect(waiting().every(({ state }) => state === 'done')).toBe(true);
});
