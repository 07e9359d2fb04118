import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudioFile } from '../../../electron/core/audio/audio-file.ts';
import type { AudioReader } from '../../../electron/core/audio/audio-reader.ts';
import { openAudio, openFormat } from '../../../electron/core/audio/open-audio.ts';
import { repairChecksums } from '../../fuzz/repair-checksums.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { seededRandom } from '../../support/random.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const plain = ['-write_xing', '0', '-id3v2_version', '0'];

/** Noise that is loud and soft in turns, as ffmpeg encodes it. */
function encoded(name: string, seconds: number, options: readonly string[]): Buffer {
  const path = join(folder, name);
  const source = ['-f', 'lavfi', '-i', `anoisesrc=c=pink:a=0.5:seed=7:r=44100:d=${seconds}`];
  const volume = ['-af', "volume='0.02+mod(floor(t/2),2)':eval=frame"];
  expect(spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, ...volume, ...options, path]).status).toBe(0);
  return readFileSync(path);
}

interface Opened {
  readonly reader: AudioReader;
  /** Bytes that were read from the file so far. */
  readonly bytesRead: () => number;
}

async function openCounting(path: string): Promise<Opened> {
  const file = unwrap(await openAudioFile(path));
  let bytes = 0;
  const counted = {
    ...file,
    peek: async (position: number, length: number) => {
      bytes += length;
      return file.peek(position, length);
    },
    read: async (position: number, target: Uint8Array) => {
      bytes += target.length;
      return file.read(position, target);
    },
  };
  return { reader: unwrap(await openFormat(counted)), bytesRead: () => bytes };
}

async function readAll(path: string): Promise<Float32Array> {
  const reader = unwrap(await openAudio(path));
  const samples = new Float32Array(reader.info.frames);
  expect(unwrap(await reader.readMono(0, samples))).toBe(samples.length);
  await reader.close();
  return samples;
}

function largestDifference(one: Float32Array, other: Float32Array): number {
  return one.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (other[at] ?? 0))), 0);
}

describe.runIf(hasFfmpeg)('a large MP3', () => {
  it.each([
    ['constant bit rate', 'constant.mp3', ['-b:a', '320k', ...plain]],
    ['constant bit rate with a tag', 'tagged.mp3', ['-b:a', '320k']],
    ['variable bit rate with a tag', 'variable.mp3', ['-ac', '2', '-q:a', '0']],
  ])('%s: opened by its ends, every frame counted, sought exactly', async (_, name, options) => {
    const bytes = encoded(name, 120, options);
    expect(bytes.length).toBeGreaterThan(1 << 21);
    const path = join(folder, name);
    const { reader, bytesRead } = await openCounting(path);
    expect(bytesRead()).toBeLessThan(600_000);
    const decoded = spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-ac', '1', '-f', 's16le', '-'], {
      maxBuffer: 1 << 25,
    });
    expect(reader.info).toMatchObject({ frames: decoded.stdout.length / 2, warning: null });
    const samples = await readAll(path);
    for (const from of [samples.length - 3000, Math.floor(samples.length * 0.7), 5000]) {
      const piece = new Float32Array(3000);
      unwrap(await reader.readMono(from, piece));
      expect(largestDifference(piece, samples.subarray(from))).toBeLessThan(1e-5);
    }
    await reader.close();
  });

  it('of variable bit rate without a tag is walked once, until it changes', async () => {
    const bytes = encoded('bare.mp3', 120, ['-ac', '2', '-q:a', '0', ...plain]);
    const path = join(folder, 'bare.mp3');
    const first = await openCounting(path);
    expect(first.bytesRead()).toBeGreaterThan(bytes.length);
    const second = await openCounting(path);
    expect(second.bytesRead()).toBeLessThan(600_000);
    expect(second.reader.info).toEqual(first.reader.info);
    await first.reader.close();
    await second.reader.close();
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    await utimes(path, 1, 1);
    const third = await openCounting(path);
    expect(third.reader.info.frames).toBeLessThan(first.reader.info.frames * 0.6);
    await third.reader.close();
  });

  it('of constant bit rate keeps its times behind a hole', async () => {
    const bytes = encoded('hole.mp3', 120, ['-b:a', '320k', ...plain]);
    const path = join(folder, 'hole.mp3');
    const whole = await readAll(path);
    await writeFile(path, bytes.fill(0, 1_000_000, 1_100_000));
    const holed = await readAll(path);
    expect(holed.length).toBe(whole.length);
    const late = Math.floor(whole.length * 0.8);
    expect(largestDifference(holed.subarray(late), whole.subarray(late))).toBeLessThan(1e-5);
  });
});

