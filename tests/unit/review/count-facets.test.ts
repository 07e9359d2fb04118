import { expect, it } from 'vitest';
import { countFacets } from '../../../electron/core/review/count-facets.ts';
import { recordingStateCode, type RankedScores } from '../../../electron/core/review/ranked-scores.ts';
import { noFacts } from '../../../electron/core/subsets/recording-facts.ts';

it('nobody waits for the content of what cannot be read', () => {
  const { scored, zero, failed, pending } = recordingStateCode;
  const scores: RankedScores = {
    recordingIds: Int32Array.of(1, 2, 3, 4),
    sourceIds: Int32Array.of(1, 1, 1, 1),
    raw: Float32Array.of(1, 0, NaN, NaN),
    confidence: Float32Array.of(1, 0, 0, 0),
    states: Uint8Array.of(scored, zero, failed, pending),
    verdicts: new Uint8Array(4),
  };
  expect(countFacets(scores, noFacts(scores), null)).toMatchObject({ total: 4, copies: { unknown: 3 } });
});
