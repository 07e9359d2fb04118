/** A low-pass filter cut into one filter for each position that an output sample can have between two input samples. */
export interface PolyphaseFilter {
  /** Output samples advance by `step` / `phases` input samples. */
  readonly phases: number;
  readonly step: number;
  /** Coefficients of one phase, a multiple of 8; the output sample lies between the two in the middle. */
  readonly taps: number;
  /** `phases` rows of `taps` coefficients. */
  readonly coefficients: Float32Array;
}

/** Flat up to this share of the lower Nyquist frequency; everything above that Nyquist frequency is suppressed. */
const passBand = 0.9;
const attenuationDecibels = 105;
/** Coefficients; 4 MB and a tenth of a second to design. */
export const largestFilter = 1_000_000;

/** How many coefficients the filter between two rates has. */
export function filterSize(fromRate: number, toRate: number): number {
  const { phases, step } = ratioOf(fromRate, toRate);
  return phases * tapCount(phases, step);
}

/**
 * A windowed sinc with a Kaiser window (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.5.3): its length
 * follows from attenuation and transition band. Every phase sums to 1, so that a constant stays what it is.
 */
export function designFilter(fromRate: number, toRate: number): PolyphaseFilter {
  const { phases, step } = ratioOf(fromRate, toRate);
  const taps = tapCount(phases, step);
  const cutoff = (Math.min(1, phases / step) * (1 + passBand)) / 2;
  const coefficients = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase += 1) {
    coefficients.set(designPhase(phase / phases, taps, cutoff), phase * taps);
  }
  return { phases, step, taps, coefficients };
}

function designPhase(fraction: number, taps: number, cutoff: number): Float64Array {
  const beta = 0.1102 * (attenuationDecibels - 8.7);
  const half = taps / 2;
  const row = Float64Array.from({ length: taps }, (_, tap) => {
    const time = tap - half + 1 - fraction;
    const edge = Math.max(0, 1 - (time / half) ** 2);
    const angle = Math.PI * cutoff * time;
    return besselI0(beta * Math.sqrt(edge)) * (angle === 0 ? 1 : Math.sin(angle) / angle);
  });
  const sum = row.reduce((total, coefficient) => total + coefficient, 0);
  return row.map((coefficient) => coefficient / sum);
}

function tapCount(phases: number, step: number): number {
  const transition = Math.PI * (1 - passBand) * Math.min(1, phases / step);
  return 8 * Math.ceil((attenuationDecibels - 7.95) / (2.285 * transition) / 8);
}

function ratioOf(fromRate: number, toRate: number): { phases: number; step: number } {
  const divisor = greatestCommonDivisor(fromRate, toRate);
  return { phases: toRate / divisor, step: fromRate / divisor };
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

/** The modified Bessel function of order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let index = 1; term > sum * 1e-17; index += 1) {
    term *= (x / 2 / index) ** 2;
    sum += term;
  }
  return sum;
}
