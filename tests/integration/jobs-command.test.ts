import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { jobSchema } from '../../electron/contract/runs.ts';
import { openSession } from '../../electron/cli/session.ts';
import { createNodeProcessFactory } from '../../electron/host/node-process-factory.ts';
import { superviseEngine } from '../../electron/host/supervisor.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { undisturbedTable } from '../support/bundled-run.ts';
import { callThrough } from '../support/earmark-call.ts';
import { readFinalTable, type FinalRow } from '../support/final-table.ts';
import { descendantsOf } from '../support/process-tree.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';

const folder = temporaryFolder();
const card = join(folder, 'card');
const program = join(import.meta.dirname, '../../electron/cli/program.ts');
let undisturbed: FinalRow[];

beforeAll(async () => {
  await makeTestRecordings(card, 500);
  undisturbed = await undisturbedTable(join(folder, 'calm'), card);
});

type Command = ChildProcessByStdio<null, Readable, Readable>;

function start(library: string, ...words: readonly string[]): Command {
  return spawn(process.execPath, [program, ...words, '--library', library], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A command as a person types it, to its end. */
async function earmark(library: string, ...words: readonly string[]) {
  const child = start(library, ...words);
  const ended = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, stdout, stderr };
}

async function jobsOf(library: string) {
  const { stdout } = await earmark(library, 'jobs', '--json');
  return z.array(jobSchema).parse(JSON.parse(stdout));
}

/** Scores until a scorer is at work, then Ctrl-C. */
async function scoreAndInterrupt(library: string): Promise<{ code: number | null; stderr: string }> {
  await earmark(library, 'add', card);
  const child = start(library, 'score', '--scorers', '1');
  const stderr = text(child.stderr);
  await vi.waitFor(
    () => expect(descendantsOf(child.pid ?? 0).some(({ command }) => command.includes('scorer/program'))).toBe(true),
    { timeout: 20_000, interval: 50 },
  );
  await sleep(300);
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const [code] = (await ended) as [number | null];
  return { code, stderr: await stderr };
}

async function tableOf(library: string): Promise<FinalRow[]> {
  const session = await openSession({ libraryFolder: library });
  const table = await readFinalTable(session.call, 1, 'frog');
  await session.close();
  return table;
}

describe('a job that was stopped by Ctrl-C', () => {
  test('says how to go on, and goes on by number to the undisturbed result', async () => {
    const library = join(folder, 'interrupted');
    const { code, stderr } = await scoreAndInterrupt(library);
    expect(code).toBe(130);
    expect(stderr).toMatch(/What was finished is kept.*earmark jobs resume/u);
    const job = (await jobsOf(library)).find(({ kind }) => kind === 'score');
    expect(job?.state).toBe('queued');
    const resumed = await earmark(library, 'jobs', 'resume', String(job?.id));
    expect(resumed.stdout).toMatch(/done, 504 of 504, 4 failed/u);
    expect(await tableOf(library)).toEqual(undisturbed);
  });

  test('goes on when the same is scored again, as the same job', async () => {
    const library = join(folder, 'scored again');
    await scoreAndInterrupt(library);
    expect((await earmark(library, 'score')).stdout).toMatch(/500 of 504 recordings scored, 4 failed/u);
    expect((await jobsOf(library)).filter(({ kind }) => kind === 'score')).toMatchObject([{ state: 'done' }]);
    expect(await tableOf(library)).toEqual(undisturbed);
  });

  test('paused, it waits over every start of the app until a person resumes it; cancelled, it is over', async () => {
    const library = join(folder, 'paused');
    await scoreAndInterrupt(library);
    expect((await earmark(library, 'jobs', 'pause')).stdout).toMatch(/paused/u);
    for (let start = 0; start < 2; start += 1) {
      const supervisor = superviseEngine({
        factory: createNodeProcessFactory(silentLog),
        libraryFolder: library,
        log: silentLog,
      });
      const call = callThrough(supervisor);
      await sleep(500);
      expect((await call('job/list', {}))[0]).toMatchObject({ kind: 'score', state: 'paused' });
      await supervisor.close();
    }
    expect((await earmark(library, 'jobs')).stdout).toMatch(/Scoring with Sample frog.*paused/u);
    expect((await earmark(library, 'jobs', 'cancel')).stdout).toMatch(/cancelled/u);
    const resumed = await earmark(library, 'jobs', 'resume');
    expect(resumed).toMatchObject({ code: 1 });
    expect(resumed.stderr).toMatch(/There is no job to resume: none is paused, failed, queued/u);
  });
});

test('an app that was killed is not kept from going on by a look through the command line', async () => {
  const library = join(folder, 'looked at');
  await scoreAndInterrupt(library);
  await earmark(library, 'ls');
  const supervisor = superviseEngine({
    factory: createNodeProcessFactory(silentLog),
    libraryFolder: library,
    log: silentLog,
  });
  const call = callThrough(supervisor);
  await vi.waitFor(async () => expect((await call('run/list', {}))[0]?.pending).toBe(0), {
    timeout: 60_000,
    interval: 200,
  });
  expect(await readFinalTable(call, 1, 'frog')).toEqual(undisturbed);
  await supervisor.close();
});

test('a job that is not there is an answer, as text and as JSON', async () => {
  const library = join(folder, 'empty');
  const missing = await earmark(library, 'jobs', 'resume', '77', '--json');
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.stdout)).toMatchObject({ fault: { code: 'not-found' } });
  expect(await jobsOf(library)).toEqual([]);
});

test('the count of scorers is kept, explained and refused where it makes no sense', async () => {
  const library = join(folder, 'scorers');
  expect((await earmark(library, 'scorers', '3')).stdout).toMatch(/3 scorers \(kept in the library\)/u);
  expect(JSON.parse((await earmark(library, 'scorers', '--json')).stdout)).toMatchObject({ count: 3 });
  expect((await earmark(library, 'scorers', 'none')).stderr).toMatch(/whole number from 1 to 32, or “auto”/u);
  expect((await earmark(library, 'scorers', 'auto')).stdout).toMatch(/what fits this machine/u);
});
