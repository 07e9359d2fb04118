import { addTone, canvasSeconds, type Canvas } from './sound.ts';

/** Crickets and katydids: steady tones between 3 and 9 kHz, chopped into chirps or trills. */
export function renderInsects(canvas: Canvas): void {
  const { random } = canvas;
  const seconds = canvasSeconds(canvas);
  const singers = random.integer(1, 3);
  for (let singer = 0; singer < singers; singer += 1) {
    const pitch = random.between(3000, 9000);
    const pulses = random.between(18, 70);
    const chirps = random.chance(0.5) ? random.between(1, 3) : 0;
    const level = random.between(0.3, 1);
    addTone(canvas, {
      at: 0,
      seconds,
      frequency: () => pitch,
      amplitude: (position) => {
        const time = position * seconds;
        const pulse = 0.5 + 0.5 * Math.sin(2 * Math.PI * pulses * time);
        const open = chirps === 0 || (time * chirps) % 1 < 0.4;
        return open ? level * pulse : 0;
      },
    });
  }
}
