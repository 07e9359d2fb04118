import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { makeAdpcm, type AdpcmSound } from '../../support/adpcm-fixture.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { seededRandom } from '../../support/random.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
let written = 0;

async function fileOf(bytes: Uint8Array): Promise<string> {
  written += 1;
  const path = join(folder, `${written}.wav`);
  await writeFile(path, bytes);
  return path;
}

const kinds = [
  {
    kind: 'ms',
    label: 'WAV Microsoft ADPCM',
    perBlock: (bytes: number, channels: number) => ((bytes - 7 * channels) * 2) / channels + 2,
  },
  {
    kind: 'ima',
    label: 'WAV IMA ADPCM',
    perBlock: (bytes: number, channels: number) => ((bytes - 4 * channels) * 2) / channels + 1,
  },
] as const;
const sounds: AdpcmSound[] = [
  { channels: 1, sampleRate: 8_000, blockBytes: 256 },
  { channels: 2, sampleRate: 44_100, blockBytes: 1_024 },
  { channels: 1, sampleRate: 500_000, blockBytes: 4_096 },
];
const cases = kinds.flatMap((each) => sounds.map((sound) => ({ ...each, sound, ...sound })));
const three = kinds.map((each) => ({ ...each, sound: { channels: 3, sampleRate: 22_050, blockBytes: 324 } }));

describe('ADPCM in WAV', () => {
  it.each([...cases, ...three])('$kind: $sound.channels channels, blocks of $sound.blockBytes bytes', async (each) => {
    const { kind, label, sound, perBlock } = each;
    const made = makeAdpcm(kind, sound, 9, seededRandom(11));
    const frames = 9 * perBlock(sound.blockBytes, sound.channels);
    const reader = unwrap(await openAudio(await fileOf(made.bytes)));
    expect(reader.info).toEqual({
      format: label,
      sampleRate: sound.sampleRate,
      channels: sound.channels,
      bitsPerSample: 4,
      frames,
      durationSeconds: frames / sound.sampleRate,
      warning: null,
    });
    for (const [index, samples] of made.samples.entries()) {
      const target = new Float32Array(frames + 1);
      expect(unwrap(await reader.readMono(0, target, index + 1))).toBe(frames);
      expect([...target.subarray(0, frames)].map((sample) => sample * 32768)).toEqual(samples);
    }
    await reader.close();
  });

  it.each(cases)('$kind: any place of $channels channels, and their mean', async ({ kind, sound }) => {
    const made = makeAdpcm(kind, sound, 5, seededRandom(4));
    const reader = unwrap(await openAudio(await fileOf(made.bytes)));
    const mean = (frame: number): number =>
      made.samples.reduce((sum, samples) => sum + (samples[frame] ?? 0), 0) / sound.channels / 32768;
    const random = seededRandom(3);
    for (let count = 0; count < 40; count += 1) {
      const from = Math.floor(random() * reader.info.frames);
      const target = new Float32Array(1 + Math.floor(random() * 700));
      const read = unwrap(await reader.readMono(from, target));
      expect(read).toBe(Math.min(target.length, reader.info.frames - from));
      target.subarray(0, read).forEach((sample, index) => {
        expect(sample).toBeCloseTo(mean(from + index), 6);
      });
    }
    await reader.close();
  });

  it.each(cases)('$kind: of a cut file, what is there of the last block ($channels channels)', async (each) => {
    const { kind, sound, perBlock } = each;
    const made = makeAdpcm(kind, sound, 3, seededRandom(8));
    const left = sound.blockBytes / 2;
    const reader = unwrap(await openAudio(await fileOf(made.bytes.subarray(0, -left))));
    const frames = 2 * perBlock(sound.blockBytes, sound.channels) + Math.floor(perBlock(left, sound.channels));
    expect(reader.info.warning).toMatch(/ends before/);
    expect(Math.abs(reader.info.frames - frames)).toBeLessThan(8);
    const target = new Float32Array(reader.info.frames);
    unwrap(await reader.readMono(0, target, 1));
    expect([...target].map((sample) => sample * 32768)).toEqual(made.samples[0]?.slice(0, target.length));
    await reader.close();
  });

  it.each(kinds)('$kind: blocks that hold nothing are refused by name', async ({ kind, label }) => {
    const made = makeAdpcm(kind, { channels: 1, sampleRate: 8_000, blockBytes: 256 }, 1, seededRandom(1));
    made.bytes.writeUInt16LE(3, 32);
    const opened = await openAudio(await fileOf(made.bytes));
    expect(opened.ok ? null : opened.fault).toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining(label.slice(4)) as string,
    });
  });

  it.runIf(hasFfmpeg).each([1, 2])('ms: as ffmpeg decodes %s channels', async (channels) => {
    const source = join(folder, `source-${channels}.wav`);
    const path = join(folder, `ms-${channels}.wav`);
    await writeTestWav(source, makeNoise(20_010), 44_100, { channels });
    expect(spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', source, '-c:a', 'adpcm_ms', path]).status).toBe(0);
    const raw = spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 's16le', '-'], { maxBuffer: 1 << 24 }).stdout;
    const reader = unwrap(await openAudio(path));
    expect(reader.info.frames).toBe(raw.length / 2 / channels);
    const target = new Float32Array(reader.info.frames);
    unwrap(await reader.readMono(0, target, channels));
    const expected = Array.from(target, (_, frame) => raw.readInt16LE(2 * (frame * channels + channels - 1)));
    expect([...target].map((sample) => sample * 32768)).toEqual(expected);
    await reader.close();
  });
});
