import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { AudioInfo } from '../../../electron/core/audio/audio-reader.ts';
import { decodeFlacBlock } from '../../../electron/core/audio/formats/flac-block.ts';
import { parseFrameHeader } from '../../../electron/core/audio/formats/flac-frame.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { makeTestFlac, type TestFlacPart } from '../../support/flac-fixture.ts';
import { seededRandom } from '../../support/random.ts';
import { hasShared, sharedFolder } from '../../support/shared-audio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();

interface Heard {
  readonly info: AudioInfo;
  readonly samples: Float32Array;
}

async function readAll(bytes: Uint8Array, name: string): Promise<Heard> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const reader = unwrap(await openAudio(path));
  const samples = new Float32Array(reader.info.frames);
  expect(unwrap(await reader.readMono(0, samples))).toBe(samples.length);
  for (const from of [samples.length - 500, 900, Math.floor(samples.length / 2)]) {
    const piece = new Float32Array(500);
    await reader.readMono(from, piece);
    expect(piece).toEqual(samples.slice(from, from + 500));
  }
  await reader.close();
  return { info: reader.info, samples };
}

/** A quiet enough tone as whole numbers, at the time at which it begins. */
function tonePart(sampleRate: number, seconds: number, from: number, kind: Partial<TestFlacPart> = {}): TestFlacPart {
  const { channels = 1, bitsPerSample = 16 } = kind;
  const frames = Math.round(seconds * sampleRate);
  const amplitude = 2 ** (bitsPerSample - 2);
  const samples = Array.from({ length: frames * channels }, (_, index) =>
    Math.round(amplitude * Math.sin(2 * Math.PI * 440 * (from + Math.floor(index / channels) / sampleRate))),
  );
  return { samples, sampleRate, bitsPerSample, channels };
}

/** How far the sound is from the tone, away from the changes. */
function largestError({ samples, info }: Heard, from: number, to: number): number {
  let largest = 0;
  for (let frame = Math.ceil(from * info.sampleRate); frame < to * info.sampleRate; frame += 1) {
    const expected = 0.5 * Math.sin((2 * Math.PI * 440 * frame) / info.sampleRate);
    largest = Math.max(largest, Math.abs((samples[frame] ?? 0) - expected));
  }
  return largest;
}

describe('FLAC of every width', () => {
  it.each(Array.from({ length: 29 }, (_, index) => index + 4))('%i bits: every sample as it was', async (width) => {
    const random = seededRandom(width);
    const samples = Array.from({ length: 3000 }, () => Math.floor((random() - 0.5) * 2 ** width));
    const part = { samples, sampleRate: 22_050, bitsPerSample: width, channels: 1 };
    const heard = await readAll(makeTestFlac([part]), `width-${width}.flac`);
    expect(heard.info).toMatchObject({ format: `FLAC ${width}-bit`, frames: 3000, warning: null });
    const expected = Float32Array.from(samples, (sample) => sample / 2 ** (width - 1));
    const error = heard.samples.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (expected[at] ?? 0))), 0);
    // The library hands out 32 bits as floats, which hold 24.
    expect(error).toBeLessThanOrEqual(width === 32 ? 2 ** -23 : 0);
  });

  it.runIf(hasFfmpeg && hasShared('audio/flac-test-files'))('12 bits, compressed: the samples of ffmpeg', async () => {
    const path = join(sharedFolder, 'audio/flac-test-files/22 - 12 bit per sample.flac');
    const { info, samples } = await readAll(readFileSync(path), 'real-12.flac');
    const { stdout } = spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 's16le', '-'], { maxBuffer: 1 << 24 });
    const expected = Float32Array.from(
      { length: stdout.length / 4 },
      (_, frame) => (stdout.readInt16LE(frame * 4) + stdout.readInt16LE(frame * 4 + 2)) / 65_536,
    );
    expect(info.frames).toBe(218_666);
    expect(samples).toEqual(expected);
  });

  it.runIf(hasFfmpeg).each([
    ['s16', 1],
    ['s16', 2],
    ['s32', 2],
    ['s32', 6],
  ])('our own decoder and libFLAC agree on what ffmpeg made of %s, %i channels', async (format, channels) => {
    const wavPath = join(folder, 'noise.wav');
    const path = join(folder, `noise-${format}-${channels}.flac`);
    await writeFile(wavPath, makeTestWav(makeNoise(20_000, 5, 0.4), 16_000, { bitsPerSample: 24 }));
    const options = ['-ac', String(channels), '-sample_fmt', format, '-compression_level', '8'];
    expect(spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', wavPath, ...options, path]).status).toBe(0);
    const bytes = readFileSync(path);
    const { samples } = await readAll(bytes, 'agree.flac');
    const at = Array.from(bytes.keys()).findIndex((index) => parseFrameHeader(bytes, index) !== null);
    const header = parseFrameHeader(bytes, at);
    expect(header).not.toBeNull();
    if (header !== null) {
      const block = decodeFlacBlock(bytes.subarray(at), header, header.bitsPerSample);
      expect(block.channels).toHaveLength(channels);
      const mean = block.channels[0]?.map(
        (_, frame) => block.channels.reduce((sum, channel) => sum + (channel[frame] ?? 0), 0) / channels,
      );
      expect(mean).toEqual(samples.slice(0, header.blockSize));
    }
  });
});

