import { createRandom, type Random } from './random.ts';
import { localTime, sharedStart, timeStamp, type RecordingPlan } from './recording-plan.ts';
import type { Layer } from './scene.ts';
import type { CallType } from './sounds/frog-call.ts';

const count = 110;
const rawNames = 24;

/** Weather and neighbours that make a clip low quality. */
function drawLayers(random: Random): Layer[] {
  const sounds = ['wind', 'rain', 'insects', 'birds', 'aircraft', 'speech', 'tree-frogs', 'bullfrog'] as const;
  const layers: Layer[] = [];
  for (let layer = random.integer(0, 2); layer > 0; layer -= 1) {
    layers.push({ sound: random.pick(sounds), level: random.between(-6, 10) });
  }
  return layers;
}

function fileName(index: number, type: CallType, startsAt: number): string {
  return index < rawNames ? `${timeStamp(startsAt)}.WAV` : `positive_low_${type}_02_ASU_${timeStamp(startsAt)}.wav`;
}

function planOne(seed: string, index: number): RecordingPlan {
  const name = `${seed}/positive/${index}`;
  const random = createRandom(name);
  const type = random.pick<CallType>(['grunt', 'grunt', 'growl', 'both']);
  const clear = index === 0;
  const truncated = index === 40;
  const startsAt = clear ? sharedStart : localTime(1 + (index % 9), 20, 0) + index * 157;
  const plan: RecordingPlan = {
    source: 'positive-low-quality',
    path: fileName(index, type, startsAt),
    startsAt,
    rate: random.pick([48000, 48000, 48000, 48000, 48000, 48000, 48000, 24000, 32000, 44100]),
    channels: 1,
    commented: index < rawNames,
    plantedMislabelled: false,
    scene: {
      name,
      seconds: 3,
      peakDbfs: random.between(-35, -12),
      layers: clear ? [] : drawLayers(random),
      call: { type, snrDb: clear ? 14 : random.between(-11, 9), place: truncated ? 0 : random.next() },
    },
  };
  return truncated ? { ...plan, damage: 'truncated' } : index === 75 ? { ...plan, damage: 'not-audio' } : plan;
}

/** Recorder 02: clips in which somebody heard a call, most of them faint. */
export function planPositives(seed: string): RecordingPlan[] {
  return Array.from({ length: count }, (_, index) => planOne(seed, index));
}
