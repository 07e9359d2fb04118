import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { fillSources } from '../support/known-recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
let session: Session;

beforeAll(async () => {
  const libraryFolder = join(folder, 'library');
  fillSources(libraryFolder, 'RADR', [
    {
      name: 'Étang Nord',
      role: 'negative',
      recordings: [
        { path: 'GRENOUILLE_1.WAV', raw: 4 },
        { path: 'Rivière Été.wav'.normalize('NFD'), raw: 3 },
        { path: 'Rivière Été 2.wav'.normalize('NFC'), raw: 2 },
      ],
    },
    { name: 'pond', role: 'negative', recordings: [{ path: '100%_sure.wav', raw: 1 }] },
  ]);
  session = await openSession({ libraryFolder, scorerCount: 1 });
  await session.call('source/update', { sourceId: 2, recorder: 'SMÉ-7' });
});
afterAll(() => session.close());

test.each([
  ['grenouille', 1],
  ['.wav', 4],
  ['RIVIÈRE ÉTÉ', 2],
  ['rivière été'.normalize('NFD'), 2],
  ['étang', 3],
  ['smé', 1],
  ['%_', 1],
  ['_%', 0],
])('“%s” is found whatever its case and Unicode form, sign by sign', async (text, files) => {
  const page = await session.call('ranking/page', { runId: 1, label: 'RADR', filter: { text }, offset: 0, limit: 10 });
  expect(page.total).toBe(files);
});
