import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import { aliveOf, descendantsOf } from '../support/process-tree.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';

const root = join(import.meta.dirname, '../..');
const folder = temporaryFolder();
const started: { readonly child: ChildProcess; pids: readonly number[] }[] = [];
const patience = { timeout: 15_000, interval: 200 };

afterEach(() => {
  for (const { child, pids } of started.splice(0)) {
    aliveOf([child.pid ?? 0, ...pids]).forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
  }
});

/** A command as a person types it, and the processes behind it once one of them runs `program`. */
async function startNpm(commandLine: readonly string[], program: string) {
  const child = spawn('npm', commandLine, {
    cwd: root,
    env: { ...process.env, EARMARK_HOST: 'web', INIT_CWD: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const entry = { child, pids: [] as readonly number[] };
  started.push(entry);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return vi.waitFor(
    () => {
      const processes = descendantsOf(child.pid ?? 0);
      entry.pids = processes.map(({ pid }) => pid);
      expect(processes.map(({ command }) => command).join('\n'), errors).toContain(program);
      return { npm: child.pid ?? 0, processes };
    },
    { timeout: 60_000, interval: 200 },
  );
}

describe.skipIf(process.platform === 'win32')('kill -9 of what stands between a person and the program', () => {
  test.each([
    ['npm', null],
    ['setup', /^\S*node build.setup.setup\.mjs/u],
    ['the npm behind setup', / run (--silent )?start:inner/u],
    ['the start program', /^\S*node build.start.start\.ts/u],
  ])('%s: the app closes its library and every process ends', async (name, which) => {
    const library = join(folder, `library of ${name}`);
    const { npm, processes } = await startNpm(
      ['start', '--', '--library', library, '--no-open'],
      'electron/engine/program.ts',
    );
    const victim = which === null ? npm : processes.find(({ command }) => which.test(command))?.pid;
    process.kill(victim ?? expect.fail(`no such process: ${JSON.stringify(processes)}`), 'SIGKILL');
    await vi.waitFor(() => expect(aliveOf(processes.map(({ pid }) => pid))).toEqual([]), patience);
    await (await openSession({ libraryFolder: library })).close();
  });

  test('npm while the command line scores: the job stops and can be resumed', async () => {
    const card = join(folder, 'card');
    await makeTestRecordings(card, 600);
    const library = join(folder, 'command line');
    const session = await openSession({ libraryFolder: library });
    const { jobId } = await session.call('source/add', { path: card, role: 'unlabelled' });
    await session.finish(jobId);
    await session.close();
    const { npm, processes } = await startNpm(
      ['run', 'earmark', '--', 'score', '--scorers', '1', '--library', library],
      'electron/scorer/program.ts',
    );
    process.kill(npm, 'SIGKILL');
    await vi.waitFor(() => expect(aliveOf(processes.map(({ pid }) => pid))).toEqual([]), patience);
    const next = await openSession({ libraryFolder: library });
    const [run] = await next.call('run/list', {});
    const job = (await next.call('job/list', {})).find(({ kind }) => kind === 'score');
    expect(run?.pending).toBeGreaterThan(0);
    expect(job?.state).toBe('queued');
    await next.call('job/resume', { jobId: job?.id ?? 0 });
    await next.finish(job?.id ?? 0);
    expect((await next.call('run/list', {}))[0]).toMatchObject({ pending: 0, scored: 600 });
    await next.close();
  });
});
