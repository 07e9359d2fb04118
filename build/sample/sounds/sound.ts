import type { Random } from '../random.ts';

/** Where a sound is rendered: mono samples at `rate` Hz, all zero at first. */
export interface Canvas {
  readonly samples: Float32Array;
  readonly rate: number;
  readonly random: Random;
}

/** Adds one sound to a canvas at any level; the scene sets the level afterwards. */
export type Sound = (canvas: Canvas) => void;

/** Reads a sample; the zero is for the compiler only, since every index here is inside. */
export function sampleAt(samples: Float32Array, index: number): number {
  return samples[index] ?? 0;
}

export function addAt(samples: Float32Array, index: number, value: number): void {
  if (index >= 0 && index < samples.length) {
    samples[index] = sampleAt(samples, index) + value;
  }
}

export function canvasSeconds(canvas: Canvas): number {
  return canvas.samples.length / canvas.rate;
}

/** A smooth rise and fall over [0, 1]; `skew` below 1 puts the top early. */
export function bump(position: number, skew = 1): number {
  return position <= 0 || position >= 1 ? 0 : Math.sin(Math.PI * position ** skew);
}

export interface Tone {
  /** Seconds from the start of the canvas. */
  readonly at: number;
  readonly seconds: number;
  /** Hz over the tone's own course, 0 to 1. */
  readonly frequency: (position: number) => number;
  readonly amplitude: (position: number) => number;
}

/** Adds one sine whose pitch and level move; parts above the band limit are left out, because they would alias. */
export function addTone(canvas: Canvas, tone: Tone): void {
  const first = Math.round(tone.at * canvas.rate);
  const count = Math.round(tone.seconds * canvas.rate);
  const limit = canvas.rate * 0.46;
  let phase = canvas.random.next() * 2 * Math.PI;
  for (let index = 0; index < count; index += 1) {
    const position = index / count;
    const frequency = tone.frequency(position);
    phase += (2 * Math.PI * frequency) / canvas.rate;
    if (frequency < limit) {
      addAt(canvas.samples, first + index, tone.amplitude(position) * Math.sin(phase));
    }
  }
}
