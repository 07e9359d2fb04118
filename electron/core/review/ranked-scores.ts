/** The four states of a recording in a ranking, as stored in `RankedScores.states`. */
export const recordingStateCode = { pending: 0, scored: 1, zero: 2, failed: 3 } as const;

/** The current finding of a recording, as stored in `RankedScores.verdicts`. */
export const verdictCode = { none: 0, present: 1, absent: 2, unsure: 3 } as const;

/**
 * One label of one run in memory, all columns in rank order (DESIGN §2.2: raw score descending, then source order,
 * then relative path by bytes; then zero scores; failed and pending recordings last, in source and path order).
 * Counting and selecting work on these columns; SQL only fetches the rows of a page.
 */
export interface RankedScores {
  readonly recordingIds: Int32Array;
  readonly sourceIds: Int32Array;
  /** The model's raw float32 output; NaN where there is none. */
  readonly raw: Float32Array;
  /** fround(p) of the raw score; 0 where there is none. */
  readonly confidence: Float32Array;
  /** Values of `recordingStateCode`. */
  readonly states: Uint8Array;
  /** Values of `verdictCode`. */
  readonly verdicts: Uint8Array;
}
