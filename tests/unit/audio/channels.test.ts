import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { ChannelChoice } from '../../../electron/core/audio/audio-reader.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeTestWav, makeTone } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
const sampleRate = 48_000;
const seconds = 2;
/** Loud on the left, half as loud on the right. */
const loudness = [0.5, 0.25];
const tone = makeTone(440, seconds, sampleRate, 1);
const stereo = Float32Array.from({ length: tone.length * 2 }, (_, index) => {
  const amplitude = loudness[index % 2] ?? 0;
  return amplitude * (tone[Math.floor(index / 2)] ?? 0);
});

async function stereoWav(bitsPerSample: 8 | 16 | 24 | 32 = 16): Promise<string> {
  const path = join(folder, `stereo-${bitsPerSample}.wav`);
  await writeFile(path, makeTestWav(stereo, sampleRate, { channels: 2, bitsPerSample }));
  return path;
}

/** The largest sample of the middle second. */
async function peakOf(path: string, channel: ChannelChoice): Promise<number> {
  const reader = unwrap(await openAudio(path, { channel }));
  const samples = new Float32Array(sampleRate);
  expect(unwrap(await reader.readMono(sampleRate / 2, samples))).toBe(sampleRate);
  await reader.close();
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

async function expectChannels(path: string, digits: number): Promise<void> {
  expect(await peakOf(path, 1)).toBeCloseTo(0.5, digits);
  expect(await peakOf(path, 2)).toBeCloseTo(0.25, digits);
  expect(await peakOf(path, 'mix')).toBeCloseTo(0.375, digits);
}

describe('one channel of a recording', () => {
  it.each([8, 16, 24, 32] as const)('of WAV with %s bits', async (bits) => {
    await expectChannels(await stereoWav(bits), 2);
  });

  it.runIf(hasFfmpeg).each(['flac', 'mp3', 'ogg', 'opus'])('of %s', async (extension) => {
    const path = join(folder, `stereo.${extension}`);
    expect(spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', await stereoWav(), '-b:a', '256k', path]).status).toBe(0);
    await expectChannels(path, 1);
  });

  it('is refused where the recording has no such channel', async () => {
    const path = join(folder, 'mono.wav');
    await writeFile(path, makeTestWav(tone, sampleRate));
    const opened = await openAudio(path, { channel: 2 });
    expect(opened.ok ? null : opened.fault).toMatchObject({
      code: 'channel-missing',
      message: expect.stringContaining('only one') as string,
    });
    expect(await peakOf(path, 1)).toBeCloseTo(1, 2);
  });
});
