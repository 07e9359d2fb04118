import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '../../../db/connection/open-library.ts';
import { prepareQueries } from '../../../db/queries/index.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Asked with the id of a run that a person sees already. */
const byKnownId = /SELECT model_id AS modelId FROM run WHERE id = \?/u;

test('every query that looks through runs says whether those count that are still being imported', () => {
  const { database, close } = unwrap(openLibrary(join(temporaryFolder(), 'library')));
  const texts: string[] = [];
  const prepare = database.prepare.bind(database);
  Object.assign(database, {
    prepare: (text: string) => {
      texts.push(text);
      return prepare(text);
    },
  });
  prepareQueries(database);
  const ofRuns = texts.filter((text) => /\b(?:FROM|JOIN) run\b/u.test(text) && !/^\s*DELETE/u.test(text));

  expect(ofRuns.length).toBeGreaterThan(6);
  for (const text of ofRuns.filter((each) => !byKnownId.test(each))) {
    expect(text).toMatch(/'\$\.(?:incomplete|imported)'/u);
  }
  close();
});

test('what other runs say of a recording leaves out one that is still being imported', () => {
  const { database, close } = unwrap(openLibrary(join(temporaryFolder(), 'library')));
  database.exec(`
    INSERT INTO source (id, path, name, role, position, added_at) VALUES (1, '/card', 'card', 'negative', 1, '2026-01-01');
    INSERT INTO recording (id, source_id, relative_path, file_name, size_bytes, modified_ms) VALUES (7, 1, 'a.wav', 'a.wav', 1, 1);
    INSERT INTO model (id, name, path, sha256, size_bytes, bundled, manifest, labels, added_at)
    VALUES (1, 'm', '/m', 's', 1, 0, '{}', '[]', '2026-01-01');
    INSERT INTO run (id, model_id, name, settings, created_at) VALUES
      (1, 1, 'there', '{}', '2026-01-01'), (2, 1, 'coming', '{"incomplete":true,"imported":{}}', '2026-01-01');
    INSERT INTO run_label (id, run_id, label, output_index, position) VALUES (1, 1, 'RADR', 0, 0), (2, 2, 'RADR', 0, 0);
    INSERT INTO score (run_label_id, recording_id, raw, window_start) VALUES (1, 7, 0.5, 0), (2, 7, 0.9, 0)`);
  const queries = prepareQueries(database);

  expect(queries.ranking.otherScores(7).map(({ runName }) => runName)).toEqual(['there']);
  expect(queries.runs.list().map(({ name }) => name)).toEqual(['there']);
  close();
});
