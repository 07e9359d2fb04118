import { sampleAt } from './sound.ts';

/** One-pole low-pass in place, 6 dB an octave. */
export function lowPass(samples: Float32Array, rate: number, cutoff: number): void {
  const keep = Math.exp((-2 * Math.PI * cutoff) / rate);
  let state = 0;
  for (let index = 0; index < samples.length; index += 1) {
    state = sampleAt(samples, index) * (1 - keep) + state * keep;
    samples[index] = state;
  }
}

/** Coefficients of a two-pole band-pass with 0 dB at its centre. */
export interface Resonator {
  readonly gain: number;
  readonly feedback1: number;
  readonly feedback2: number;
}

/** Band-pass biquad after R. Bristow-Johnson's Audio EQ Cookbook (constant 0 dB peak gain). */
export function designResonator(rate: number, centre: number, quality: number): Resonator {
  const angle = (2 * Math.PI * Math.min(centre, rate * 0.45)) / rate;
  const alpha = Math.sin(angle) / (2 * quality);
  return {
    gain: alpha / (1 + alpha),
    feedback1: (2 * Math.cos(angle)) / (1 + alpha),
    feedback2: (alpha - 1) / (1 + alpha),
  };
}

/** Band-pass in place. */
export function resonate(samples: Float32Array, resonator: Resonator): void {
  const { gain, feedback1, feedback2 } = resonator;
  let input1 = 0;
  let input2 = 0;
  let output1 = 0;
  let output2 = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const input = sampleAt(samples, index);
    const output = gain * (input - input2) + feedback1 * output1 + feedback2 * output2;
    input2 = input1;
    input1 = input;
    output2 = output1;
    output1 = output;
    samples[index] = output;
  }
}

/** The band in which call and background are compared: where red-legged frogs put most of their energy. */
export function callBandRms(samples: Float32Array, rate: number, first: number, last: number): number {
  const part = samples.slice(Math.max(0, first), Math.min(samples.length, last));
  resonate(part, designResonator(rate, 470, 0.8));
  let sum = 0;
  for (const value of part) {
    sum += value * value;
  }
  return part.length === 0 ? 0 : Math.sqrt(sum / part.length);
}

/** RMS of the loudest quarter second, so that a short event and a steady noise are set to level alike. */
export function loudestRms(samples: Float32Array, rate: number): number {
  const block = Math.max(1, Math.round(rate / 4));
  let loudest = 0;
  for (let first = 0; first < samples.length; first += block) {
    const last = Math.min(samples.length, first + block);
    let sum = 0;
    for (let index = first; index < last; index += 1) {
      sum += sampleAt(samples, index) ** 2;
    }
    loudest = Math.max(loudest, sum / block);
  }
  return Math.sqrt(loudest);
}
