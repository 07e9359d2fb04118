import type { RankingCounts } from '../../contract/ranking.ts';
import { recordingStateCode, type RankedScores } from './ranked-scores.ts';

/** Counts by state and finding, and the histogram of confidence, over the recordings of `sourceIds` (all where null). */
export function countRanking(
  scores: RankedScores,
  sourceIds: ReadonlySet<number> | null,
  bins: number,
): Omit<RankingCounts, 'warnings'> {
  const states = new Uint32Array(4);
  const verdicts = new Uint32Array(4);
  const histogram = new Uint32Array(bins);
  let total = 0;
  for (let index = 0; index < scores.recordingIds.length; index += 1) {
    if (sourceIds !== null && !sourceIds.has(scores.sourceIds[index] ?? 0)) {
      continue;
    }
    const state = scores.states[index] ?? 0;
    total += 1;
    countOne(states, state);
    countOne(verdicts, scores.verdicts[index] ?? 0);
    if (state === recordingStateCode.scored || state === recordingStateCode.zero) {
      countOne(histogram, binOf(scores.confidence[index] ?? 0, bins));
    }
  }
  return { total, ...byState(states), ...byVerdict(verdicts), histogram: [...histogram] };
}

/** In the order of `recordingStateCode`. */
function byState([pending = 0, scored = 0, zero = 0, failed = 0]: Uint32Array) {
  return { pending, scored, zero, failed };
}

/** In the order of `verdictCode`. */
function byVerdict([unreviewed = 0, present = 0, absent = 0, unsure = 0]: Uint32Array) {
  return { unreviewed, present, absent, unsure };
}

function countOne(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

/** Equal bins over [0, 1], the last one closed; a model that strays outside counts at the nearest end. */
function binOf(confidence: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(confidence * bins)));
}
