import { chmod, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { AudioInfo } from '../../../electron/core/audio/audio-reader.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, makeTestWav, type TestWavOptions } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
const noise = makeNoise(2000);
let written = 0;

async function fileOf(bytes: Uint8Array): Promise<string> {
  written += 1;
  const path = join(folder, `${written}.wav`);
  await writeFile(path, bytes);
  return path;
}

async function decode(bytes: Uint8Array): Promise<{ info: AudioInfo; samples: Float32Array }> {
  const reader = unwrap(await openAudio(await fileOf(bytes)));
  const samples = new Float32Array(reader.info.frames + 10);
  const read = unwrap(await reader.readMono(0, samples));
  await reader.close();
  return { info: reader.info, samples: samples.slice(0, read) };
}

async function faultCode(bytes: Uint8Array): Promise<string> {
  const opened = await openAudio(await fileOf(bytes));
  if (opened.ok) {
    await opened.value.close();
    return 'opened';
  }
  expect(opened.fault.message.length).toBeGreaterThan(20);
  return opened.fault.code;
}

function largestDifference(one: Float32Array, other: Float32Array): number {
  expect(one.length).toBe(other.length);
  return one.reduce((largest, sample, index) => Math.max(largest, Math.abs(sample - (other[index] ?? NaN))), 0);
}

const noChunk = { id: 'LIST', content: 'INFOICMT\x05\0\0\0hello\0' };

describe('sample formats', () => {
  const formats: [string, TestWavOptions, number][] = [
    ['WAV PCM 8-bit', { bitsPerSample: 8 }, 1 / 256],
    ['WAV PCM 16-bit', { bitsPerSample: 16 }, 1 / 65536],
    ['WAV PCM 24-bit', { bitsPerSample: 24 }, 2 ** -24],
    ['WAV PCM 32-bit', { bitsPerSample: 32 }, 1e-7],
    ['WAV float 32-bit', { bitsPerSample: 32, float: true }, 0],
    ['WAV float 64-bit', { bitsPerSample: 64, float: true }, 0],
  ];

  it.each(formats)('%s', async (label, options, tolerance) => {
    const { info, samples } = await decode(makeTestWav(noise, 48000, options));
    expect(info).toEqual({
      format: label,
      sampleRate: 48000,
      channels: 1,
      bitsPerSample: options.bitsPerSample,
      frames: 2000,
      durationSeconds: 2000 / 48000,
      warning: null,
    });
    expect(largestDifference(samples, noise)).toBeLessThanOrEqual(tolerance);
  });

  it.each(formats)('%s in two channels: the mean', async (_, options, tolerance) => {
    const { info, samples } = await decode(makeTestWav(noise, 22050, { ...options, channels: 2 }));
    const mean = Float32Array.from(
      { length: 1000 },
      (_, frame) => ((noise[2 * frame] ?? 0) + (noise[2 * frame + 1] ?? 0)) / 2,
    );
    expect(info.channels).toBe(2);
    expect(info.frames).toBe(1000);
    expect(largestDifference(samples, mean)).toBeLessThanOrEqual(tolerance + 1e-7);
  });

  it('reads the real format behind WAVE_FORMAT_EXTENSIBLE, also with fewer valid bits than stored', async () => {
    const bytes = extensible(makeTestWav(noise, 44100, { bitsPerSample: 24 }), 20);
    const { info, samples } = await decode(bytes);
    expect(info.format).toBe('WAV PCM 24-bit');
    expect(largestDifference(samples, noise)).toBeLessThan(2 ** -23);
  });

  it('takes what is not a number, or beyond any level, for silence', async () => {
    const samples = Float32Array.of(0.5, NaN, Infinity, -1e30, 1.5, -0.25);
    const decoded = await decode(makeTestWav(samples, 8000, { bitsPerSample: 32, float: true }));
    expect([...decoded.samples]).toEqual([0.5, 0, 0, 0, 1.5, -0.25]);
  });

  it.each([
    [0x0002, 'Microsoft ADPCM'],
    [0x0011, 'IMA ADPCM'],
    [0x0031, 'GSM'],
    [0x0055, 'MP3'],
    [0x1234, 'kind of audio'],
  ])('refuses format tag 0x%s by name', async (tag, name) => {
    const bytes = Buffer.from(makeTestWav(noise, 8000));
    bytes.writeUInt16LE(tag, 20);
    const opened = await openAudio(await fileOf(bytes));
    expect(opened.ok ? null : opened.fault).toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining(name) as string,
    });
  });
});

