import { createRandom } from './random.ts';
import { localTime, sharedStart, timeStamp, type RecordingPlan } from './recording-plan.ts';
import type { CallInScene, Layer } from './scene.ts';
import type { CallType } from './sounds/frog-call.ts';

const count = 25;
const longOnes = 6;

function planOne(seed: string, index: number): RecordingPlan {
  const name = `${seed}/unlabelled/${index}`;
  const random = createRandom(name);
  const long = index < longOnes;
  const startsAt = index === longOnes ? sharedStart : localTime(1, 20, 1, 15) + index * 900;
  const type = random.pick<CallType>(['grunt', 'growl', 'both']);
  const layers: Layer[] = [{ sound: random.pick(['wind', 'insects', 'birds']), level: random.between(-6, 4) }];
  // The last long recording is a quiet night; of the short ones every third has a call.
  const calling = long ? index < longOnes - 1 : index % 3 === 0;
  const call: CallInScene = { type, snrDb: random.between(long ? 10 : 2, 18), place: random.between(0.1, 0.95) };
  return {
    source: 'unlabelled-night',
    path: `${timeStamp(startsAt).slice(0, 8)}/${timeStamp(startsAt)}.WAV`,
    startsAt,
    rate: index < 2 ? 48000 : long ? 24000 : random.pick([48000, 48000, 32000]),
    channels: 1,
    commented: true,
    plantedMislabelled: false,
    scene: {
      name,
      seconds: long ? 60 : random.pick([3, 3, 5, 10]),
      peakDbfs: random.between(-33, -14),
      layers,
      ...(calling ? { call } : {}),
    },
    ...(index === 20 ? { damage: 'truncated' as const } : {}),
  };
}

/** Recorder 10: one night nobody has listened to, in a folder a day; six recordings last a minute. */
export function planUnlabelled(seed: string): RecordingPlan[] {
  return Array.from({ length: count }, (_, index) => planOne(seed, index));
}
