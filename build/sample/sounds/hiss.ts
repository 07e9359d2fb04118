import { lowPass } from './filters.ts';
import { sampleAt, type Canvas } from './sound.ts';

/** The recorder's own noise and the far-off world: white with a tilt towards low frequencies. */
export function renderHiss(canvas: Canvas): void {
  const { samples, random, rate } = canvas;
  const low = new Float32Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) {
    low[index] = random.next() - 0.5;
  }
  const white = low.slice();
  lowPass(low, rate, random.between(250, 900));
  const tilt = random.between(2, 10);
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = sampleAt(samples, index) + sampleAt(white, index) + tilt * sampleAt(low, index);
  }
}
