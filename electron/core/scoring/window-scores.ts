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

/**
 * The middle of what the model heard, in seconds: the mean of the windows that overlap the best one, weighted by their
 * confidence. A call that lies between two windows is then in the middle of a clip, where the better window alone may
 * cut it; where windows do not overlap it is the middle of the best window.
 */
export function focusSeconds(
  scores: { readonly fromSeconds: readonly number[]; readonly confidence: readonly number[] },
  bestFromSeconds: number,
  windowSeconds: number,
): number {
  let weight = 0;
  let sum = 0;
  scores.fromSeconds.forEach((fromSeconds, index) => {
    const confidence = scores.confidence[index] ?? 0;
    if (Math.abs(fromSeconds - bestFromSeconds) < windowSeconds - 1e-6 && confidence > 0) {
      weight += confidence;
      sum += confidence * fromSeconds;
    }
  });
  return (weight > 0 ? sum / weight : bestFromSeconds) + windowSeconds / 2;
}

/** One label's scores out of the stored block, which is ordered label by label, window by window. */
export function labelScores(block: Float32Array, labelPosition: number, windowCount: number): Float32Array {
  return block.subarray(labelPosition * windowCount, (labelPosition + 1) * windowCount);
}
