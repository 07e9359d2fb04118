import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeNoise, makeTone, writeTestWav } from './wav-fixture.ts';

const sampleRate = 16_000;

/**
 * A folder like a card's: `count` recordings of 1 to 9 s, no two alike, in two sub-folders, and four that cannot be
 * read (empty, text, cut header, header only). The same on every run.
 */
export async function makeTestRecordings(folder: string, count: number): Promise<void> {
  await mkdir(join(folder, 'night-1'), { recursive: true });
  await mkdir(join(folder, 'night-2'), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const seconds = 1 + (index % 9);
    const tone = makeTone(150 + 7 * index, seconds, sampleRate, 0.02 + 0.3 * ((index % 13) / 13));
    const noise = makeNoise(tone.length, index + 1, 0.05);
    const samples = tone.map((value, place) => value + (noise[place] ?? 0));
    const name = `20240301_${String(index).padStart(6, '0')}.WAV`;
    await writeTestWav(join(folder, index % 2 === 0 ? 'night-1' : 'night-2', name), samples, sampleRate);
  }
  await writeFile(join(folder, 'empty.WAV'), '');
  await writeFile(join(folder, 'notes.wav'), 'Battery changed at noon.');
  await writeFile(join(folder, 'cut.wav'), 'RIFF\u0024\u0000\u0000\u0000WAVEfm');
  await writeTestWav(join(folder, 'silent-header.wav'), new Float32Array(0), sampleRate);
}
