import type { LevelNormalisation } from '../../contract/models.ts';

/** Below this peak (−90 dBFS, one step of 16 bits) a window holds nothing but rounding noise; raising it would be invention. */
const silencePeak = 1 / 32768;

/** Applies a manifest's level normalisation to one window of samples, in place. */
export function normaliseLevel(window: Float32Array, normalisation: LevelNormalisation): void {
  if (normalisation === 'none') {
    return;
  }
  let peak = 0;
  for (const sample of window) {
    peak = Math.max(peak, Math.abs(sample));
  }
  if (peak <= silencePeak) {
    return;
  }
  for (let index = 0; index < window.length; index += 1) {
    window[index] = (window[index] ?? 0) / peak;
  }
}
