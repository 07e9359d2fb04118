import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '../../../db/connection/open-library.ts';
import { prepareQueries } from '../../../db/queries/index.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { mountTinyDisk } from '../../support/tiny-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const nowhere = 999;
const decided = {
  label: 'frog',
  verdict: 'present',
  reviewer: 'R',
  note: null,
  at: '2026-11-26',
  undoes: null,
} as const;

test('a commit that fails is told, also where the statement has handed out its row before', () => {
  const library = unwrap(openLibrary(join(folder, 'deferred')));
  const queries = prepareQueries(library.database);
  // The constraint is then looked at by the commit, which is where a full disk fails too.
  const deferred = (work: () => unknown) => (): unknown => {
    library.database.pragma('defer_foreign_keys = ON');
    return work();
  };
  const settings = {
    rule: '{}',
    settings: '{}',
    createdAt: '',
    family: 'f',
    name: 'n',
    folder: 'x',
    runLabelId: nowhere,
  };
  const run = { modelId: nowhere, name: 'r', settings: '{}', createdAt: '' };
  const job = { kind: 'score', title: 't', parameters: '{}', runId: nowhere, sourceId: null, createdAt: '' } as const;
  for (const work of [
    () => queries.findings.insert({ ...decided, recordingId: nowhere }),
    () => queries.subsets.upsert(settings),
    () => queries.runs.insert(run),
    () => queries.jobs.insert(job),
  ]) {
    expect(deferred(work)).toThrow(/FOREIGN KEY constraint failed/u);
  }
  library.close();
});

test('every finding that was kept on a disk that fills up is there afterwards', ({ skip }) => {
  const full = mountTinyDisk(join(folder, 'disk'), 2);
  if (typeof full === 'string') {
    return skip(full);
  }
  try {
    const library = unwrap(openLibrary(join(full.path, 'library')));
    const { findings } = prepareQueries(library.database);
    library.database
      .exec(`INSERT INTO source (id, path, name, role, position, added_at) VALUES (1, '/', 's', 'positive', 1, '');
      INSERT INTO recording (id, source_id, relative_path, file_name, size_bytes, modified_ms) VALUES (1, 1, 'a', 'a', 1, 1)`);
    full.fill(0);
    let kept = 0;
    let refused = 0;
    for (let index = 0; index < 3000; index += 1) {
      try {
        findings.insert({ ...decided, recordingId: 1, note: `finding ${index}` });
        kept += 1;
      } catch (error) {
        expect(error).toHaveProperty('code', 'SQLITE_FULL');
        refused += 1;
      }
    }
    const count = library.database.prepare('SELECT count(*) AS count FROM finding').get();
    library.close();
    expect(refused).toBeGreaterThan(0);
    expect(count).toEqual({ count: kept });
  } finally {
    full.unmount();
  }
});
