import { deepStrictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../../electron/contract/runs.ts';
import { mountTinyDisk, type TinyDisk } from '../../support/tiny-disk.ts';
import type { SoakCase, SoakContext, SoakReport } from '../soak-case.ts';
import type { SoakApp } from '../support/soak-app.ts';
import { findingsLine, setTheScene } from '../support/storm.ts';
import { expectSoundLibrary, expectUndisturbed } from '../support/verify.ts';
import { untilDone } from '../support/weather.ts';

const diskMegabytes = 64;
const rounds = 3;
/** SQLite's; a run of two thousand files makes the library grow by a few dozen pages. */
const pageBytes = 4096;

export const fullDiskCase: SoakCase = {
  id: 'full-disk',
  label: 'a library on a small disk that fills up while scoring, with a kill of the app while it is full',
  run: async (context) => {
    const disk = mountTinyDisk(join(context.folder, 'disk'), diskMegabytes);
    if (typeof disk === 'string') {
      return { skipped: disk };
    }
    try {
      return await fillAgainAndAgain(context, disk);
    } finally {
      disk.unmount();
    }
  },
};

async function fillAgainAndAgain(context: SoakContext, disk: TinyDisk): Promise<SoakReport> {
  const { app, libraryFolder, run, reviewer } = await setTheScene(context, {
    libraryFolder: join(disk.path, 'library'),
  });
  const lines: string[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      await untilPast(app, run.jobId, (round * context.undisturbed.length) / (rounds + 2));
      disk.fill(pageBytes * Math.floor(4 * context.random()));
      const stopped = await untilStopped(app, run.jobId);
      deepStrictEqual([stopped.state, stopped.fault?.code], ['failed', 'disk-full']);
      lines.push(`full at ${stopped.done} of ${stopped.total}: “${stopped.fault?.message ?? ''}”`);
      await sleep(500);
      if (round === 1) {
        disk.empty();
      } else {
        lines.push(...(await killWhileFull(app, disk)));
      }
      const { state } = await jobOf(app, run.jobId);
      context.say(`round ${round}: the disk is free again, the job is ${state}`);
      await app.ask('job/resume', { jobId: run.jobId });
    }
    await untilDone(app, run.jobId);
    await expectUndisturbed(app.ask, run, context);
    lines.push(findingsLine(await reviewer.finish(app.ask)));
  } finally {
    await app.close();
  }
  expectSoundLibrary(libraryFolder, context);
  return { lines };
}

/** An app that is started while the disk is full says so, and opens once there is room. */
async function killWhileFull(app: SoakApp, disk: TinyDisk): Promise<string[]> {
  app.killHost();
  const refusal = await app.refusal();
  disk.empty();
  if (refusal === null) {
    return ['killed while it was full: it opened all the same'];
  }
  if (!/full\. Free some space/u.test(refusal)) {
    throw new Error(`the app does not say that the disk is full: ${refusal}`);
  }
  app.openAgain();
  return [`killed while it was full, and started: “${refusal}”`];
}

async function jobOf(app: SoakApp, jobId: number): Promise<Job> {
  const job = (await app.ask('job/list', {})).find(({ id }) => id === jobId);
  if (job === undefined) {
    throw new Error('the job is gone');
  }
  return job;
}

async function untilPast(app: SoakApp, jobId: number, files: number): Promise<void> {
  while ((await jobOf(app, jobId)).done < files) {
    await sleep(50);
  }
}

async function untilStopped(app: SoakApp, jobId: number): Promise<Job> {
  for (;;) {
    const job = await jobOf(app, jobId);
    if (job.state !== 'queued' && job.state !== 'running') {
      return job;
    }
    await sleep(50);
  }
}
