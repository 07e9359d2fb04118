import { lowPass } from './filters.ts';
import { sampleAt, type Canvas } from './sound.ts';

/** Wind on the microphone: twice low-passed noise whose level comes in gusts. */
export function renderWind(canvas: Canvas): void {
  const { samples, random, rate } = canvas;
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = random.next() - 0.5;
  }
  lowPass(samples, rate, random.between(60, 160));
  lowPass(samples, rate, random.between(150, 600));
  const rates = [random.between(0.15, 0.4), random.between(0.5, 1.2), random.between(2, 5)];
  const phases = rates.map(() => random.next() * 2 * Math.PI);
  const step = Math.max(1, Math.round(rate / 200));
  for (let first = 0; first < samples.length; first += step) {
    const turns = rates.map((gust, index) => Math.sin((2 * Math.PI * gust * first) / rate + (phases[index] ?? 0)));
    const level = Math.exp(1.1 * (turns[0] ?? 0) + 0.7 * (turns[1] ?? 0) + 0.4 * (turns[2] ?? 0));
    for (let index = first; index < Math.min(samples.length, first + step); index += 1) {
      samples[index] = sampleAt(samples, index) * level;
    }
  }
}
