import type { RankingKey, WindowScores } from '../contract/ranking.ts';
import { confidenceOf } from '../core/scoring/confidence.ts';
import { labelScores, windowStart } from '../core/scoring/window-scores.ts';
import type { EngineContext } from './engine-context.ts';
import type { Ranking } from './rankings.ts';

/** A recording's scores over time, as stored; null where there are none. */
export function windowScoresOf(
  context: EngineContext,
  ranking: Ranking,
  key: RankingKey,
  recordingId: number,
): WindowScores | null {
  const row = context.queries.scoring.windowScores(key.runId, recordingId);
  const label = context.queries.runs.labels(key.runId).find((each) => each.label === key.label);
  if (!row?.windowScores || row.windowCount === null || row.lastWindowStart === null || label === undefined) {
    return null;
  }
  const { windowCount, lastWindowStart } = row;
  const { activation, sensitivity } = ranking.reading;
  // A copy, because SQLite's buffer need not lie on a multiple of four.
  const block = new Float32Array(new Uint8Array(row.windowScores).buffer);
  const raw = [...labelScores(block, label.position, windowCount)];
  return {
    label: key.label,
    windowSeconds: ranking.windowSeconds,
    fromSeconds: raw.map(
      (_, index) => windowStart(index, windowCount, ranking.hopSamples, lastWindowStart) / ranking.sampleRate,
    ),
    raw,
    confidence: raw.map((value) => confidenceOf(value, activation, sensitivity)),
  };
}
