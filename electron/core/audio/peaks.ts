/** The smallest and largest sample of each of at most `count` equal stretches: minimum, maximum, minimum, maximum, … */
export function peakPairs(samples: Float32Array, count: number): Float32Array<ArrayBuffer> {
  const pairs = Math.min(count, samples.length);
  const peaks = new Float32Array(2 * pairs);
  for (let pair = 0; pair < pairs; pair += 1) {
    const end = Math.floor(((pair + 1) * samples.length) / pairs);
    let minimum = Infinity;
    let maximum = -Infinity;
    for (let index = Math.floor((pair * samples.length) / pairs); index < end; index += 1) {
      const sample = samples[index] ?? 0;
      minimum = sample < minimum ? sample : minimum;
      maximum = sample > maximum ? sample : maximum;
    }
    peaks[2 * pair] = minimum;
    peaks[2 * pair + 1] = maximum;
  }
  return peaks;
}

/** The largest absolute value in peak pairs. */
export function largestPeak(peaks: Float32Array): number {
  let largest = 0;
  for (const value of peaks) {
    largest = Math.max(largest, Math.abs(value));
  }
  return largest;
}
