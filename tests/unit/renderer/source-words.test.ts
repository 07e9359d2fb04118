import { expect, test } from 'vitest';
import type { Source } from '../../../electron/contract/sources.ts';
import { copiesWords, scanWords } from '../../../renderer/features/sources/source-words.ts';

const nothing = {
  at: '',
  known: 10,
  added: 0,
  changed: 0,
  missing: 0,
  returned: 0,
  redated: 0,
  renamed: 0,
  unreadableFolders: 0,
  names: null,
};

test('a rescan says what it found, also nothing; a first one is silent but for what is wrong', () => {
  expect(scanWords('DATA', { ...nothing, added: 1_200, missing: 2 })).toBe('DATA: 1,200 new, 2 missing.');
  expect(scanWords('DATA', { ...nothing, renamed: 3 })).toBe('DATA: 3 renamed.');
  expect(scanWords('DATA', nothing)).toBe('DATA: nothing new.');
  expect(scanWords('DATA', { ...nothing, known: 0, added: 7 })).toBeNull();
  expect(scanWords('DATA', { ...nothing, known: 0, added: 7, unreadableFolders: 1 })).toBe(
    'DATA: 1 folder cannot be read.',
  );
  const names = { named: 12, changed: 2, manifestFault: null };
  expect(scanWords('DATA', { ...nothing, added: 2, names })).toBe('DATA: 2 new, 2 labelled from names.');
  expect(scanWords('DATA', { ...nothing, names: { ...names, changed: 0, manifestFault: 'gone' } })).toBe(
    'DATA: nothing new. Its manifest cannot be read: labels from it stay as they were.',
  );
});

test('a source names the one with which it shares most', () => {
  const sources = [
    { id: 1, name: 'Card 1' },
    { id: 2, name: 'Card 2' },
  ] as Source[];
  const shared = [
    { sourceId: 2, otherSourceId: 2, count: 1 },
    { sourceId: 2, otherSourceId: 1, count: 12 },
  ];
  const summary = { unknown: 0, contents: 12, recordings: 25, shared };
  expect(copiesWords(2, summary, sources)).toEqual({
    short: '12 copies of files in Card 1 …',
    whole: '12 copies of files in Card 1\n1 copy within it',
  });
  expect(copiesWords(1, summary, sources)).toBeNull();
});
