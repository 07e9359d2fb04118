import { expect, test } from 'vitest';
import { copiesText } from '../../../renderer/components/copies-mark.tsx';
import { kindWords, toggled } from '../../../renderer/features/review/kind-choices.ts';

test('a filter by kind says what it asks for', () => {
  expect(kindWords({})).toBeNull();
  expect(kindWords({ text: 'x', roles: ['negative', 'positive'], qualities: ['low', 'none'] })).toBe(
    'Positive or Negative, quality low or not said',
  );
  expect(kindWords({ copies: 'one-of-each' })).toBe('One of each');
  expect(toggled(['high', 'low'], 'high')).toEqual(['low']);
  expect(toggled(undefined, 'high')).toEqual(['high']);
});

test('missing copies are counted apart', () => {
  expect(copiesText({ count: 2, missing: 1 })).toBe('2 copies, 1 missing');
  expect(copiesText({ count: 1, missing: 0 })).toBe('1 copy');
  expect(copiesText({ count: 101, missing: 0 })).toBe('more than 100 copies');
});
