import type { Band } from './levels.ts';

/** Few frogs and birds call above it; recorders that sample faster than this allows for are there for bats. */
const USUAL_TOP_HZ = 12_000;
const FASTEST_USUAL_NYQUIST = 32_000;

/** The label's band where it is known; otherwise where animals call; or, where the person wants it, everything. */
export function bandShown(zoom: boolean, bandHz: readonly [number, number] | null, nyquist: number): Band {
  if (!zoom || (bandHz === null && nyquist > FASTEST_USUAL_NYQUIST)) {
    return { fromHz: 0, toHz: nyquist };
  }
  const [fromHz, toHz] = bandHz ?? [0, USUAL_TOP_HZ];
  return { fromHz: Math.min(fromHz, nyquist / 2), toHz: Math.min(toHz, nyquist) };
}
