import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '../../../db/connection/open-library.ts';
import { prepareQueries } from '../../../db/queries/index.ts';
import type { ScoredFile } from '../../../db/queries/scoring-queries.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { EngineContext } from '../../../electron/engine/engine-context.ts';
import { applyChannel, previewChannel } from '../../../electron/engine/source-channel.ts';
import { fillLibrary } from '../../support/known-scores.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Recordings 1 to 3 have one, two and four channels, and scores of the mix. */
function openFilled() {
  const folder = join(temporaryFolder(), 'library');
  fillLibrary(folder, 'RADR', [{ raw: 1 }, { raw: 2 }, { raw: 3 }, { failed: true }]);
  const library = unwrap(openLibrary(folder));
  library.database.exec('UPDATE recording SET channels = CASE id WHEN 3 THEN 4 ELSE id END');
  const queries = prepareQueries(library.database);
  const states = library.database
    .prepare<[], [number, string, number | null]>('SELECT recording_id, state, channel FROM run_recording')
    .raw();
  const scores = library.database.prepare<[], number>('SELECT recording_id FROM score ORDER BY recording_id').pluck();
  const context = { queries } as EngineContext;
  const set = (channel: number | null): void => {
    queries.transaction(() => {
      applyChannel(context, 1, channel);
    });
  };
  const source = () => queries.sources.byId(1) ?? ({} as never);
  return { library, queries, context, set, source, states: () => states.all(), scores: () => scores.all() };
}

test('only scores of another sound go, and failures for other reasons are tried again with it', () => {
  const { library, context, set, source, states, scores } = openFilled();
  expect(previewChannel(context, source(), 1)).toMatchObject({ scored: 2, lacking: 0 });
  expect(previewChannel(context, source(), 3)).toMatchObject({ scored: 2, lacking: 2 });
  expect(previewChannel(context, source(), null)).toMatchObject({ scored: 0, runs: [] });
  set(1);
  expect(states()).toEqual([
    [1, 'scored', null],
    [2, 'pending', null],
    [3, 'pending', null],
    [4, 'pending', null],
  ]);
  expect(scores()).toEqual([1]);
  set(3);
  expect(states().map(([, state]) => state)).toEqual(['failed', 'failed', 'pending', 'pending']);
  expect(scores()).toEqual([1]);
  expect(library.database.prepare('SELECT failed_count FROM source').pluck().get()).toBe(2);
  set(null);
  expect(states().map(([, state]) => state)).toEqual(['scored', 'pending', 'pending', 'pending']);
  expect(library.database.prepare('SELECT failed_count FROM source').pluck().get()).toBe(0);
  library.close();
});

test('results of a channel that is no longer wanted are not stored, whoever brings them', () => {
  const { library, queries, set, states, scores } = openFilled();
  set(2);
  const [runLabel] = queries.runs.labels(1);
  const result: ScoredFile = {
    runId: 1,
    recordingId: 3,
    windowCount: 1,
    lastWindowStart: 0,
    windowScores: Buffer.from(Float32Array.of(7).buffer),
    scores: [{ runLabelId: runLabel?.id ?? 0, raw: 7, windowStart: 0 }],
  };
  const failed = { runId: 1, recordingId: 4, faultCode: 'damaged-file', faultMessage: 'Damaged.' };
  queries.scoring.commit([result, { ...result, channel: 1 }, { ...failed, channel: 1 }]);
  expect(states().slice(2)).toEqual([
    [3, 'pending', null],
    [4, 'pending', null],
  ]);
  expect(scores()).toEqual([1]);
  queries.scoring.commit([
    { ...result, channel: 2 },
    { ...failed, channel: 2 },
  ]);
  expect(states().slice(2)).toEqual([
    [3, 'scored', 2],
    [4, 'failed', null],
  ]);
  expect(scores()).toEqual([1, 3]);
  library.close();
});
