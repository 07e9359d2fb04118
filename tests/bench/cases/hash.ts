import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchCase } from '../bench-case.ts';
import { atLeast, measured, notMeasured, ratios } from '../measurement.ts';
import { openBenchEngine } from '../support/bench-engine.ts';
import { writeNoiseRecordings } from '../support/recordings.ts';
import { timeOnce } from '../support/timing.ts';

const label = 'Contents hashed in the background, against openssl dgst -sha256';

export const hashCase: BenchCase = {
  id: 'hash',
  label: 'Hashing of 2,000 three-second WAVs by the engine’s job, against openssl dgst -sha256',
  reach: '≥ 0.8 of its speed',
  run: async (context) => {
    if (!hasOpenssl()) {
      return [notMeasured('hash', label, 'there is no openssl here')];
    }
    const count = context.quick ? 100 : 2_000;
    const card = join(context.folder, 'card');
    context.say(`writing ${count} recordings`);
    writeNoiseRecordings(card, count, { seconds: 3, sampleRate: 48_000 });
    const paths = readdirSync(card).map((name) => join(card, name));
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = -1; round < context.rounds; round += 1) {
      context.say(round < 0 ? 'once to warm up' : `round ${round + 1} of ${context.rounds}`);
      const openssl = await timeOnce(() => Promise.resolve(dgst(paths)));
      const own = await timeHashing(card, join(context.folder, `library-${round}`));
      if (round >= 0) {
        theirs.push(openssl);
        ours.push(own);
      }
    }
    const note = `${count} files of 288 kB in the page cache; one thread each; ours with commits to the library`;
    return [
      measured({
        id: 'hash',
        label,
        unit: '× openssl',
        samples: ratios(theirs, ours),
        reach: atLeast(0.8),
        note,
      }),
    ];
  },
};

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function dgst(paths: readonly string[]): void {
  execFileSync('openssl', ['dgst', '-sha256', ...paths], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function timeHashing(card: string, libraryFolder: string): Promise<number> {
  const bench = await openBenchEngine(libraryFolder);
  try {
    await bench.finish((await bench.call('source/add', { path: card, role: 'negative' })).jobId);
    const time = await timeOnce(async () => {
      const { jobId } = await bench.call('copies/find', {});
      await bench.finish(jobId ?? 0);
    });
    const { unknown } = await bench.call('copies/summary', {});
    if (unknown !== 0) {
      throw new Error(`${unknown} contents are not known`);
    }
    return time;
  } finally {
    await bench.close();
  }
}
