import type { BandPass, LevelNormalisation } from '../../contract/models.ts';
import { createBandPass } from './band-pass.ts';
import { normaliseLevel } from './normalise-level.ts';

export interface Preparation {
  readonly removeMean?: boolean | undefined;
  readonly bandPass?: BandPass | undefined;
  readonly levelNormalisation: LevelNormalisation;
  readonly levelTarget?: number | undefined;
}

/** What a manifest asks to be done to a window before the model hears it, in place and in this order: mean, band, level. */
export function createPreparation(preparation: Preparation, sampleRate: number): (window: Float32Array) => void {
  const { removeMean = false, bandPass, levelNormalisation, levelTarget } = preparation;
  const filter = bandPass === undefined ? null : createBandPass(bandPass, sampleRate);
  return (window) => {
    if (removeMean) {
      subtractMean(window);
    }
    filter?.(window);
    normaliseLevel(window, levelNormalisation, levelTarget);
  };
}

function subtractMean(window: Float32Array): void {
  let sum = 0;
  for (const sample of window) {
    sum += sample;
  }
  const mean = sum / window.length;
  for (let index = 0; index < window.length; index += 1) {
    window[index] = (window[index] ?? 0) - mean;
  }
}
