import { addAt, bump, type Canvas } from './sound.ts';

/** One note of a frog: a pulse train of `pitch` Hz heard through a vocal sac that favours `peak` Hz. */
export interface PulsedNote {
  readonly at: number;
  readonly seconds: number;
  readonly level: number;
  readonly pitch: number;
  /** Relative change of the pitch over the note. */
  readonly glide: number;
  readonly peak: number;
  readonly spread: number;
  /** Slow roughness, Hz, as growls have; 0 for none. */
  readonly flutter: number;
  readonly flutterDepth: number;
}

/** Level of every harmonic, from the fundamental up; the entry 0 is unused. */
function harmonicWeights(note: PulsedNote): Float64Array {
  const count = Math.max(
    1,
    Math.floor((note.peak + 2.6 * note.spread) / note.pitch),
    Math.floor((note.peak * 2.4) / note.pitch),
  );
  return Float64Array.from({ length: count + 1 }, (_, harmonic) => {
    const frequency = harmonic * note.pitch;
    const main = Math.exp(-0.5 * ((frequency - note.peak) / note.spread) ** 2);
    const second = 0.3 * Math.exp(-0.5 * ((frequency - note.peak * 1.7) / (note.spread * 1.5)) ** 2);
    return main + second;
  });
}

/** Sum of weight[k]·cos(k·phase) by the Chebyshev recurrence: one cosine a sample instead of one a harmonic. */
function sumHarmonics(weights: Float64Array, phase: number): number {
  const twice = 2 * Math.cos(phase);
  let before = 1;
  let current = twice / 2;
  let sum = 0;
  for (let harmonic = 1; harmonic < weights.length; harmonic += 1) {
    sum += (weights[harmonic] ?? 0) * current;
    const following = twice * current - before;
    before = current;
    current = following;
  }
  return sum;
}

/** Adds the note: harmonics in phase, so that the ear and the spectrogram see pulses. */
export function addPulsedNote(canvas: Canvas, note: PulsedNote): void {
  const first = Math.round(note.at * canvas.rate);
  const count = Math.round(note.seconds * canvas.rate);
  const weights = harmonicWeights(note);
  const turn = (2 * Math.PI * note.pitch) / canvas.rate;
  let phase = 0;
  let wander = 0;
  for (let index = 0; index < count; index += 1) {
    const position = index / count;
    wander = wander * 0.999 + (canvas.random.next() - 0.5) * 0.004;
    phase += turn * (1 + note.glide * (position - 0.5) + wander);
    const flutter =
      1 - note.flutterDepth * (0.5 + 0.5 * Math.cos(2 * Math.PI * note.flutter * position * note.seconds));
    addAt(canvas.samples, first + index, note.level * bump(position, 0.7) * flutter * sumHarmonics(weights, phase));
  }
}