describe.runIf(hasFfmpeg)('an MP3 that changes its sample rate', () => {
  it.each([
    ['and stays there', 4],
    ['and changes back', 8],
  ])('%s: is read at the first one, and says so', async (_, seconds) => {
    const first = encoded('first.mp3', 4, plain);
    const parts = [first, encoded('second.mp3', 4, ['-ar', '22050', ...plain])];
    const path = join(folder, 'rates.mp3');
    await writeFile(path, Buffer.concat(seconds === 4 ? parts : [...parts, first]));
    const { reader } = await openCounting(path);
    expect(reader.info.sampleRate).toBe(44_100);
    expect(Math.round(reader.info.durationSeconds)).toBe(seconds);
    expect(reader.info.warning).toBe(
      'The sample rate changes at 0:04 (44.1 kHz, 22.05 kHz). Only what is at 44.1 kHz is read.',
    );
    await reader.close();
  });
});

describe.runIf(hasFfmpeg)('an MP3 that goes', () => {
  const tone = (name: string, sound: string): Buffer => {
    const path = join(folder, name);
    const source = ['-f', 'lavfi', '-i', `aevalsrc=${sound}:s=44100:d=3`];
    const made = spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, '-b:a', '192k', ...plain, path]);
    expect(made.status).toBe(0);
    return readFileSync(path);
  };
  it.each(['from one channel to two', 'from two channels to one'])('%s: the mean of all is read', async (way) => {
    const parts = [tone('one.mp3', '0.3*sin(2*PI*440*t)'), tone('two.mp3', '0.4*sin(2*PI*440*t)|0.2*sin(2*PI*440*t)')];
    const path = join(folder, 'both.mp3');
    await writeFile(path, Buffer.concat(way.startsWith('from one') ? parts : parts.reverse()));
    const samples = await readAll(path);
    for (const second of [1, 4]) {
      const piece = samples.subarray(second * 44_100, (second + 1) * 44_100);
      const peak = piece.reduce((highest, sample) => Math.max(highest, sample), 0);
      expect(peak).toBeGreaterThan(0.27);
      expect(peak).toBeLessThan(0.31);
    }
  });
});

describe.runIf(hasFfmpeg)('tags around an MP3', () => {
  const id3 = Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0x10, 0, 0]), Buffer.alloc(0x40000)]);
  const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x20)]);
  const ape = Buffer.concat([Buffer.from('APETAGEX'), Buffer.alloc(24), Buffer.alloc(200, 0x41)]);
  const apeFooter = Buffer.from([...Buffer.from('APETAGEX'), 0xd0, 7, 0, 0, 232, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x80]);
  ape.set(apeFooter, 0);
  const apeTag = Buffer.concat([ape, apeFooter, Buffer.alloc(8)]);
  it.each([
    ['a short one', 5, '64k'],
    ['a long one', 80, '320k'],
  ])('%s: all frames, no complaint', async (_, seconds, rate) => {
    const bytes = encoded('bare.mp3', seconds, ['-b:a', rate, ...plain]);
    const bare = unwrap(await openAudio(join(folder, 'bare.mp3')));
    await bare.close();
    const path = join(folder, 'around.mp3');
    await writeFile(path, Buffer.concat([id3, bytes, apeTag, id3v1]));
    const { reader, bytesRead } = await openCounting(path);
    expect(bytesRead()).toBeLessThan(800_000);
    expect(reader.info).toMatchObject({ frames: bare.info.frames, warning: null });
    await reader.close();
  });
});

