import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderScene } from '../../build/sample/scene.ts';
import { makeNoise, makeTestWav } from './wav-fixture.ts';

export const stereoRate = 48_000;
export const stereoSeconds = 3;

/** A frog call that nobody could miss; another one for every number. */
export function frogCall(number: number): Float32Array {
  const { samples } = renderScene(
    {
      name: `stereo-card/${number}`,
      seconds: stereoSeconds,
      peakDbfs: -12,
      layers: [],
      call: { type: 'both', snrDb: 16, place: 0.5 },
    },
    stereoRate,
  );
  return Float32Array.from(samples);
}

/** What the other microphone heard. */
export function otherNoise(number: number): Float32Array {
  return makeNoise(stereoRate * stereoSeconds, 100 + number, 0.25);
}

export interface StereoCard {
  /** Calls on the left, noise on the right: `stereo-1.wav` and so on. */
  readonly stereo: number;
  /** Calls, in one channel: `mono-1.wav` and so on. */
  readonly mono: number;
}

/** Writes the card of a recorder with two microphones, one of which hung at the pond. */
export async function writeStereoCard(folder: string, { stereo, mono }: StereoCard): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let number = 1; number <= stereo; number += 1) {
    const left = frogCall(number);
    const right = otherNoise(number);
    const samples = Float32Array.from(
      { length: 2 * left.length },
      (_, index) => (index % 2 === 0 ? left : right)[Math.floor(index / 2)] ?? 0,
    );
    await writeFile(join(folder, `stereo-${number}.wav`), makeTestWav(samples, stereoRate, { channels: 2 }));
  }
  for (let number = 1; number <= mono; number += 1) {
    await writeFile(join(folder, `mono-${number}.wav`), makeTestWav(frogCall(50 + number), stereoRate));
  }
}