describe('reading', () => {
  it('seeks to any frame and stops at the end', async () => {
    const reader = unwrap(await openAudio(await fileOf(makeTestWav(noise, 8000, { bitsPerSample: 32, float: true }))));
    const target = new Float32Array(100);
    expect(unwrap(await reader.readMono(1234, target))).toBe(100);
    expect(target).toEqual(noise.slice(1234, 1334));
    expect(unwrap(await reader.readMono(1950, target))).toBe(50);
    expect(target.slice(0, 50)).toEqual(noise.slice(1950));
    expect(unwrap(await reader.readMono(2000, target))).toBe(0);
    expect(unwrap(await reader.readMono(99_999, target))).toBe(0);
    await reader.close();
  });

  it('says so where the file became shorter', async () => {
    const path = await fileOf(makeTestWav(noise, 8000));
    const reader = unwrap(await openAudio(path));
    await truncate(path, 1000);
    const read = await reader.readMono(0, new Float32Array(2000));
    expect(read.ok ? null : read.fault.code).toBe('file-changed');
    await reader.close();
  });
});

describe('chunks', () => {
  it.each([
    ['before', { before: [noChunk] }],
    ['after', { after: [noChunk] }],
    ['before, of odd length with a pad byte', { before: [{ id: 'inst', content: 'seven!!' }] }],
    ['before, of odd length without a pad byte', { before: [{ id: 'inst', content: 'seven!!', withoutPad: true }] }],
    ['before, larger than the first read', { before: [{ id: 'PAD ', content: new Uint8Array(12_156) }] }],
    ['after, of odd length without a pad byte', { after: [{ id: 'guan', content: 'odd', withoutPad: true }] }],
    ['after, claiming more than there is', { after: [{ id: 'ISTt', content: 'x' }] }],
  ] satisfies [string, TestWavOptions][])('%s the data', async (_, options) => {
    const { info, samples } = await decode(makeTestWav(noise, 48000, { ...options, bitsPerSample: 32, float: true }));
    expect(samples).toEqual(noise);
    expect(info.warning).toBeNull();
  });

  it('drops the remainder of a frame', async () => {
    const bytes = makeTestWav(noise, 48000, { channels: 2 });
    const { info } = await decode(bytes.subarray(0, bytes.length - 3));
    expect(info.frames).toBe(999);
    expect(info.warning).toMatch(/ends before/);
  });

  it('finds the format chunk after the data', async () => {
    const whole = Buffer.from(makeTestWav(noise, 8000));
    const bytes = Buffer.concat([whole.subarray(0, 12), whole.subarray(36), whole.subarray(12, 36)]);
    expect((await decode(bytes)).samples).toHaveLength(2000);
  });

  it('gives up on a file that is all tiny chunks, at once', async () => {
    const tiny = Buffer.concat([
      Buffer.from('RIFF\0\0\0\0WAVE'),
      ...Array<Buffer>(50_000).fill(Buffer.from('JUNK\0\0\0\0')),
    ]);
    expect(await faultCode(tiny)).toBe('damaged-file');
  });
});

