import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudioFile } from '../../../electron/core/audio/audio-file.ts';
import { openAudio, openFormat } from '../../../electron/core/audio/open-audio.ts';
import { scanFolder } from '../../../electron/core/intake/scan-folder.ts';
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

  it('FL001: a stub of a header and some zeros is no recording', async () => {
    const stub = withNumbers(Buffer.concat([good.subarray(0, 44), Buffer.alloc(109)]), { 4: 36, 40: 0 });
    const reader = await opened(stub, 'stub.flac');
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

/** The warning of a file, and how many bytes were read for it. */
async function warningAt(path: string): Promise<{ warning: string | null; bytes: number }> {
  const file = unwrap(await openAudioFile(path));
  let bytes = 0;
  const counted: typeof file = {
    ...file,
    read: (position, target) => {
      bytes += target.length;
      return file.read(position, target);
    },
  };
  const reader = unwrap(await openFormat(counted));
  await reader.close();
  return { warning: reader.info.warning, bytes };
}

describe('FL003: space that was reserved and never written to', () => {
  const second = makeNoise(16_000, 9);
  const forgotten = withNumbers(makeTestWav(second, 16_000), { 4: 36, 40: 44 });

  it.each([
    ['158 MB', 158_535_680, 4_953.2],
    ['4 MB', 4_000_000, 124.0],
    ['two blocks', 44 + 32_000 + 8_192, 0.3],
  ])('of %s: from when on there are only zeros', async (_, size, zeroSeconds) => {
    const path = join(folder, `reserved-${size}.wav`);
    await writeFile(path, forgotten);
    await truncate(path, size);
    const { warning, bytes } = await warningAt(path);
    expect(warning).toContain('Everything up to the end of the file was recovered.');
    expect(warning).toContain(`From 1.0 s on it holds only zeros (${zeroSeconds.toFixed(1)} s)`);
    expect(bytes).toBeLessThan(300_000);
    const reader = unwrap(await openAudio(path));
    expect(reader.info.frames).toBe(Math.floor((size - 44) / 2));
    await reader.close();
  });

  it('is not misled by silence between the sounds', async () => {
    const path = join(folder, 'silence.wav');
    const sound = new Float32Array(2_000_000);
    sound.set(second, 0);
    sound.set(second, 1_000_000);
    await writeFile(path, withNumbers(makeTestWav(sound, 16_000), { 4: 36, 40: 0 }));
    expect((await warningAt(path)).warning).toContain('From 63.5 s on it holds only zeros (61.5 s)');
  });

  it('says nothing of zeros where the recording goes on to the end', async () => {
    const path = join(folder, 'cut-off.wav');
    await writeFile(path, forgotten);
    const { warning, bytes } = await warningAt(path);
    expect(warning).toMatch(/recovered\.$/);
    expect(bytes).toBeLessThan(5_000);
  });

  it('is not looked for in a file whose header is right', async () => {
    const path = join(folder, 'quiet.wav');
    await writeFile(path, makeTestWav(new Float32Array(100_000), 16_000));
    expect(await warningAt(path)).toEqual({ warning: null, bytes: 0 });
  });
});

describe('files that only claim to be recordings', () => {
  it('WA002: 128 kB of zeros are told from a header that was lost', async () => {
    const zeros = await opened(new Uint8Array(131_072));
    expect(zeros.ok ? '' : zeros.fault.message).toMatch(/holds only zeros/);
    const lost = await opened(Uint8Array.from([...new Uint8Array(8_192), ...good.subarray(44)]));
    expect(lost.ok ? '' : lost.fault.message).toMatch(/starts with zeros where a header should be/);
  });

  it('FL011: a file without extension, half of it FLAC, is left out of a scan', async () => {
    const card = temporaryFolder();
    await writeFile(join(card, 'data'), Buffer.concat([Buffer.from('fLaC\0\0\0\x22'), good.subarray(44)]));
    await writeFile(join(card, 'good.wav'), good);
    const found: string[] = [];
    for await (const files of scanFolder(card, AbortSignal.timeout(5_000))) {
      found.push(...files.map(({ fileName }) => fileName));
    }
    expect(found).toEqual(['good.wav']);
  });

  it('FL011: the same under an audio name is refused at once', async () => {
    const half = Buffer.concat([Buffer.from('fLaC\0\0\0\x22'), ...Array<Uint8Array>(200).fill(good.subarray(44))]);
    const started = performance.now();
    const reader = await opened(half, 'data.flac');
    expect(reader.ok ? 'opened' : reader.fault.code).toBe('damaged-file');
    expect(performance.now() - started).toBeLessThan(2_000);
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
});