describe('a file whose first kilobytes are missing', () => {
  it.runIf(hasFfmpeg).each([
    ['lost.mp3', ['-b:a', '128k'], 1e-3],
    ['lost.flac', ['-c:a', 'flac', '-sample_fmt', 's16'], 0],
  ])('%s: what is left is read, with a word about it', async (name, options, tolerance) => {
    const bytes = encoded(name, 10, options);
    const whole = await readAll(join(folder, name));
    const path = join(folder, `headless-${name}`);
    await writeFile(path, bytes.subarray(20_011));
    const reader = unwrap(await openAudio(path));
    expect(reader.info.warning).toBe('The beginning of this file is missing. The whole part was recovered.');
    await reader.close();
    const rest = await readAll(path);
    expect(rest.length).toBeGreaterThan(whole.length / 2);
    // An MP3 has its padding still, for what tells of it is lost.
    const late = Math.floor(rest.length / 2);
    const shifts = Array.from({ length: 2400 }, (_, index) => whole.length - rest.length + index);
    const piece = rest.subarray(late, late + 4000);
    const best = shifts.find((shift) => largestDifference(piece, whole.subarray(late + shift)) <= tolerance);
    expect(best).toBeDefined();
  });

  it.runIf(hasFfmpeg)('an Ogg is refused as damaged, for it cannot be decoded', async () => {
    const bytes = encoded('lost.ogg', 5, ['-c:a', 'libvorbis']);
    const path = join(folder, 'headless.ogg');
    await writeFile(path, bytes.subarray(9_001));
    const opened = await openAudio(path);
    expect(opened.ok ? '' : opened.fault.code).toBe('damaged-file');
  });

  it('bytes at random are no recording', async () => {
    const random = seededRandom(11);
    for (let round = 0; round < 20; round += 1) {
      const path = join(folder, 'random.bin');
      await writeFile(
        path,
        Uint8Array.from({ length: 300_000 }, () => Math.floor(random() * 256)),
      );
      const opened = await openAudio(path);
      expect(opened.ok ? '' : opened.fault.code).toBe('not-audio');
    }
  });
});

describe('what only looks like an MP3', () => {
  /** Headers of one kind, each behind a frame of zeros. */
  const framesOf = (header: readonly number[], length: number): Buffer =>
    Buffer.concat(
      Array.from({ length: 20 }, () => Buffer.concat([Buffer.from(header), Buffer.alloc(length - header.length)])),
    );
  const id3 = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0]);
  it.each([
    ['AAC', framesOf([0xff, 0xf1, 0x50, 0x40, 300 >> 3, (300 & 7) << 5, 0xfc], 300)],
    ['MPEG audio layer I', framesOf([0xff, 0xff, 0xc0, 0xc0], 416)],
    ['MP3 (free bit rate)', framesOf([0xff, 0xfb, 0x00, 0xc4], 700)],
  ])('%s is refused by name, also behind a tag', async (name, bytes) => {
    for (const content of [bytes, Buffer.concat([id3, bytes])]) {
      const path = join(folder, 'refused.mp3');
      await writeFile(path, content);
      const opened = await openAudio(path);
      expect(opened.ok ? '' : opened.fault.code).toBe('unsupported-format');
      expect(opened.ok ? '' : opened.fault.message).toContain(`does not decode ${name} files`);
    }
  });
});

describe('decoders', () => {
  it.runIf(hasFfmpeg)('say nothing on the console about damage', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const files = [
      encoded('quiet.flac', 3, ['-c:a', 'flac', '-sample_fmt', 's16']),
      encoded('quiet.mp3', 3, ['-b:a', '128k']),
      encoded('quiet.opus', 3, ['-c:a', 'libopus']),
      encoded('quiet.ogg', 3, ['-c:a', 'libvorbis']),
    ];
    for (const [index, bytes] of files.entries()) {
      for (let at = 2000; at < bytes.length; at += 397) {
        bytes[at] = 255 - (bytes[at] ?? 0);
      }
      const path = join(folder, `quiet-${index}`);
      // With checksums that are right, so that the decoders see the damage.
      await writeFile(path, repairChecksums(bytes));
      const opened = await openAudio(path);
      if (opened.ok) {
        await opened.value.readMono(0, new Float32Array(opened.value.info.frames));
        await opened.value.close();
      }
    }
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});