describe('wrong data sizes', () => {
  it.each([0, 0xffffffff, 44, 36])(
    'recovers to the end of the file where the header claims %s bytes',
    async (claimed) => {
      const { info, samples } = await decode(makeTestWav(makeNoise(6000), 48000, { claimedDataLength: claimed }));
      expect(samples).toHaveLength(6000);
      expect(info.warning).toMatch(/recovered/);
    },
  );

  it('reads what is there where the header claims more', async () => {
    const { info, samples } = await decode(makeTestWav(noise, 48000, { claimedDataLength: 4_000_000_000 }));
    expect(samples).toHaveLength(2000);
    expect(info.warning).toMatch(/ends before/);
  });

  it('believes a size of 0 where whole chunks follow', async () => {
    expect(await faultCode(makeTestWav(new Float32Array(0), 48000, { after: [noChunk] }))).toBe('no-audio-data');
  });

  it('takes the length of RF64 from its ds64 chunk', async () => {
    const sizes = Buffer.alloc(28);
    sizes.writeBigUInt64LE(2000n, 8);
    const bytes = Buffer.from(
      makeTestWav(noise, 48000, {
        claimedDataLength: 0xffffffff,
        after: [noChunk],
        before: [{ id: 'ds64', content: sizes }],
      }),
    );
    bytes.write('RF64');
    const { info, samples } = await decode(bytes);
    expect(samples).toHaveLength(1000);
    expect(info.warning).toBeNull();
  });
});

describe('files that are no recordings', () => {
  it.each([
    ['empty-file', new Uint8Array(0)],
    ['not-audio', new Uint8Array(131_072)],
    ['not-audio', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:1\n')],
    ['not-audio', Buffer.from('abc')],
    ['not-audio', makeRandomBytes(5000)],
    ['no-audio-data', makeTestWav(new Float32Array(0), 8000)],
    ['damaged-file', makeTestWav(noise, 8000).subarray(0, 4)],
    ['damaged-file', makeTestWav(noise, 8000).subarray(0, 20)],
    ['damaged-file', makeTestWav(noise, 8000).subarray(0, 38)],
    ['damaged-file', Buffer.from('fLaC\0\0\0\x22')],
    ['damaged-file', Buffer.from('OggS\0\x02')],
    ['not-audio', Buffer.from('ID3\x04\0')],
    ['damaged-file', Buffer.from('RIFX\0\0\0\x24WAVEfmt ')],
    ['unsupported-format', Buffer.from('RIFF\0\0\0\x24AVI LIST')],
    ['damaged-file', Buffer.from('riff\x2e\x91\xcf\x11', 'latin1')],
    ['damaged-file', Buffer.from([0xff, 0xfb, 0x90, 0x64])],
  ])('%s', async (code, bytes) => {
    expect(await faultCode(bytes)).toBe(code);
  });

  it.each([
    ['channels', 22, 0],
    ['sample rate', 24, 0],
    ['sample rate', 24, 0xffff],
  ])('calls a header with impossible %s damaged', async (_, offset, value) => {
    const bytes = Buffer.from(makeTestWav(noise, 8000));
    bytes.writeUInt16LE(value, offset);
    bytes.writeUInt16LE(value, offset === 24 ? 26 : offset);
    expect(await faultCode(bytes)).toBe('damaged-file');
  });

  it('tells a missing file, a folder and a forbidden file apart', async () => {
    const missing = await openAudio(join(folder, 'nothing.wav'));
    expect(missing.ok ? null : missing.fault.code).toBe('file-missing');
    const directory = await openAudio(folder);
    expect(directory.ok ? null : directory.fault.code).toBe('file-unreadable');
    const path = await fileOf(makeTestWav(noise, 8000));
    await chmod(path, 0o000);
    const forbidden = await openAudio(path);
    // root may read everything
    expect(forbidden.ok || forbidden.fault.code === 'file-unreadable').toBe(true);
    expect(forbidden.ok).toBe(process.getuid?.() === 0);
  });
});

/** Rewrites the 16-byte format chunk as WAVE_FORMAT_EXTENSIBLE with this many valid bits. */
function extensible(bytes: Uint8Array, validBits: number): Uint8Array {
  const format = Buffer.alloc(48);
  format.set(bytes.subarray(12, 36));
  format.writeUInt32LE(40, 4);
  format.writeUInt16LE(0xfffe, 8);
  format.writeUInt16LE(22, 24);
  format.writeUInt16LE(validBits, 26);
  format.writeUInt16LE(1, 32);
  return Buffer.concat([bytes.subarray(0, 12), format, bytes.subarray(36)]);
}

function makeRandomBytes(length: number): Uint8Array {
  return Uint8Array.from(makeNoise(length, 7, 127), (value) => Math.round(value) + 128).fill(1, 0, 2);
}
