import type { RankingCounts } from '../../contract/ranking.ts';
import { recordingStateCode, verdictCode, type RankedScores } from './ranked-scores.ts';

/** Counts by state and finding, and the histogram of confidence, over the recordings of `sourceIds` (all where null). */
export function countRanking(scores: RankedScores, sourceIds: ReadonlySet<number> | null, bins: number): RankingCounts {
  const states = [0, 0, 0, 0];
  const verdicts = [0, 0, 0, 0];
  const histogram = new Array<number>(bins).fill(0);
  let total = 0;
  for (let index = 0; index < scores.recordingIds.length; index += 1) {
    if (sourceIds !== null && !sourceIds.has(scores.sourceIds[index] ?? 0)) {
      continue;
    }
    const state = scores.states[index] ?? 0;
    const verdict = scores.verdicts[index] ?? 0;
    total += 1;
    states[state] = (states[state] ?? 0) + 1;
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    if (state === recordingStateCode.scored || state === recordingStateCode.zero) {
      const bin = binOf(scores.confidence[index] ?? 0, bins);
      histogram[bin] = (histogram[bin] ?? 0) + 1;
    }
  }
  return {
    total,
    scored: states[recordingStateCode.scored] ?? 0,
    zero: states[recordingStateCode.zero] ?? 0,
    failed: states[recordingStateCode.failed] ?? 0,
    pending: states[recordingStateCode.pending] ?? 0,
    present: verdicts[verdictCode.present] ?? 0,
    absent: verdicts[verdictCode.absent] ?? 0,
    unsure: verdicts[verdictCode.unsure] ?? 0,
    unreviewed: verdicts[verdictCode.none] ?? 0,
    histogram,
  };
}

/** Equal bins over [0, 1], the last one closed; a model that strays outside counts at the nearest end. */
function binOf(confidence: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(confidence * bins)));
}
