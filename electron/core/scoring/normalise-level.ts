import type { LevelNormalisation } from '../../contract/models.ts';

/** Below this peak (−90 dBFS, one step of 16 bits) a window holds nothing but rounding noise; raising it would be invention. */
const silencePeak = 1 / 32768;
const defaultRmsDecibels = -20;

/**
 * Applies a manifest's level normalisation to one window of samples, in place: `peak` brings the largest sample to
 * `target` (full scale is 1), `rms` the root mean square to `target` dBFS, where 0 dBFS is an rms of 1.
 */
export function normaliseLevel(window: Float32Array, normalisation: LevelNormalisation, target?: number): void {
  if (normalisation === 'none') {
    return;
  }
  const peak = peakOf(window);
  if (peak <= silencePeak) {
    return;
  }
  if (normalisation === 'peak') {
    const goal = target ?? 1;
    for (let index = 0; index < window.length; index += 1) {
      window[index] = ((window[index] ?? 0) / peak) * goal;
    }
    return;
  }
  const gain = 10 ** ((target ?? defaultRmsDecibels) / 20) / rmsOf(window);
  for (let index = 0; index < window.length; index += 1) {
    window[index] = (window[index] ?? 0) * gain;
  }
}

function peakOf(window: Float32Array): number {
  let peak = 0;
  for (const sample of window) {
    peak = Math.max(peak, Math.abs(sample));
  }
  return peak;
}

function rmsOf(window: Float32Array): number {
  let sum = 0;
  for (const sample of window) {
    sum += sample * sample;
  }
  return Math.sqrt(sum / window.length);
}
