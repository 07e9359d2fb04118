import { createRandom, type Random } from './random.ts';
import { localTime, sharedStart, timeStamp, type Damage, type RecordingPlan } from './recording-plan.ts';
import type { CallInScene, Layer } from './scene.ts';
import type { BackgroundName } from './sounds/catalogue.ts';
import type { CallType } from './sounds/frog-call.ts';

/** What one negative recording holds; the order of the list is shuffled, so that names tell nothing. */
interface Content {
  readonly sound: BackgroundName | 'quiet';
  /** dB over the hiss, lowest and highest. */
  readonly level: readonly [number, number];
  /** dB over the background of a call that nobody noticed. */
  readonly snrDb?: number;
  readonly damage?: Damage;
  /** Takes the name that all recorders share. */
  readonly shared?: boolean;
}

const repeat = (count: number, content: Content): Content[] => Array.from({ length: count }, () => content);

const contents: readonly Content[] = [
  { sound: 'quiet', level: [0, 0], snrDb: 18, shared: true },
  { sound: 'insects', level: [0, 6], snrDb: 16 },
  { sound: 'wind', level: [-6, 0], snrDb: 17 },
  { sound: 'tree-frogs', level: [-3, 3], snrDb: 15 },
  { sound: 'birds', level: [0, 6], snrDb: 16 },
  { sound: 'rain', level: [0, 6], snrDb: -4 },
  { sound: 'quiet', level: [0, 0], damage: 'empty' },
  { sound: 'quiet', level: [0, 0], damage: 'header-only' },
  ...repeat(5, { sound: 'quiet', level: [0, 0] }),
  ...repeat(6, { sound: 'wind', level: [0, 18] }),
  ...repeat(6, { sound: 'rain', level: [0, 15] }),
  ...repeat(5, { sound: 'insects', level: [0, 15] }),
  ...repeat(5, { sound: 'birds', level: [0, 18] }),
  ...repeat(7, { sound: 'aircraft', level: [0, 15] }),
  ...repeat(8, { sound: 'speech', level: [3, 18] }),
  ...repeat(6, { sound: 'owl', level: [3, 18] }),
  ...repeat(5, { sound: 'tree-frogs', level: [0, 18] }),
  ...repeat(3, { sound: 'toad', level: [0, 18] }),
  ...repeat(7, { sound: 'bullfrog', level: [0, 18] }),
  ...repeat(4, { sound: 'chuckles-far', level: [3, 18] }),
  ...repeat(9, { sound: 'chuckles-near', level: [-3, 15] }),
  ...repeat(12, { sound: 'chuckles-alike', level: [-6, 12] }),
  ...repeat(4, { sound: 'chuckles-alike', level: [8, 18] }),
];

function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, key: random.next() }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}

function drawLayers(content: Content, random: Random): Layer[] {
  const layers: Layer[] = [];
  if (content.sound !== 'quiet') {
    layers.push({ sound: content.sound, level: random.between(content.level[0], content.level[1]) });
  }
  if (content.snrDb === undefined && random.chance(0.35)) {
    layers.push({ sound: random.pick(['wind', 'insects', 'birds', 'rain']), level: random.between(-6, 6) });
  }
  return layers;
}

function drawCall(snrDb: number | undefined, random: Random): { call: CallInScene } | Record<never, never> {
  const type = random.pick<CallType>(['grunt', 'both']);
  return snrDb === undefined ? {} : { call: { type, snrDb, place: random.next() } };
}

function planOne(seed: string, content: Content, index: number): RecordingPlan {
  const name = `${seed}/negative/${index}`;
  const random = createRandom(name);
  const startsAt = content.shared === true ? sharedStart : localTime(1 + (index % 6), 20, 2, 30) + index * 300;
  return {
    source: 'negative-field',
    path: `${timeStamp(startsAt)}.WAV`,
    startsAt,
    rate: random.pick([48000, 48000, 48000, 48000, 48000, 48000, 48000, 24000, 32000, 44100]),
    channels: index === 17 ? 2 : 1,
    commented: true,
    plantedMislabelled: content.snrDb !== undefined,
    scene: {
      name,
      seconds: 3,
      peakDbfs: random.between(-35, -10),
      layers: drawLayers(content, random),
      ...drawCall(content.snrDb, random),
    },
    ...(content.damage === undefined ? {} : { damage: content.damage }),
  };
}

/** Recorder 09: field recordings filed as free of calls; six of a hundred are not. */
export function planNegatives(seed: string): RecordingPlan[] {
  return shuffle(contents, createRandom(`${seed}/negative/order`)).map((content, index) =>
    planOne(seed, content, index),
  );
}
