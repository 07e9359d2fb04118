import { setTimeout as sleep } from 'node:timers/promises';
import type { SoakContext } from '../soak-case.ts';
import type { SoakApp } from './soak-app.ts';

export type Victim = 'host' | 'engine' | 'scorer';
export type KillCounts = Readonly<Record<Victim, number>>;

const shortestCalm = 40;
const endingLimit = 15_000;

/**
 * kill -9 of whatever the dice say, at moments they say, so often; while the job lasts. A third of the longest calm lies
 * between two kills on average: together as long as the undisturbed run, and what is killed has to begin again.
 */
export async function rageOver(app: SoakApp, jobId: number, context: SoakContext): Promise<KillCounts> {
  const { kills, random, say, undisturbedSeconds } = context;
  const longestCalm = (3_000 * undisturbedSeconds) / kills;
  const counts = { host: 0, engine: 0, scorer: 0 };
  const total = (): number => counts.host + counts.engine + counts.scorer;
  while (total() < kills) {
    await sleep(shortestCalm + longestCalm * random() ** 2);
    if (total() % 5 === 4 && (await stateOf(app, jobId)) === 'done') {
      throw new Error(`the job was done after ${total()} of ${kills} kills: give it more files or fewer kills`);
    }
    const victim = killOne(app, random);
    if (victim !== null) {
      counts[victim] += 1;
      say(`${total()} of ${kills}: ${victim}`);
    }
  }
  return counts;
}

function killOne(app: SoakApp, random: () => number): Victim | null {
  const dice = random();
  if (dice < 0.25) {
    app.killHost();
    return 'host';
  }
  const victim = dice < 0.55 ? 'engine' : 'scorer';
  const pids = app.pidsOf(victim);
  const pid = pids[Math.floor(random() * pids.length)];
  if (pid === undefined) {
    return null;
  }
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended between the look and the blow.
    return null;
  }
  return victim;
}

async function stateOf(app: SoakApp, jobId: number) {
  return (await app.ask('job/list', {})).find(({ id }) => id === jobId)?.state;
}

/** Waits until the job is done; nobody may have to resume it. */
export async function untilDone(app: SoakApp, jobId: number): Promise<void> {
  for (;;) {
    const job = (await app.ask('job/list', {})).find(({ id }) => id === jobId);
    if (job?.state === 'done') {
      return;
    }
    if (job?.state !== 'queued' && job?.state !== 'running') {
      throw new Error(`the job does not go on by itself: ${JSON.stringify(job)}`);
    }
    await sleep(200);
  }
}

/** Whatever a killed host had started ends of its own accord. */
export async function expectNothingLeft(app: SoakApp): Promise<void> {
  const limit = performance.now() + endingLimit;
  while (app.leftBehind().length > 0) {
    if (performance.now() > limit) {
      throw new Error(`killed hosts left behind: ${JSON.stringify(app.leftBehind())}`);
    }
    await sleep(200);
  }
}
