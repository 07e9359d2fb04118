/** The highest score of a label and where it stands; ties go to the earliest window. */
export interface BestWindow {
  readonly raw: number;
  readonly windowIndex: number;
}

/** Finds the highest of one label's window scores. `scores` holds at least one value. */
export function bestWindow(scores: Float32Array): BestWindow {
  let windowIndex = 0;
  let raw = scores[0] ?? Number.NaN;
  for (let index = 1; index < scores.length; index += 1) {
    const value = scores[index] ?? Number.NaN;
    if (value > raw) {
      raw = value;
      windowIndex = index;
    }
  }
  return { raw, windowIndex };
}

/** Start of a window in model samples: multiples of the hop, except the last, which is aligned to the recording's end. */
export function windowStart(index: number, windowCount: number, hopSamples: number, lastWindowStart: number): number {
  return index === windowCount - 1 ? lastWindowStart : index * hopSamples;
}

/** One label's scores out of the stored block, which is ordered label by label, window by window. */
export function labelScores(block: Float32Array, labelPosition: number, windowCount: number): Float32Array {
  return block.subarray(labelPosition * windowCount, (labelPosition + 1) * windowCount);
}
