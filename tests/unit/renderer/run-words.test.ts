import { expect, test } from 'vitest';
import type { Run } from '../../../electron/contract/runs.ts';
import { gradesText, sharedCount } from '../../../renderer/features/runs/leakage-words.ts';
import { otherRankings, rankingChoices } from '../../../renderer/features/runs/ranking-choices.ts';

test('how surely recordings are shared is said in words', () => {
  expect(gradesText({ exact: 1, strong: 0, weak: 1200 })).toBe('1 by content, 1,200 by recorder and night');
  expect(gradesText({ exact: 0, strong: 0, weak: 0 })).toBe('none');
  expect(sharedCount({ exact: 1, strong: 2, weak: 3 })).toBe(6);
});

test('a ranking is compared with another one, the same label first', () => {
  const runs = [
    { id: 1, name: 'Old', labels: ['toad', 'frog'] },
    { id: 2, name: 'New', labels: ['frog'] },
  ] as Run[];
  const choices = rankingChoices(runs);
  expect(choices.map(({ text }) => text)).toEqual(['New · frog', 'Old · toad', 'Old · frog']);
  expect(otherRankings(choices, { runId: 2, label: 'frog' }).map(({ text }) => text)).toEqual([
    'Old · frog',
    'Old · toad',
  ]);
});
