import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import { createNodeProcessFactory } from '../../electron/host/node-process-factory.ts';
import { superviseEngine } from '../../electron/host/supervisor.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

function openHost(libraryFolder: string) {
  return superviseEngine({ factory: createNodeProcessFactory(silentLog), libraryFolder, log: silentLog });
}

test('a host that is started while the engine of the last one still ends opens the library all the same', async () => {
  const libraryFolder = join(folder, 'handed on');
  const last = await openSession({ libraryFolder });
  const host = openHost(libraryFolder);
  await sleep(1_000);
  await last.close();
  expect(await host.opened).toEqual({ ok: true, value: null });
  await host.close();
});

test('a library that stays open elsewhere is refused with that reason', async () => {
  const libraryFolder = join(folder, 'held');
  const other = await openSession({ libraryFolder });
  const host = openHost(libraryFolder);
  expect(await host.opened).toMatchObject({ ok: false, fault: { code: 'library-locked' } });
  await host.close();
  await other.close();
});
