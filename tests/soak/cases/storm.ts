import type { SoakCase } from '../soak-case.ts';
import { findingsLine, setTheScene } from '../support/storm.ts';
import { expectSoundLibrary, expectUndisturbed } from '../support/verify.ts';
import { expectNothingLeft, rageOver, untilDone } from '../support/weather.ts';

export const stormCase: SoakCase = {
  id: 'storm',
  label: 'kill -9 of host, engine and scorers at random moments',
  run: async (context) => {
    const { app, libraryFolder, run, reviewer } = await setTheScene(context);
    try {
      const { host, engine, scorer } = await rageOver(app, run.jobId, context);
      await untilDone(app, run.jobId);
      const table = await expectUndisturbed(app.ask, run, context);
      const findings = await reviewer.finish(app.ask);
      await expectNothingLeft(app);
      await app.close();
      expectSoundLibrary(libraryFolder, context);
      return {
        lines: [
          `${host + engine + scorer} kills: ${host} × the whole app, ${engine} × engine, ${scorer} × scorer`,
          `${table.length} rows (${table.filter(({ errorCode }) => errorCode !== null).length} failed) and all window scores as undisturbed`,
          findingsLine(findings),
        ],
      };
    } finally {
      await app.close();
    }
  },
};
