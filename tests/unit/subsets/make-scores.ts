import { recordingStateCode, verdictCode, type RankedScores } from '../../../electron/core/review/ranked-scores.ts';

export interface ScoreRow {
  readonly raw?: number;
  readonly confidence?: number;
  readonly state?: keyof typeof recordingStateCode;
  readonly verdict?: keyof typeof verdictCode;
  readonly sourceId?: number;
}

const stateOrder = ['scored', 'zero', 'failed', 'pending'];

function confidenceOf(row: ScoreRow): number {
  return (row.state ?? 'scored') === 'scored' ? (row.confidence ?? 1 / (1 + Math.exp(-(row.raw ?? 0)))) : 0;
}

/** Columns in rank order from rows in any order; a row without a confidence gets the sigmoid of its raw score. */
export function makeScores(rows: readonly ScoreRow[]): RankedScores {
  const ranked = rows
    .map((row, index) => ({ row, index, state: row.state ?? 'scored', raw: row.raw ?? row.confidence ?? 0 }))
    .sort(
      (left, right) =>
        stateOrder.indexOf(left.state) - stateOrder.indexOf(right.state) ||
        (left.state === 'scored' ? right.raw - left.raw : 0) ||
        left.index - right.index,
    );
  return {
    recordingIds: Int32Array.from(ranked, ({ index }) => index + 1),
    sourceIds: Int32Array.from(ranked, ({ row }) => row.sourceId ?? 1),
    raw: Float32Array.from(ranked, ({ state, raw }) => (state === 'scored' ? raw : NaN)),
    confidence: Float32Array.from(ranked, ({ row }) => confidenceOf(row)),
    states: Uint8Array.from(ranked, ({ state }) => recordingStateCode[state]),
    verdicts: Uint8Array.from(ranked, ({ row }) => verdictCode[row.verdict ?? 'none']),
  };
}

/** `count` recordings with falling, distinct raw scores. */
export function fallingScores(count: number, change: (index: number) => ScoreRow = () => ({})): RankedScores {
  return makeScores(Array.from({ length: count }, (_, index) => ({ raw: 5 - (10 * index) / count, ...change(index) })));
}

/** A small deterministic generator (mulberry32), so that random tests fail the same way twice. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
