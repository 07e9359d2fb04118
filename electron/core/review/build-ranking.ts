import { confidenceOf, type Reading } from '../scoring/confidence.ts';
import { recordingStateCode, verdictCode, type RankedScores } from './ranked-scores.ts';

/** One recording of a ranking, as the database yields them in rank order. */
export interface RankingEntry {
  readonly recordingId: number;
  readonly sourceId: number;
  readonly state: 'pending' | 'scored' | 'failed';
  readonly raw: number | null;
  readonly verdict: 'present' | 'absent' | 'unsure' | null;
}

/** Columns of a ranking from its entries, which come in rank order already; `reading` turns raw scores into confidence. */
export function buildRanking(entries: Iterable<RankingEntry>, count: number, reading: Reading): RankedScores {
  const { activation, sensitivity } = reading;
  const recordingIds = new Int32Array(count);
  const sourceIds = new Int32Array(count);
  const raw = new Float32Array(count);
  const confidence = new Float32Array(count);
  const states = new Uint8Array(count);
  const verdicts = new Uint8Array(count);
  let index = 0;
  for (const entry of entries) {
    recordingIds[index] = entry.recordingId;
    sourceIds[index] = entry.sourceId;
    raw[index] = entry.raw ?? Number.NaN;
    confidence[index] = entry.raw === null ? 0 : confidenceOf(entry.raw, activation, sensitivity);
    states[index] = stateCode(entry);
    verdicts[index] = verdictCode[entry.verdict ?? 'none'];
    index += 1;
  }
  return { recordingIds, sourceIds, raw, confidence, states, verdicts };
}

function stateCode(entry: RankingEntry): number {
  if (entry.state === 'scored' && entry.raw === null) {
    return recordingStateCode.zero;
  }
  return recordingStateCode[entry.state];
}
