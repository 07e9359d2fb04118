import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLibrary, type LibraryConnection } from '../../../db/connection/open-library.ts';
import { prepareQueries } from '../../../db/queries/index.ts';
import { fail, succeed, unwrap } from '../../../electron/contract/outcome.ts';
import type { EngineContext } from '../../../electron/engine/engine-context.ts';
import { createEventHub } from '../../../electron/engine/event-hub.ts';
import type { JobDefinition } from '../../../electron/engine/jobs/job-definition.ts';
import { JobRunner } from '../../../electron/engine/jobs/job-runner.ts';
import { silentLog } from '../../../electron/rpc/line-log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
let number = 0;
let library: LibraryConnection;
let jobs: JobRunner;
let finish: () => void;

/** Works until it is told to stop or to finish. */
function waiting(kind: JobDefinition['kind'], lane: JobDefinition['lane']): JobDefinition {
  return {
    kind,
    lane,
    run: (_, { signal }) =>
      new Promise((resolve) => {
        finish = () => {
          resolve(succeed(null));
        };
        signal.addEventListener('abort', () => {
          // Later than the next turn, as a job that finishes what it has in hand.
          setTimeout(() => {
            resolve(fail('cancelled', 'stopped'));
          }, 20);
        });
      }),
  };
}

beforeEach(() => {
  number += 1;
  library = unwrap(openLibrary(join(folder, `library-${number}`)));
  const context = {
    queries: prepareQueries(library.database),
    events: createEventHub(),
    log: silentLog,
    now: () => '2026-06-01T00:00:00Z',
  } as unknown as EngineContext;
  jobs = new JobRunner(context, [waiting('scan', 'files'), waiting('export', 'scoring')]);
});
afterEach(async () => {
  await jobs.close();
  library.close();
});

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
const states = () => jobs.list().map(({ state }) => state);

async function start(kind: JobDefinition['kind']): Promise<number> {
  const { id } = jobs.enqueue({ kind, title: kind, parameters: {} });
  await turn();
  return id;
}

test('a job goes on after work that it was stopped for, also where that work fails', async () => {
  await start('scan');
  await jobs.whileStopped(
    () => true,
    () => {
      expect(states()).toEqual(['paused']);
    },
  );
  await turn();
  expect(states()).toEqual(['running']);
  const failing = jobs.whileStopped(
    () => true,
    () => {
      throw new Error('no room');
    },
  );
  await expect(failing).rejects.toThrow('no room');
  await turn();
  expect(states()).toEqual(['running']);
});

test.each(['pause', 'cancel'] as const)('what a person says meanwhile (%s) stays so', async (word) => {
  const jobId = await start('scan');
  const done = jobs.whileStopped(
    () => true,
    () => undefined,
  );
  jobs[word](jobId);
  await done;
  await turn();
  expect(states()).toEqual([word === 'pause' ? 'paused' : 'cancelled']);
});

test('a job that a person paused before stays so, and one that finished instead of stopping is done', async () => {
  jobs.pause(await start('scan'));
  await new Promise((resolve) => setTimeout(resolve, 40));
  await start('export');
  const done = jobs.whileStopped(
    () => true,
    () => undefined,
  );
  finish();
  await done;
  await turn();
  expect(states().sort()).toEqual(['done', 'paused']);
});
