import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import type { RankingSort } from '../../electron/contract/ranking.ts';
import { fillLibrary } from '../support/known-scores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a page comes in any order, keeps its ranks, and follows filter and findings', async () => {
  const libraryFolder = join(temporaryFolder(), 'library');
  fillLibrary(libraryFolder, 'RADR', [{ raw: 1 }, { raw: 3 }, { raw: 2 }, { failed: true }]);
  const session = await openSession({ libraryFolder, scorerCount: 1 });
  const runId = (await session.call('run/list', {}))[0]?.id ?? 0;
  const read = async (sort: RankingSort, filter = {}) => {
    const page = await session.call('ranking/page', { runId, label: 'RADR', sort, filter, offset: 0, limit: 9 });
    return page.rows.map((row) => `${row.rank} ${row.fileName}`);
  };
  const byConfidence = ['1 00001.wav', '2 00002.wav', '3 00000.wav', '4 00003.wav'];
  const byPath = ['3 00000.wav', '1 00001.wav', '2 00002.wav', '4 00003.wav'];
  expect(await read({ by: 'confidence', descending: true })).toEqual(byConfidence);
  expect(await read({ by: 'confidence', descending: false })).toEqual(byConfidence.toReversed());
  expect(await read({ by: 'path', descending: false })).toEqual(byPath);
  expect(await read({ by: 'path', descending: true })).toEqual(byPath.toReversed());
  expect(await read({ by: 'path', descending: false }, { text: '0000', minimumConfidence: 0.8 })).toEqual(
    byPath.slice(1, 3),
  );
  const recordingId = (await session.call('ranking/page', { runId, label: 'RADR', offset: 0, limit: 1 })).rows[0]
    ?.recordingId;
  await session.call('finding/record', { recordingId: recordingId ?? 0, label: 'RADR', verdict: 'present' });
  expect(await read({ by: 'duration', descending: false }, { verdicts: ['present'] })).toEqual(['1 00001.wav']);
  expect(await read({ by: 'time', descending: false }, { verdicts: ['unreviewed'] })).toHaveLength(3);
  await session.close();
});
