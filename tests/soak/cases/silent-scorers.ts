import { setTimeout as sleep } from 'node:timers/promises';
import type { SoakCase } from '../soak-case.ts';
import { findingsLine, setTheScene } from '../support/storm.ts';
import { expectSoundLibrary, expectUndisturbed } from '../support/verify.ts';
import { untilDone } from '../support/weather.ts';

export const silentScorersCase: SoakCase = {
  id: 'silent-scorers',
  label: 'every scorer stopped (SIGSTOP) in the middle of its work: noticed after a minute, the job goes on',
  run: async (context) => {
    const { app, libraryFolder, run, reviewer } = await setTheScene(context);
    const stopped = new Set<number>();
    try {
      while ((await app.ask('run/list', {}))[0]?.scored === 0) {
        await sleep(50);
      }
      const at = performance.now();
      app.pidsOf('scorer').forEach((pid) => {
        process.kill(pid, 'SIGSTOP');
        stopped.add(pid);
      });
      context.say(`${stopped.size} scorers are stopped`);
      while (app.pidsOf('scorer').some((pid) => stopped.has(pid))) {
        await sleep(500);
      }
      const seconds = (performance.now() - at) / 1000;
      await untilDone(app, run.jobId);
      await expectUndisturbed(app.ask, run, context);
      const findings = await reviewer.finish(app.ask);
      await app.close();
      expectSoundLibrary(libraryFolder, context);
      return {
        lines: [
          `${stopped.size} scorers were replaced after ${seconds.toFixed(0)} s; no file was set aside, the table is as undisturbed`,
          findingsLine(findings),
        ],
      };
    } finally {
      await app.close();
    }
  },
};
