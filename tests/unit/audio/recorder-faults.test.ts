import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, makeTestWav, type TestWavOptions } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
const noise = makeNoise(8000, 3);

async function opened(bytes: Uint8Array, name = '20190601_070000.WAV'): ReturnType<typeof openAudio> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return openAudio(path);
}

/** Bytes in which the 32-bit numbers at the given places are replaced. */
function withNumbers(bytes: Uint8Array, numbers: Record<number, number>): Uint8Array {
  const changed = Buffer.from(bytes);
  for (const [at, value] of Object.entries(numbers)) {
    changed.writeUInt32LE(value, Number(at));
  }
  return changed;
}

const good = makeTestWav(noise, 16_000);

describe('faults that recorders make', () => {
  it.each([
    ['OE004: 0 bytes', new Uint8Array(0), 'empty-file'],
    ['OE005, WA002: nothing but zeros', new Uint8Array(131_072), 'not-audio'],
    ['WA004: samples without a header', good.subarray(44), 'not-audio'],
    ['FL001: a header alone', good.subarray(0, 44), 'no-audio-data'],
  ])('%s', async (_, bytes, code) => {
    const reader = await opened(bytes);
    expect(reader.ok ? 'opened' : reader.fault.code).toBe(code);
  });

  it('FL001: a WAV stub that is called .flac is judged by its content', async () => {
    const reader = await opened(good.subarray(0, 44), 'stub.flac');
    expect(reader.ok ? 'opened' : reader.fault.code).toBe('no-audio-data');
  });

  it.each([
    ['FL003: the data size was never updated', { 40: 44 }, true],
    ['FL005: the data size is that of the file', { 4: good.length + 36, 40: good.length }, true],
    ['FL012: the data size is 0', { 4: 36, 40: 0 }, true],
    ['the data size is 0xFFFFFFFF', { 4: 0xffffffff, 40: 0xffffffff }, true],
    ['the RIFF size is wrong', { 4: 12 }, false],
  ])('%s: every frame is read', async (_, numbers, hasWarning) => {
    const reader = unwrap(await opened(withNumbers(good, numbers)));
    expect(reader.info.frames).toBe(8000);
    expect(reader.info.warning !== null).toBe(hasWarning);
    const samples = new Float32Array(8001);
    expect(unwrap(await reader.readMono(0, samples))).toBe(8000);
    expect(samples[7999]).toBeCloseTo(noise[7999] ?? 0, 4);
    await reader.close();
  });
});

describe('WAV of every kind', () => {
  const widths = [8, 16, 24, 32].map((bitsPerSample) => ({ bitsPerSample }) as TestWavOptions);
  const floats = [32, 64].map((bitsPerSample) => ({ bitsPerSample, float: true }) as TestWavOptions);
  const channels = [2, 5, 64].map((count) => ({ channels: count }));
  const chunks: TestWavOptions[] = [
    { before: [{ id: 'LIST', content: 'odd' }], after: [{ id: 'guan', content: 'GUANO' }] },
    { before: [{ id: 'LIST', content: 'odd', withoutPad: true }] },
  ];
  it.each([...widths, ...floats, ...channels, ...chunks])('%j', async (options) => {
    const reader = unwrap(await opened(makeTestWav(noise, 44_100, options)));
    expect(reader.info.frames).toBe(8000 / (options.channels ?? 1));
    expect(reader.info.warning).toBeNull();
    await reader.close();
  });

  it.each([1000, 8000, 22_050, 96_000, 250_000, 384_000, 500_000])('%i Hz', async (sampleRate) => {
    const reader = unwrap(await opened(makeTestWav(noise, sampleRate)));
    expect(reader.info.sampleRate).toBe(sampleRate);
    await reader.close();
  });

  it('what is compressed inside is refused with its rate, channels and length', async () => {
    const adpcm = Buffer.from(makeTestWav(noise, 44_100, { channels: 2 }));
    adpcm.writeUInt16LE(2, 20);
    const reader = await opened(adpcm);
    expect(reader.ok ? '' : reader.fault.message).toContain('Microsoft ADPCM; 44.1 kHz, 2 channels, about 0.1 s');
  });
});