describe('FLAC that changes on its way', () => {
  it('sample rate: the parts keep their times at the first rate', async () => {
    const parts = [tonePart(32_000, 1.28, 0), tonePart(48_000, 2.048, 1.28), tonePart(16_000, 0.7, 3.328)];
    const heard = await readAll(makeTestFlac(parts), 'rates.flac');
    expect(heard.info.frames).toBe(Math.round(4.028 * 32_000));
    expect(heard.info.warning).toBe(
      'The sample rate changes at 0:01 (32 kHz, 48 kHz, 16 kHz). All of it is read, at 32 kHz throughout.',
    );
    expect(largestError(heard, 0, 1.279)).toBeLessThan(1e-4);
    expect(largestError(heard, 1.29, 3.32)).toBeLessThan(1e-4);
    expect(largestError(heard, 3.34, 4)).toBeLessThan(1e-4);
  });

  it('channels and bits', async () => {
    const parts = [
      tonePart(16_000, 1.024, 0),
      tonePart(16_000, 1.024, 1.024, { channels: 2 }),
      tonePart(16_000, 0.5, 2.048, { bitsPerSample: 20 }),
    ];
    const heard = await readAll(makeTestFlac(parts), 'channels.flac');
    expect(heard.info).toMatchObject({ channels: 1, bitsPerSample: 16, frames: 2.548 * 16_000 });
    expect(heard.info.warning).toBe('The number of channels changes at 0:01 (1, 2). All of it is read.');
    expect(largestError(heard, 0, 2.548)).toBeLessThan(1e-4);
  });

  it('at its last frame: no frame is taken for a part of the one before', async () => {
    const parts = [tonePart(16_000, 0.512, 0), tonePart(8_000, 16 / 8_000, 0.512)];
    const heard = await readAll(makeTestFlac(parts), 'last.flac');
    expect(heard.info.warning).toMatch(/sample rate changes at 0:01/);
    expect(heard.info.frames).toBe(0.512 * 16_000 + 32);
  });

  it.each([
    ['channels', 16_000, 2],
    ['sample rate', 24_000, 1],
  ])('%s, and changes back: no second is lost', async (_, sampleRate, channels) => {
    const middle = tonePart(sampleRate, 5.12, 10.24, { channels });
    const parts = [tonePart(16_000, 10.24, 0), middle, tonePart(16_000, 10.24, 15.36)];
    const heard = await readAll(makeTestFlac(parts), `back-${channels}.flac`);
    expect(heard.info.warning).toMatch(/changes at 0:10/);
    expect(heard.info.frames).toBe(25.6 * 16_000);
    expect(largestError(heard, 0, 10.23)).toBeLessThan(1e-4);
    expect(largestError(heard, 10.25, 15.35)).toBeLessThan(1e-4);
    expect(largestError(heard, 15.37, 25.59)).toBeLessThan(1e-4);
  });

  it.each([
    ['of other lengths', 0.9],
    ['twins', 2.048],
  ])('whole files one after another, %s', async (_, seconds) => {
    const files = [makeTestFlac([tonePart(16_000, 2.048, 0)]), makeTestFlac([tonePart(16_000, seconds, 2.048)])];
    const large = Buffer.concat([...files, ...Array.from({ length: 60 }, () => files[1] ?? Buffer.alloc(0))]);
    const heard = await readAll(large, 'files.flac');
    expect(heard.info.frames).toBe(Math.round((2.048 + 61 * seconds) * 16_000));
    expect(heard.info.warning).toBe('This file holds 62 recordings one after another. They are read as one.');
    expect(largestError(heard, 0, 2.048 + seconds)).toBeLessThan(1e-4);
  });
});

describe('FLAC with something around it', () => {
  const sound = makeTestFlac([tonePart(16_000, 2, 0)], [new Uint8Array(200_000)]);
  const id3 = Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0x40, 0, 0]), Buffer.alloc(1 << 20)]);
  const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x20)]);
  const ape = Buffer.concat([Buffer.from('APETAGEX'), Buffer.alloc(24, 1), Buffer.alloc(900, 0x41)]);
  it.each([
    ['a picture of 200 kB', [sound]],
    ['an ID3 tag in front', [id3, sound]],
    ['an ID3v1 tag behind', [sound, id3v1]],
    ['an APE tag and an ID3v1 tag behind', [sound, ape, id3v1]],
    ['zeros behind', [sound, Buffer.alloc(300_000)]],
  ])('%s: every frame and no complaint', async (_, pieces) => {
    const heard = await readAll(Buffer.concat(pieces), 'around.flac');
    expect(heard.info).toMatchObject({ frames: 32_000, warning: null });
    expect(largestError(heard, 0, 2)).toBeLessThan(1e-4);
  });
});
