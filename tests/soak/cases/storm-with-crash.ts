import { deepStrictEqual } from 'node:assert/strict';
import type { FinalRow } from '../../support/final-table.ts';
import type { SoakCase } from '../soak-case.ts';
import { findingsLine, setTheScene } from '../support/storm.ts';
import { expectSoundLibrary, expectUndisturbed } from '../support/verify.ts';
import { expectNothingLeft, rageOver, untilDone } from '../support/weather.ts';

export const stormWithCrashCase: SoakCase = {
  id: 'storm-with-crash',
  label: 'the same, with one file at which the native code aborts',
  run: async (context) => {
    const scored = context.undisturbed.filter(({ state }) => state === 'scored');
    const bad = scored[Math.floor(context.random() * scored.length)]?.path.split('/').at(-1) ?? '';
    const isBad = (path: string): boolean => path.endsWith(bad);
    const env = { ...process.env, EARMARK_TEST_CRASH_ON: bad };
    const { app, libraryFolder, run, reviewer } = await setTheScene(context, { env });
    try {
      const { host, engine, scorer } = await rageOver(app, run.jobId, context);
      await untilDone(app, run.jobId);
      const table = await expectUndisturbed(app.ask, run, context, (row: FinalRow) => isBad(row.path));
      const [named] = table.filter(({ path }) => isBad(path));
      deepStrictEqual([named?.state, named?.errorCode, named?.rawBits], ['failed', 'scorer-crashed', null]);
      const findings = await reviewer.finish(app.ask);
      await expectNothingLeft(app);
      await app.close();
      expectSoundLibrary(libraryFolder, context, isBad);
      return {
        lines: [
          `${host + engine + scorer} kills: ${host} × the whole app, ${engine} × engine, ${scorer} × scorer`,
          `${bad} is set aside (scorer-crashed); the other ${table.length - 1} rows as undisturbed`,
          findingsLine(findings),
        ],
      };
    } finally {
      await app.close();
    }
  },
};
