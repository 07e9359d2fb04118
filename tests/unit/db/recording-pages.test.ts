import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '../../../db/connection/open-library.ts';
import { prepareQueries } from '../../../db/queries/index.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { fillSources } from '../../support/known-recordings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('pages of all, of a source and of copies hold what belongs there, in order, and walk no other rows', () => {
  const folder = join(temporaryFolder(), 'library');
  const recordings = ['c.wav', 'a.wav', 'b.wav'].map((path) => ({ path, raw: 1 }));
  fillSources(folder, 'RADR', [
    { name: 'one', role: 'positive', recordings },
    { name: 'two', role: 'positive', recordings },
  ]);
  const { database, close } = unwrap(openLibrary(folder));
  database.exec(`
    UPDATE recording SET sha256 = CASE relative_path WHEN 'a.wav' THEN 'same' WHEN 'b.wav' THEN 'other' || id END;
    UPDATE recording SET warning = 'recovered' WHERE source_id = 2 AND relative_path = 'b.wav';
    UPDATE recording SET fault_code = 'not-audio' WHERE source_id = 1 AND relative_path = 'c.wav'`);
  const { page, count, byId } = prepareQueries(database).recordings;
  const all = { sourceId: null, failedOnly: 0 as const };
  const paths = (scope: Parameters<typeof count>[0]) => {
    const rows = page({ ...scope, offset: 0, limit: 10 }).map((row) => `${row.sourceId}/${row.relativePath}`);
    expect(count(scope)).toBe(rows.length);
    return rows;
  };
  expect(paths(all)).toEqual(['1/a.wav', '1/b.wav', '1/c.wav', '2/a.wav', '2/b.wav', '2/c.wav']);
  expect(paths({ ...all, sourceId: 2 })).toEqual(['2/a.wav', '2/b.wav', '2/c.wav']);
  expect(paths({ ...all, failedOnly: 1 })).toEqual(['1/c.wav']);
  expect(paths({ ...all, sourceId: 2, warnedOnly: 1 })).toEqual(['2/b.wav']);
  const [first, , third] = page({ ...all, offset: 0, limit: 10 });
  expect(paths({ ...all, copiesOf: first?.id ?? 0 })).toEqual(['1/a.wav', '2/a.wav']);
  expect(paths({ ...all, sourceId: 2, copiesOf: first?.id ?? 0 })).toEqual(['2/a.wav']);
  expect(paths({ ...all, copiesOf: third?.id ?? 0 })).toEqual(['1/c.wav']);
  expect(paths({ ...all, copiesOf: 9999 })).toEqual([]);
  expect(byId(first?.id ?? 0)?.relativePath).toBe('a.wav');
  close();
});

test('times of a small source are read from its own span of numbers', () => {
  const folder = join(temporaryFolder(), 'library');
  const recordings = ['a.wav', 'b.wav'].map((path) => ({ path, raw: 1 }));
  fillSources(folder, 'RADR', [
    { name: 'one', role: 'positive', recordings },
    { name: 'two', role: 'positive', recordings },
    { name: 'none', role: 'positive', recordings: [] },
  ]);
  const { database, close } = unwrap(openLibrary(folder));
  const { attributes } = prepareQueries(database);
  const { first, last } = attributes.numbers(2);
  const times = attributes.timesAfter(2, { after: first - 1, last }, 10);
  expect(times.map(({ id }) => id)).toEqual([first, last]);
  expect([attributes.numbers(1).last, attributes.numbers(3)]).toEqual([first - 1, { first: 0, last: 0 }]);
  close();
});
