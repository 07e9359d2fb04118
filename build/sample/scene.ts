import { createRandom } from './random.ts';
import { backgroundSounds, type BackgroundName } from './sounds/catalogue.ts';
import { callBandRms, loudestRms } from './sounds/filters.ts';
import { drawCallShape, renderFrogCall, type CallType } from './sounds/frog-call.ts';
import { addAt, sampleAt } from './sounds/sound.ts';

export interface Layer {
  readonly sound: BackgroundName;
  /** dB relative to the recorder's own hiss, each measured in its loudest quarter second. */
  readonly level: number;
}

export interface CallInScene {
  readonly type: CallType;
  /** dB between call and background around 470 Hz, while the call lasts. */
  readonly snrDb: number;
  /** 0 puts the call at the start, 1 at the end. */
  readonly place: number;
}

/** What is to be heard in one recording. */
export interface Scene {
  /** Names every stream of chance in it: two scenes of one name sound the same. */
  readonly name: string;
  readonly seconds: number;
  /** Highest sample, dB below full scale. */
  readonly peakDbfs: number;
  readonly layers: readonly Layer[];
  readonly call?: CallInScene;
}

export interface RenderedScene {
  readonly samples: Float32Array;
  /** Seconds between which the call lies. */
  readonly call?: { readonly from: number; readonly to: number };
}

const decibels = (level: number): number => 10 ** (level / 20);

function renderLayer(sound: BackgroundName, name: string, seconds: number, rate: number): Float32Array {
  const samples = new Float32Array(Math.round(seconds * rate));
  backgroundSounds[sound]({ samples, rate, random: createRandom(name) });
  return samples;
}

function mixIn(target: Float32Array, source: Float32Array, gain: number, first = 0): void {
  for (let index = 0; index < source.length; index += 1) {
    addAt(target, first + index, gain * sampleAt(source, index));
  }
}

function renderBackground(scene: Scene, rate: number): Float32Array {
  const mix = renderLayer('hiss', `${scene.name}/hiss`, scene.seconds, rate);
  const floor = loudestRms(mix, rate);
  scene.layers.forEach((layer, order) => {
    const samples = renderLayer(layer.sound, `${scene.name}/${order}/${layer.sound}`, scene.seconds, rate);
    const loudest = loudestRms(samples, rate);
    if (loudest > 0) {
      mixIn(mix, samples, (floor * decibels(layer.level)) / loudest);
    }
  });
  return mix;
}

function mixCall(mix: Float32Array, scene: Scene, call: CallInScene, rate: number): { from: number; to: number } {
  const random = createRandom(`${scene.name}/call`);
  const shape = drawCallShape(random, call.type);
  const samples = new Float32Array(Math.round(Math.min(shape.seconds, scene.seconds) * rate));
  renderFrogCall({ samples, rate, random }, shape);
  const first = Math.round(call.place * (mix.length - samples.length));
  const last = first + samples.length;
  const background = callBandRms(mix, rate, first, last);
  const own = callBandRms(samples, rate, 0, samples.length);
  mixIn(mix, samples, own > 0 ? (background / own) * decibels(call.snrDb) : 0, first);
  return { from: first / rate, to: last / rate };
}

function setPeak(samples: Float32Array, peakDbfs: number): void {
  let peak = 0;
  for (const value of samples) {
    peak = Math.max(peak, Math.abs(value));
  }
  const gain = peak > 0 ? decibels(peakDbfs) / peak : 0;
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = sampleAt(samples, index) * gain;
  }
}

/** Renders a scene to mono samples at `rate` Hz. Pure: the same scene and rate give the same samples. */
export function renderScene(scene: Scene, rate: number): RenderedScene {
  const samples = renderBackground(scene, rate);
  const call = scene.call === undefined ? undefined : mixCall(samples, scene, scene.call, rate);
  setPeak(samples, scene.peakDbfs);
  return call === undefined ? { samples } : { samples, call };
}
