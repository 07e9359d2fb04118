import { lowPass } from './filters.ts';
import { sampleAt } from './sound.ts';

/** How far away a caller is: the top of its spectrum goes, and echoes of bank and reeds stay. */
export interface Distance {
  /** Hz of the low-pass that air and plants make. */
  readonly cutoff: number;
  /** Level of the first echo, 0 to 1. */
  readonly echo: number;
  /** Seconds between echoes. */
  readonly spacing: number;
}

/** Applies distance in place: feedback echoes at two unrelated spacings, then the low-pass. */
export function applyDistance(samples: Float32Array, rate: number, distance: Distance): void {
  for (const spacing of [distance.spacing, distance.spacing * 1.618]) {
    const delay = Math.max(1, Math.round(spacing * rate));
    for (let index = delay; index < samples.length; index += 1) {
      samples[index] = sampleAt(samples, index) + distance.echo * sampleAt(samples, index - delay);
    }
  }
  lowPass(samples, rate, distance.cutoff);
}
