import { expect, test } from 'vitest';
import {
  channelCounts,
  channelUse,
  lackingWords,
  scoresWords,
} from '../../../renderer/features/sources/channel-words.ts';

test('a recording says which of its channels is used, and nothing where there is no choice', () => {
  expect(channelUse(null, 1)).toBeNull();
  expect(channelUse(1, 1)).toBeNull();
  expect(channelUse(2, 1)).toBe('right (2), which it does not have');
  expect(channelUse(null, 4)).toBe('mix of all 4');
  expect(channelUse(1, 2)).toBe('left (1) of 2');
  expect(channelUse(3, 4)).toBe('3 of 4');
});

test('a folder says how many channels its files have where they have several', () => {
  expect(channelCounts([])).toBeNull();
  expect(channelCounts([{ channels: 1, files: 8 }])).toBeNull();
  expect(channelCounts([{ channels: 2, files: 8 }])).toBe('2 channels');
  expect(
    channelCounts([
      { channels: 1, files: 2 },
      { channels: 4, files: 6 },
    ]),
  ).toBe('1 to 4 channels');
});

test('what another channel does is said before it is saved', () => {
  const preview = { sourceId: 1, channel: 2, scored: 1_200, runs: ['A', 'B'], lacking: 1 };
  expect(scoresWords(preview)).toMatch(/^1,200 recordings have scores of another channel, in A, B\. They are dropped/u);
  expect(lackingWords(preview)).toMatch(/^1 recording has no channel 2\. It is listed/u);
});
