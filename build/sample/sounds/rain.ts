import { addAt, canvasSeconds, type Canvas } from './sound.ts';

function addDrop(canvas: Canvas): void {
  const { random, rate, samples } = canvas;
  const first = Math.floor(random.next() * samples.length);
  const seconds = random.between(0.002, 0.02);
  const level = random.next() ** 3;
  // A drop on a leaf rings low, one on the housing is a click; both are short noise through a decay.
  const ring = random.chance(0.3) ? random.between(250, 1500) : random.between(1500, 8000);
  const turn = (2 * Math.PI * Math.min(ring, rate * 0.4)) / rate;
  const count = Math.round(seconds * rate * 3);
  for (let index = 0; index < count; index += 1) {
    const fade = Math.exp(-index / (seconds * rate));
    addAt(samples, first + index, level * fade * (0.6 * Math.sin(turn * index) + 0.8 * (random.next() - 0.5)));
  }
}

/** Rain: a wash of noise and thousands of drops. */
export function renderRain(canvas: Canvas): void {
  const { samples, random } = canvas;
  const wash = random.between(0.01, 0.06);
  for (let index = 0; index < samples.length; index += 1) {
    addAt(samples, index, wash * (random.next() - 0.5));
  }
  const drops = Math.round(canvasSeconds(canvas) * random.between(20, 140));
  for (let drop = 0; drop < drops; drop += 1) {
    addDrop(canvas);
  }
}
