import { createRandom, type Random } from '../../build/sample/random.ts';
import type { Layer, Scene } from '../../build/sample/scene.ts';
import type { BackgroundName } from '../../build/sample/sounds/catalogue.ts';
import type { CallType } from '../../build/sample/sounds/frog-call.ts';

/** One labelled example before it is rendered. */
export interface LabelledScene {
  readonly scene: Scene;
  readonly positive: boolean;
  /** Part of the window that has sound; the rest is zeros, as at the end of a recording. */
  readonly filled: number;
}

/**
 * How often each background is drawn. The frog's relatives are rare here, as they are in real training sets; the
 * sample recordings hold many of them, which is why the model has hard negatives to show.
 */
const backgroundWeights: readonly (readonly [BackgroundName, number])[] = [
  ['wind', 5],
  ['rain', 5],
  ['insects', 4],
  ['birds', 4],
  ['aircraft', 4],
  ['speech', 4],
  ['owl', 2],
  ['tree-frogs', 4],
  ['toad', 2],
  ['bullfrog', 2],
  ['chuckles-far', 2],
  ['chuckles-near', 0.7],
  ['chuckles-alike', 0.3],
];

const totalWeight = backgroundWeights.reduce((sum, [, weight]) => sum + weight, 0);

function pickBackground(random: Random): BackgroundName {
  let rest = random.next() * totalWeight;
  for (const [sound, weight] of backgroundWeights) {
    rest -= weight;
    if (rest < 0) {
      return sound;
    }
  }
  return 'wind';
}

function drawLayers(random: Random): Layer[] {
  return Array.from({ length: random.integer(0, 2) }, () => ({
    sound: pickBackground(random),
    level: random.between(-6, 18),
  }));
}

/** Lowest and highest signal-to-noise ratio of the calls in training and in the held-out test, dB. */
export const signalToNoise = { lowest: -12, highest: 18 } as const;

/** Example `index` of the stream `name`; streams of other names share nothing with it. */
export function drawLabelledScene(name: string, index: number): LabelledScene {
  const sceneName = `${name}/${index}`;
  const random = createRandom(sceneName);
  const positive = index % 2 === 0;
  const scene: Scene = {
    name: sceneName,
    seconds: 3,
    peakDbfs: random.between(-40, -6),
    layers: drawLayers(random),
  };
  const filled = random.chance(0.08) ? random.between(0.3, 0.95) : 1;
  if (!positive) {
    return { scene, positive, filled };
  }
  const call = {
    type: random.pick<CallType>(['grunt', 'grunt', 'growl', 'both']),
    snrDb: random.between(signalToNoise.lowest, signalToNoise.highest),
    place: random.next() * Math.max(0, filled - 0.15),
  };
  return { scene: { ...scene, call }, positive, filled };
}
