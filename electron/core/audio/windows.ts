/**
 * Where the windows of a recording start, in samples. The rule: 0, hop, 2·hop … as long as a whole window fits; if that
 * leaves the end uncovered, one more window aligned to the end, so that every sample is seen and no window is
 * padded. A recording shorter than a window has one window at 0, padded with zeros.
 */
export function windowStarts(totalSamples: number, windowSamples: number, hopSamples: number): number[] {
  if (totalSamples <= windowSamples) {
    return [0];
  }
  const starts: number[] = [];
  for (let start = 0; start + windowSamples <= totalSamples; start += hopSamples) {
    starts.push(start);
  }
  const lastStart = totalSamples - windowSamples;
  if (starts.at(-1) !== lastStart) {
    starts.push(lastStart);
  }
  return starts;
}

/** How many windows `windowStarts` gives, without listing them. */
export function countWindows(totalSamples: number, windowSamples: number, hopSamples: number): number {
  const rest = totalSamples - windowSamples;
  return rest <= 0 ? 1 : Math.floor(rest / hopSamples) + 1 + (rest % hopSamples === 0 ? 0 : 1);
}

/** Length of a recording after resampling: the nearest whole number of samples. */
export function resampledLength(samples: number, fromRate: number, toRate: number): number {
  return Math.round((samples * toRate) / fromRate);
}
