import type { Random } from '../random.ts';
import { applyDistance } from './distance.ts';
import { addPulsedNote } from './pulsed-note.ts';
import { bump, type Canvas } from './sound.ts';

export type CallType = 'grunt' | 'growl' | 'both';

interface Caller {
  readonly pitch: number;
  readonly peak: number;
}

/** Seconds that a call of this type takes, echoes included; drawn before rendering so that it can be placed. */
export interface CallShape {
  readonly type: CallType;
  readonly seconds: number;
  readonly grunts: number;
  readonly gruntSpacing: number;
  readonly growlSeconds: number;
}

const tailSeconds = 0.15;

/** Draws a call in the manner of Rana draytonii: three to seven grunts of a fifth of a second apart, a growl, or both. */
export function drawCallShape(random: Random, type: CallType): CallShape {
  const grunts = type === 'growl' ? 0 : random.integer(3, 6);
  const gruntSpacing = random.between(0.17, 0.26);
  const growlSeconds = type === 'grunt' ? 0 : random.between(0.32, 0.8);
  return { type, grunts, gruntSpacing, growlSeconds, seconds: grunts * gruntSpacing + growlSeconds + tailSeconds };
}

function addGrunts(canvas: Canvas, shape: CallShape, caller: Caller): void {
  const { random } = canvas;
  for (let index = 0; index < shape.grunts; index += 1) {
    addPulsedNote(canvas, {
      at: index * shape.gruntSpacing * random.between(0.97, 1.03),
      seconds: shape.gruntSpacing * random.between(0.38, 0.65),
      level: 0.45 + 0.55 * bump((index + 1) / (shape.grunts + 1)),
      pitch: caller.pitch * random.between(0.97, 1.03),
      glide: random.between(-0.12, -0.02),
      peak: caller.peak * random.between(0.94, 1.06),
      spread: random.between(90, 150),
      flutter: 0,
      flutterDepth: 0,
    });
  }
}

function addGrowl(canvas: Canvas, shape: CallShape, caller: Caller): void {
  const { random } = canvas;
  addPulsedNote(canvas, {
    at: shape.grunts * shape.gruntSpacing,
    seconds: shape.growlSeconds,
    level: 1,
    pitch: caller.pitch * random.between(1.02, 1.12),
    glide: random.between(-0.05, 0.1),
    peak: caller.peak * random.between(0.98, 1.15),
    spread: random.between(100, 170),
    flutter: random.between(11, 17),
    flutterDepth: random.between(0.35, 0.7),
  });
}

/** Renders a call onto a canvas of its own length, starting at its first sample. */
export function renderFrogCall(canvas: Canvas, shape: CallShape): void {
  const { random } = canvas;
  const caller: Caller = { pitch: random.between(92, 126), peak: random.between(360, 560) };
  addGrunts(canvas, shape, caller);
  if (shape.growlSeconds > 0) {
    addGrowl(canvas, shape, caller);
  }
  const distance = {
    cutoff: random.between(700, 2600),
    echo: random.between(0.05, 0.4),
    spacing: random.between(0.012, 0.045),
  };
  applyDistance(canvas.samples, canvas.rate, distance);
}
