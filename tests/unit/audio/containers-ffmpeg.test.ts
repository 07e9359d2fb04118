import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();

function ffmpeg(...options: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...options], { maxBuffer: 1 << 26 });
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** Container, encoding, sample rate, channels, and length, an odd one. */
const cases: [string, string, number, number, number][] = [
  // ffmpeg counts the pad bytes of Wave64 as sound, so that these are even.
  ['w64', 'pcm_u8', 8_000, 1, 4_000],
  ['w64', 'pcm_s24le', 500_000, 3, 776],
  ['w64', 'pcm_mulaw', 44_100, 2, 4_000],
  ['aiff', 'pcm_s8', 1_000, 3, 777],
  ['aiff', 'pcm_s24be', 256_000, 1, 4_001],
  ['aiff', 'pcm_s16le', 44_100, 2, 777],
  ['aiff', 'pcm_f64be', 96_000, 6, 777],
  ['aiff', 'pcm_alaw', 8_000, 1, 4_001],
  ['au', 'pcm_s16be', 384_000, 1, 4_001],
  ['au', 'pcm_alaw', 22_050, 3, 777],
  ['au', 'pcm_f32be', 48_000, 2, 4_001],
  ['caf', 'pcm_s8', 22_050, 1, 777],
  ['caf', 'pcm_s24le', 192_000, 2, 4_001],
  ['caf', 'pcm_f32be', 1_000, 6, 777],
  ['caf', 'pcm_mulaw', 8_000, 2, 777],
];

describe.runIf(hasFfmpeg)('what ffmpeg writes', () => {
  it.each(cases)('%s of %s at %i Hz, %i channels: every sample as ffmpeg reads it', async (...each) => {
    const [container, codec, sampleRate, channels, frames] = each;
    const source = join(folder, 'source.wav');
    const path = join(folder, `${codec}.${container}`);
    await writeTestWav(source, makeNoise(frames * channels, 3), sampleRate, {
      bitsPerSample: 64,
      float: true,
      channels,
    });
    ffmpeg('-i', source, '-c:a', codec, path);
    const raw = ffmpeg('-i', path, '-f', 'f32le', '-c:a', 'pcm_f32le', '-');
    const reader = unwrap(await openAudio(path));
    expect(reader.info).toMatchObject({ sampleRate, channels, frames, warning: null });
    for (const channel of [1, channels]) {
      const target = new Float32Array(frames);
      unwrap(await reader.readMono(0, target, channel));
      const expected = target.map((_, frame) => raw.readFloatLE(4 * (frame * channels + channel - 1)));
      expect(target).toEqual(expected);
    }
    await reader.close();
  });
});
