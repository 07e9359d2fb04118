import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SoakCase } from '../soak-case.ts';
import type { SoakApp } from '../support/soak-app.ts';
import { findingsLine, setTheScene } from '../support/storm.ts';
import { expectSoundLibrary, expectUndisturbed } from '../support/verify.ts';
import { untilDone } from '../support/weather.ts';

export const silentScorersCase: SoakCase = {
  id: 'silent-scorers',
  label: 'every scorer stopped (SIGSTOP) in its work, and a file at which the native code hangs; minutes pass',
  run: async (context) => {
    const scored = context.undisturbed.filter(({ state }) => state === 'scored');
    const bad = scored[Math.floor(context.random() * scored.length)]?.path.split('/').at(-1) ?? '';
    const isBad = (path: string): boolean => path.endsWith(bad);
    const { app, libraryFolder, run, reviewer } = await setTheScene(context, {
      env: { ...process.env, EARMARK_TEST_HANG_ON: bad },
    });
    try {
      const seconds = await stopScorers(app, context.say);
      const started = performance.now();
      await untilDone(app, run.jobId);
      const hung = (performance.now() - started) / 1000;
      const table = await expectUndisturbed(app.ask, run, context, ({ path }) => isBad(path));
      const [named] = table.filter(({ path }) => isBad(path));
      deepStrictEqual([named?.state, named?.errorCode], ['failed', 'scorer-crashed']);
      const page = await app.ask('ranking/page', { ...run, filter: { text: bad }, offset: 0, limit: 1 });
      const findings = await reviewer.finish(app.ask);
      await app.close();
      expectSoundLibrary(libraryFolder, context, isBad);
      return {
        lines: [
          `stopped scorers were replaced after ${seconds.toFixed(0)} s`,
          `${bad} is set aside, the job was done ${hung.toFixed(0)} s later: “${page.rows[0]?.fault?.message ?? ''}”`,
          `the other ${table.length - 1} rows as undisturbed`,
          findingsLine(findings),
        ],
      };
    } finally {
      await app.close();
    }
  },
};

/** Stops the scorers that are at work and waits until others are in their place; seconds that this took. */
async function stopScorers(app: SoakApp, say: (line: string) => void): Promise<number> {
  while ((await app.ask('run/list', {}))[0]?.scored === 0) {
    await sleep(50);
  }
  const started = performance.now();
  const stopped = app.pidsOf('scorer');
  stopped.forEach((pid) => process.kill(pid, 'SIGSTOP'));
  say(`${stopped.length} scorers are stopped`);
  while (app.pidsOf('scorer').some((pid) => stopped.includes(pid))) {
    await sleep(500);
  }
  return (performance.now() - started) / 1000;
}
