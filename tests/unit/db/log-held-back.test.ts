import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '../../../db/connection/open-library.ts';
import { prepareQueries } from '../../../db/queries/index.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { EngineContext } from '../../../electron/engine/engine-context.ts';
import { discardIncomplete } from '../../../electron/engine/store-import.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('the log of the library has its usual length again once the last import is done, and not before', async () => {
  const { database, close } = unwrap(openLibrary(join(temporaryFolder(), 'library')));
  const queries = prepareQueries(database);
  const limit = (): unknown => database.pragma('wal_autocheckpoint', { simple: true });
  const usual = limit();
  const { imports } = queries;

  imports.holdBack(true);
  imports.holdBack(true);
  imports.holdBack(false);
  await discardIncomplete({ queries } as EngineContext, null);
  expect(limit()).toBe(0);
  imports.holdBack(false);
  expect(limit()).toBe(usual);
  close();
});
