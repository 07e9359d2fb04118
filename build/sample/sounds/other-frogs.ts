import type { Random } from '../random.ts';
import { addPulsedNote } from './pulsed-note.ts';
import { addTone, bump, canvasSeconds, type Canvas } from './sound.ts';

/** Pacific tree frog: two-part "krek-ek", pulsed, 1 to 3 kHz. */
export function renderTreeFrogs(canvas: Canvas): void {
  const { random } = canvas;
  const peak = random.between(1300, 2600);
  const spacing = random.between(0.6, 1.1);
  for (let at = random.between(0, 0.5); at < canvasSeconds(canvas) - 0.35; at += spacing * random.between(0.9, 1.2)) {
    for (const [offset, seconds] of [
      [0, 0.13],
      [0.17, 0.1],
    ] as const) {
      addPulsedNote(canvas, {
        at: at + offset,
        seconds,
        level: random.between(0.6, 1),
        pitch: random.between(85, 110),
        glide: 0.1,
        peak: peak * (1 + offset),
        spread: 350,
        flutter: 0,
        flutterDepth: 0,
      });
    }
  }
}

/** Western toad: long trill of a pure tone. */
export function renderToad(canvas: Canvas): void {
  const { random } = canvas;
  const pulses = random.between(12, 30);
  const pitch = random.between(900, 1700);
  const seconds = Math.min(canvasSeconds(canvas), random.between(1, 4));
  addTone(canvas, {
    at: random.between(0, canvasSeconds(canvas) - seconds),
    seconds,
    frequency: () => pitch,
    amplitude: (position) => bump(position) * (0.5 + 0.5 * Math.sin(2 * Math.PI * pulses * position * seconds)) ** 2,
  });
}

/** Bullfrog: slow deep notes, longer and lower than a growl. */
export function renderBullfrog(canvas: Canvas): void {
  const { random } = canvas;
  const pitch = random.between(88, 112);
  const peak = random.between(190, 330);
  for (let at = random.between(0, 1); at < canvasSeconds(canvas) - 0.5; at += random.between(0.9, 1.6)) {
    addPulsedNote(canvas, {
      at,
      seconds: random.between(0.5, 0.85),
      level: random.between(0.7, 1),
      pitch,
      glide: 0.04,
      peak,
      spread: 80,
      flutter: 0,
      flutterDepth: 0,
    });
  }
}

function towards(
  random: Random,
  likeness: number,
  other: readonly [number, number],
  target: readonly [number, number],
): number {
  const away = random.between(other[0], other[1]);
  return away + likeness * (random.between(target[0], target[1]) - away);
}

/**
 * A relative that chuckles: faster, higher and coarser than the target at likeness 0,
 * all but the target at likeness 1. The hardest negatives.
 */
export function renderChuckles(canvas: Canvas, likeness: number): void {
  const { random } = canvas;
  const spacing = towards(random, likeness, [0.075, 0.12], [0.17, 0.24]);
  const pitch = towards(random, likeness, [48, 70], [92, 126]);
  const peak = towards(random, likeness, [750, 1200], [380, 560]);
  const notes = Math.round(towards(random, likeness, [9, 14], [4, 6]));
  const seconds = canvasSeconds(canvas);
  for (let start = random.between(0, 0.8); start < seconds - 0.5; start += random.between(1.5, 6)) {
    for (let note = 0; note < notes; note += 1) {
      addPulsedNote(canvas, {
        at: start + note * spacing,
        seconds: spacing * random.between(0.5, 0.75),
        level: 0.5 + 0.5 * bump((note + 1) / (notes + 1)),
        pitch,
        glide: -0.05,
        peak,
        spread: 90 + 0.15 * peak,
        flutter: 0,
        flutterDepth: 0,
      });
    }
    start += notes * spacing;
  }
}
