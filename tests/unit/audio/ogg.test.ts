import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { AudioInfo } from '../../../electron/core/audio/audio-reader.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

/** Noise of the given rate and seconds as ffmpeg encodes it; every call has another serial number. */
function encoded(name: string, rate: number, seconds: number, options: readonly string[]): Buffer {
  const path = join(folder, name);
  const source = ['-f', 'lavfi', '-i', `anoisesrc=c=pink:a=0.3:seed=${rate}:r=${rate}:d=${seconds}`];
  expect(spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, ...options, path]).status).toBe(0);
  return readFileSync(path);
}

const vorbis = ['-c:a', 'libvorbis'];
const opus = ['-c:a', 'libopus'];

interface Heard {
  readonly info: AudioInfo;
  readonly samples: Float32Array;
}

let count = 0;

async function readAll(bytes: Uint8Array): Promise<Heard> {
  count += 1;
  const path = join(folder, `case-${count}.ogg`);
  await writeFile(path, bytes);
  const reader = unwrap(await openAudio(path));
  const samples = new Float32Array(reader.info.frames);
  expect(unwrap(await reader.readMono(0, samples))).toBe(samples.length);
  for (const from of [samples.length - 500, Math.floor(samples.length / 2), 0]) {
    const piece = new Float32Array(500);
    await reader.readMono(from, piece);
    expect(largestDifference(piece, samples.subarray(from))).toBeLessThan(1e-4);
  }
  await reader.close();
  return { info: reader.info, samples };
}

function largestDifference(one: Float32Array, other: Float32Array): number {
  return one.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (other[at] ?? 0))), 0);
}

function pagesOf(bytes: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf('OggS'); at >= 0; at = bytes.indexOf('OggS', at + 4)) {
    starts.push(at);
  }
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1] ?? bytes.length));
}

describe.runIf(hasFfmpeg)('Ogg', () => {
  it('chained streams of one kind are read one after another, at their times', async () => {
    const files = [encoded('a.ogg', 44_100, 3.3, vorbis), encoded('b.ogg', 44_100, 2.1, vorbis)];
    const alone = await Promise.all(files.map((file) => readAll(file)));
    const { info, samples } = await readAll(Buffer.concat(files));
    expect(info.frames).toBe(Math.round(5.4 * 44_100));
    expect(info.warning).toBe('This file holds 2 recordings one after another. They are read as one.');
    const [first, second] = alone.map((heard) => heard.samples);
    expect(largestDifference(first ?? samples, samples)).toBeLessThan(1e-6);
    expect(largestDifference(second ?? samples, samples.subarray(first?.length))).toBeLessThan(1e-6);
  });

  it('chained twins of one serial number are told apart, in small and in large files', async () => {
    const small = encoded('small.ogg', 22_050, 2, vorbis);
    expect((await readAll(Buffer.concat([small, small, small]))).info.frames).toBe(3 * 44_100);
    const large = encoded('large.ogg', 44_100, 60, [...vorbis, '-q:a', '7']);
    expect(large.length).toBeGreaterThan(1 << 19);
    const heard = await readAll(Buffer.concat([large, small, large]));
    expect(heard.info.frames).toBe(122 * 44_100);
    expect(heard.info.warning).toMatch(/^The sample rate changes at 1:00 \(44.1 kHz, 22.05 kHz\)/);
  });

  it('chained streams of other codecs and rates follow at the rate of the first', async () => {
    const tone = ['-af', 'aeval=0.4*sin(2*PI*440*t)'];
    const first = encoded('first.ogg', 32_000, 2, [...tone, ...vorbis, '-q:a', '9']);
    const second = encoded('second.opus', 48_000, 2, [...tone, ...opus, '-b:a', '256k']);
    const { info, samples } = await readAll(Buffer.concat([first, second]));
    expect(info).toMatchObject({ sampleRate: 32_000, frames: 128_000, format: 'Ogg Vorbis' });
    for (const from of [32_000, 96_000]) {
      const expected = Float32Array.from(
        { length: 16_000 },
        (_, index) => 0.4 * Math.sin((2 * Math.PI * 440 * (from + index)) / 32_000),
      );
      expect(largestDifference(expected, samples.subarray(from))).toBeLessThan(0.02);
    }
  });

  it('beside video, the audio is found', async () => {
    const video = ['-f', 'lavfi', '-i', 'testsrc=d=2:r=10'];
    const path = join(folder, 'video.ogv');
    const sound = ['-f', 'lavfi', '-i', 'anoisesrc=r=44100:d=2:a=0.2'];
    const made = spawnSync('ffmpeg', ['-v', 'error', '-y', ...video, ...sound, '-c:v', 'libtheora', ...vorbis, path]);
    expect(made.status).toBe(0);
    expect((await readAll(readFileSync(path))).info).toMatchObject({ format: 'Ogg Vorbis', frames: 88_200 });
  });

  it('FLAC in Ogg has every sample of FLAC outside of it', async () => {
    const options = ['-ac', '2', '-c:a', 'flac', '-sample_fmt', 's16', '-bitexact'];
    const outside = await readAll(encoded('outside.flac', 22_050, 3.1, options));
    const { info, samples } = await readAll(encoded('inside.oga', 22_050, 3.1, options));
    expect(info).toMatchObject({ format: 'FLAC 16-bit in Ogg', bitsPerSample: 16, channels: 2, warning: null });
    expect(samples).toEqual(outside.samples);
  });

  it.each([
    ['vorbis', vorbis],
    ['opus', opus],
  ])('%s: the second half of a longer recording begins at its own beginning', async (_, codec) => {
    const whole = encoded('whole.ogg', 48_000, 20, [...codec, '-page_duration', '500000']);
    const full = await readAll(whole);
    const pages = pagesOf(whole);
    const headers = 2;
    const half = await readAll(Buffer.concat([...pages.slice(0, headers), ...pages.slice(pages.length / 2)]));
    expect(half.info.frames).toBeLessThan(full.info.frames * 0.6);
    const shift = full.info.frames - half.info.frames;
    const difference = largestDifference(half.samples.subarray(48_000), full.samples.subarray(shift + 48_000));
    expect(difference).toBeLessThan(1e-3);
  });

  it.each([5, 2])('a damaged page, %i before the last: what follows keeps its time', async (fromEnd) => {
    const whole = encoded('whole.ogg', 48_000, 20, [...vorbis, '-page_duration', '500000']);
    const full = await readAll(whole);
    const page = pagesOf(whole).at(-1 - fromEnd) ?? whole;
    page[page.length - 100] = (page[page.length - 100] ?? 0) ^ 255;
    const { info, samples } = await readAll(whole);
    expect(info.frames).toBe(full.info.frames);
    const end = samples.length - Math.round(0.2 * 48_000);
    expect(largestDifference(samples.subarray(end), full.samples.subarray(end))).toBeLessThan(1e-3);
  });
});
