import { lowPass } from './filters.ts';
import { addTone, canvasSeconds, sampleAt, type Canvas } from './sound.ts';

/** A propeller aircraft: a harmonic drone that falls slowly in pitch and throbs. A hard negative for growls. */
export function renderAircraft(canvas: Canvas): void {
  const { random, samples, rate } = canvas;
  const seconds = canvasSeconds(canvas);
  const pitch = random.between(68, 125);
  const fall = random.between(0, 0.06);
  const throb = random.between(0.6, 14);
  const depth = random.between(0.1, 0.6);
  for (let harmonic = 1; harmonic <= 7; harmonic += 1) {
    const level = random.between(0.3, 1) / harmonic ** 0.6;
    addTone(canvas, {
      at: 0,
      seconds,
      frequency: (position) => harmonic * pitch * (1 - fall * position),
      amplitude: (position) => level * (1 - depth * (0.5 + 0.5 * Math.sin(2 * Math.PI * throb * position * seconds))),
    });
  }
  const roar = new Float32Array(samples.length).map(() => random.next() - 0.5);
  lowPass(roar, rate, 400);
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = sampleAt(samples, index) + 3 * sampleAt(roar, index);
  }
}
