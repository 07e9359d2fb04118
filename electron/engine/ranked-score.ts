import type { RankedRecording, RecordingState } from '../contract/ranking.ts';
import { recordingStateCode, verdictCode } from '../core/review/ranked-scores.ts';
import type { Ranking } from './rankings.ts';

export type RankedScore = Pick<RankedRecording, 'rank' | 'state' | 'raw' | 'confidence' | 'verdict'>;
export type BestWindowSeconds = Pick<RankedRecording, 'bestFromSeconds' | 'bestToSeconds'>;

const stateNames = Object.keys(recordingStateCode) as RecordingState[];
const verdictNames = Object.keys(verdictCode) as (keyof typeof verdictCode)[];

/** What the columns of a ranking say at a place. */
export function rankedScore({ scores }: Ranking, place: number): RankedScore {
  const raw = scores.raw[place] ?? Number.NaN;
  const state = stateNames[scores.states[place] ?? 0] ?? 'pending';
  const verdict = verdictNames[scores.verdicts[place] ?? 0] ?? 'none';
  const hasConfidence = state === 'scored' || state === 'zero';
  return {
    rank: place + 1,
    state,
    raw: Number.isNaN(raw) ? null : raw,
    confidence: hasConfidence ? (scores.confidence[place] ?? 0) : null,
    verdict: verdict === 'none' ? null : verdict,
  };
}

/** The best window in seconds from the recording's start, from its first model sample. */
export function bestWindowSeconds(ranking: Ranking, windowStart: number | null): BestWindowSeconds {
  if (windowStart === null) {
    return { bestFromSeconds: null, bestToSeconds: null };
  }
  const bestFromSeconds = windowStart / ranking.sampleRate;
  return { bestFromSeconds, bestToSeconds: bestFromSeconds + ranking.windowSeconds };
}
