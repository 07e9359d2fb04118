import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeSetupSandbox, type SetupSandbox } from './setup-sandbox.ts';

let sandbox: SetupSandbox;
beforeEach(async () => {
  sandbox = await makeSetupSandbox();
});
afterEach(() => sandbox.remove());

const installs = async (): Promise<number> => (await sandbox.calls()).filter(([verb]) => verb === 'ci').length;

describe('setup', () => {
  test('installs once, then starts the program at once', async () => {
    expect((await sandbox.run(['start'])).stderr).toContain('Installed');
    const second = await sandbox.run(['start']);
    expect(second).toEqual({ code: 0, stdout: 'the program speaks\n', stderr: '' });
    expect(await installs()).toBe(1);
  });

  test('keeps its own words off stdout and passes arguments and the exit code through', async () => {
    const end = await sandbox.run(['earmark', '3', '--json', '--out', 'a b']);
    expect(end.code).toBe(3);
    expect(end.stdout).toBe('the program speaks\n');
    const last = (await sandbox.calls()).at(-1) ?? [];
    expect(last.slice(last.indexOf('run'))).toEqual([
      'run',
      '--silent',
      'earmark:inner',
      '--',
      '3',
      '--json',
      '--out',
      'a b',
    ]);
  });

  test('installs again when the lockfile has changed', async () => {
    await sandbox.run(['start']);
    await sandbox.writeLock({ packages: { '': { name: 'earmark' } } });
    await sandbox.run(['start']);
    expect(await installs()).toBe(2);
  });

  test('installs once when two start at the same time', async () => {
    const [first, second] = await Promise.all([sandbox.run(['start']), sandbox.run(['start'])]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(await installs()).toBe(1);
  });

  test('takes over the lock of a process that is gone', async () => {
    const lock = join(sandbox.folder, '.earmark/setup.lock');
    await mkdir(lock, { recursive: true });
    const { hostname } = await import('node:os');
    await writeFile(join(lock, 'owner.json'), JSON.stringify({ pid: 2 ** 30, host: hostname(), since: 0 }));
    expect((await sandbox.run(['start'])).code).toBe(0);
    expect(await installs()).toBe(1);
  });

  test('recognises an install that a person made with npm ci', async () => {
    await sandbox.writeLock({ packages: { '': {}, 'node_modules/zod': { version: '4.6.7' } } });
    await mkdir(join(sandbox.folder, 'node_modules/zod'), { recursive: true });
    const record = { packages: { 'node_modules/zod': { version: '4.6.7' } } };
    await writeFile(join(sandbox.folder, 'node_modules/.package-lock.json'), JSON.stringify(record));
    expect((await sandbox.run(['start'])).code).toBe(0);
    expect(await installs()).toBe(0);
  });

  test.each([
    ['EAI_AGAIN', 'The first start needs the network'],
    ['E403', 'The npm registry refused'],
    ['ENOSPC', 'The disk is full'],
  ])('explains %s and starts nothing', async (failure, explanation) => {
    const end = await sandbox.run(['start'], { FAKE_NPM_FAILURE: failure });
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toContain(explanation);
    expect(end.stderr).toContain(`npm error code ${failure}`);
    expect(await sandbox.calls()).toHaveLength(1);
  });

  test('passes a signal on and ends as the program ends', async () => {
    await sandbox.run(['start']);
    const child = sandbox.spawn(['start', 'wait']);
    await once(child.stdout, 'data');
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([7, null]);
  });

  test.skipIf(process.platform === 'win32')('stops the program when the shell that started setup is gone', async () => {
    await sandbox.run(['start']);
    const shell = sandbox.spawnFromShell(['start', 'wait']);
    await once(shell.stdout, 'data');
    shell.kill('SIGTERM');
    await vi.waitFor(async () => expect((await sandbox.calls()).at(-1)).toEqual(['stopped']), 10_000);
  });

  test('names its modes when it is asked for another', async () => {
    const end = await sandbox.run(['dance']);
    expect(end.code).toBe(1);
    expect(end.stderr).toContain('start|test|check|earmark|bench');
  });
});
