import { addTone, bump, canvasSeconds, type Canvas } from './sound.ts';

/** A songbird: phrases of short sweeps between 1.8 and 6 kHz. */
export function renderBirds(canvas: Canvas): void {
  const { random } = canvas;
  const seconds = canvasSeconds(canvas);
  let at = random.between(0, 0.6);
  while (at < seconds - 0.3) {
    const notes = random.integer(2, 7);
    const base = random.between(1800, 5000);
    const noteSeconds = random.between(0.05, 0.2);
    for (let note = 0; note < notes && at < seconds - noteSeconds; note += 1) {
      const from = base * random.between(0.85, 1.2);
      const to = from * random.between(0.7, 1.4);
      addTone(canvas, {
        at,
        seconds: noteSeconds,
        frequency: (position) => from + (to - from) * position,
        amplitude: (position) => bump(position),
      });
      at += noteSeconds * random.between(1.1, 1.8);
    }
    at += random.between(0.4, 3);
  }
}

/** An owl: soft low hoots in a row, with the frog's pitch and rhythm but a pure tone. A hard negative. */
export function renderOwl(canvas: Canvas): void {
  const { random } = canvas;
  const seconds = canvasSeconds(canvas);
  const pitch = random.between(250, 480);
  let at = random.between(0, 0.8);
  while (at < seconds - 0.4) {
    const hoots = random.integer(2, 5);
    for (let hoot = 0; hoot < hoots; hoot += 1) {
      const hootSeconds = random.between(0.12, 0.4);
      for (const [harmonic, level] of [
        [1, 1],
        [2, random.between(0.05, 0.3)],
      ] as const) {
        addTone(canvas, {
          at,
          seconds: hootSeconds,
          frequency: (position) => harmonic * pitch * (1 + 0.06 * bump(position)),
          amplitude: (position) => level * bump(position),
        });
      }
      at += hootSeconds + random.between(0.1, 0.3);
    }
    at += random.between(1.5, 8);
  }
}
