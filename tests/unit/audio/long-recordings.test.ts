import { spawnSync } from 'node:child_process';
import { appendFile, open, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { readClip } from '../../../electron/core/audio/read-clip.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
const sampleRate = 16_000;
const minute47 = 47 * 60;

/** Silence with one click of a second at minute 47, an hour long. */
function makeHour(name: string, options: readonly string[]): string {
  const path = join(folder, name);
  const tone = `sine=frequency=1000:sample_rate=${sampleRate}:duration=3600,volume=enable='not(between(t,${minute47},${minute47 + 1}))':volume=0`;
  const made = spawnSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', tone, ...options, path]);
  expect(made.stderr.toString()).toBe('');
  return path;
}

function rootMeanSquare(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

describe.runIf(hasFfmpeg)('an hour', () => {
  it.each([
    ['hour.flac', ['-c:a', 'flac']],
    ['hour.mp3', ['-c:a', 'libmp3lame', '-b:a', '64k']],
    ['hour.ogg', ['-c:a', 'libvorbis', '-q:a', '1']],
    ['hour.opus', ['-c:a', 'libopus', '-b:a', '24k']],
  ])('%s: the second at minute 47 is where it belongs, and memory stays flat', async (name, options) => {
    const path = makeHour(name, options);
    const before = process.memoryUsage();
    const started = performance.now();
    const clip = unwrap(await readClip(path, minute47 - 1, minute47 + 2));
    const milliseconds = performance.now() - started;
    const rate = clip.header.sampleRate;
    const part = (from: number, to: number): number => rootMeanSquare(clip.samples.subarray(from * rate, to * rate));
    expect(clip.header.recordingSeconds).toBeCloseTo(3600, 1);
    expect(part(0, 0.9)).toBeLessThan(0.001);
    expect(part(1.1, 1.9)).toBeGreaterThan(0.05);
    expect(part(2.15, 3)).toBeLessThan(0.001);
    const grown = process.memoryUsage().arrayBuffers - before.arrayBuffers;
    process.stdout.write(
      `${name}: ${((await stat(path)).size / 1e6).toFixed(0)} MB, clip after ${milliseconds.toFixed(0)} ms, ${(grown / 1e6).toFixed(1)} MB more\n`,
    );
    expect(grown).toBeLessThan(32e6);
  });
});

describe('a WAV of more than 2 GB', () => {
  it('opens at its end without reading the rest', async () => {
    const path = join(folder, 'large.wav');
    const header = makeTestWav(new Float32Array(0), 48_000, { claimedDataLength: 3_000_000_000 });
    await writeFile(path, header);
    await truncate(path, header.length + 3_000_000_000);
    const handle = await open(path, 'r+');
    await handle.write(Buffer.from([0xff, 0x7f]), 0, 2, header.length + 2_880_000_000);
    await handle.close();
    const clip = unwrap(await readClip(path, 30_000, 30_001));
    expect(clip.header.recordingSeconds).toBeCloseTo(31_250, 0);
    expect(clip.samples[0]).toBeCloseTo(1, 3);
  });
});

describe('a file that changes while it is read', () => {
  it('grows: what was there when it was opened is read', async () => {
    const path = join(folder, 'growing.wav');
    await writeFile(path, makeTestWav(makeNoise(4000), 8000, { claimedDataLength: 0 }));
    const reader = unwrap(await openAudio(path));
    await appendFile(path, Buffer.alloc(8000));
    expect(unwrap(await reader.readMono(0, new Float32Array(8000)))).toBe(4000);
    await reader.close();
  });

  it.runIf(hasFfmpeg)('shrinks: a fault says so, for every format', async () => {
    const source = join(folder, 'noise.wav');
    await writeFile(source, makeTestWav(makeNoise(160_000), sampleRate));
    for (const name of ['noise.flac', 'noise.mp3', 'noise.ogg', 'noise.opus', 'noise.wav']) {
      const path = join(folder, name);
      if (name !== 'noise.wav') {
        expect(spawnSync('ffmpeg', ['-v', 'error', '-i', source, '-ar', '48000', path]).status).toBe(0);
      }
      const reader = unwrap(await openAudio(path));
      // Longer than a window of the reader, so that it has to look at the file again.
      await truncate(path, 3000);
      const read = await reader.readMono(Math.floor(reader.info.frames / 2), new Float32Array(48_000));
      expect(read.ok || read.fault.code === 'file-changed').toBe(true);
      await reader.close();
    }
  });
});
