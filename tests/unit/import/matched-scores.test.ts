import { describe, expect, test } from 'vitest';
import type { Matchable } from '../../../electron/core/import/match-recordings.ts';
import { MatchedScores } from '../../../electron/core/import/matched-scores.ts';
import { Pace } from '../../../electron/core/import/pace.ts';
import { ScoreCollector } from '../../../electron/core/import/score-collector.ts';

const { signal } = new AbortController();

type Row = readonly [reference: string, score: number | null];

async function scoresOf(recordings: readonly (readonly [string, string])[], rows: readonly Row[], listed = 20) {
  const collector = new ScoreCollector({ labels: ['RADR'], models: null });
  for (const [reference, score] of rows) {
    const file = { reference, isStem: !/\.wav$/iu.test(reference) };
    if (score === null) {
      collector.miss(file);
    } else {
      const rest = { names: ['RADR'], scoreText: String(score), start: 0, end: 3, model: '', isModelStated: false };
      collector.take({ ...file, ...rest, score });
    }
  }
  const matchables = recordings.map(([sourcePath, relativePath], id): Matchable => ({ id, sourcePath, relativePath }));
  const scores = await MatchedScores.of(collector, matchables, { listed, pace: new Pace(signal) });
  return {
    scores,
    states: recordings.map((_, place) => scores.stateOf(place)),
    bests: recordings.map((_, place) => scores.bestOf(place, 0)?.score ?? null),
  };
}

describe('What tables say of recordings', () => {
  test('the longest end of two paths tells which is meant, also where the recording lies deeper', async () => {
    const { bests } = await scoresOf(
      [
        ['/media/anna/data', 'field/site1/x.WAV'],
        ['/media/anna/data', 'field/site2/x.WAV'],
      ],
      [
        ['D:\\data\\Site1\\X.wav', 0.5],
        ['D:\\data\\site2\\x.WAV', 0.7],
      ],
    );

    expect(bests).toEqual([0.5, 0.7]);
  });

  test('a table that stands beside another about the same file adds to it', async () => {
    const { scores, bests } = await scoresOf(
      [['/media/card', 'A/x.WAV']],
      [
        ['D:\\card\\A\\x.wav', 0.5],
        ['A/x', 0.7],
      ],
    );

    expect(bests).toEqual([0.7]);
    expect(scores.ambiguousCount).toBe(0);
  });

  test('of two files in different folders that end alike, the one whose path fits better is the recording', async () => {
    const { scores, states, bests } = await scoresOf(
      [['/media/2024/card', 'A/x.wav']],
      [
        ['E:\\2024\\card\\A\\x.wav', 0.5],
        ['E:\\2023\\card\\A\\x.wav', 0.9],
      ],
    );

    expect(bests).toEqual([0.5]);
    expect(states).toEqual(['scored']);
    expect(scores.ambiguous.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('fits this recording better'),
    ]);
  });

  test('where neither fits better, the recording has no score and is no zero either', async () => {
    const { scores, states, bests } = await scoresOf(
      [
        ['/media/card', 'A/x.wav'],
        ['/media/card', 'A/y.wav'],
      ],
      [
        ['E:\\2024\\A\\x.wav', 0.5],
        ['E:\\2023\\A\\x.wav', 0.9],
      ],
    );

    expect(bests).toEqual([null, null]);
    expect(states).toEqual(['uncertain', 'no-row']);
    expect(scores.ambiguousCount).toBe(2);
  });

  test('a recording that the other program could not read is told from one in which nothing was found', async () => {
    const { scores, states } = await scoresOf(
      [
        ['/c', 'x.wav'],
        ['/c', 'y.wav'],
        ['/c', 'z.wav'],
      ],
      [
        ['x.wav', null],
        ['y.wav', null],
        ['y.wav', 0.25],
      ],
    );

    expect(states).toEqual(['unscored', 'scored', 'no-row']);
    expect(scores.states).toEqual({ scored: 1, unscored: 1, uncertain: 0, 'no-row': 1 });
  });

  test('lists hold the first few, counts hold all', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `f${index}.wav`);
    const { scores } = await scoresOf(
      names.map((name) => ['/c', name] as const),
      [...names.slice(0, 30).map((name): Row => [name, 0.5]), ['other.wav', 0.5]],
      5,
    );

    expect([scores.matched.length, scores.withoutRow.length, scores.unmatched.length]).toEqual([5, 5, 1]);
    expect([scores.matchedBy['file-name'], scores.states['no-row'], scores.unmatchedCount]).toEqual([30, 20, 1]);
  });
});
