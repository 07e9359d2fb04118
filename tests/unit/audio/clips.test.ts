import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeClip, encodeClip } from '../../../electron/contract/clip.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { peakPairs } from '../../../electron/core/audio/peaks.ts';
import { readClip } from '../../../electron/core/audio/read-clip.ts';
import { encodeWav16, writeWavClip } from '../../../electron/core/audio/write-clip.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, makeTestWav, writeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
const noise = makeNoise(30_000);
const source = join(folder, 'source.wav');
await writeTestWav(source, noise, 10_000);
const quantised = noise.map((sample) => Math.round(sample * 32768) / 32768);

describe('readClip', () => {
  it('gives the exact samples of a range, with a header that says what they are', async () => {
    const clip = unwrap(await readClip(source, 0.5, 1.25));
    expect(clip.header).toEqual({
      sampleRate: 10_000,
      frames: 7500,
      fromSeconds: 0.5,
      toSeconds: 1.25,
      recordingSeconds: 3,
      peakCount: 1000,
      peak: Math.max(...quantised.slice(5000, 12_500).map(Math.abs)),
    });
    expect(clip.samples).toEqual(quantised.slice(5000, 12_500));
    const sent = encodeClip({ ...clip, header: { ...clip.header, recordingId: 7, channel: 2 } });
    const received = decodeClip(sent.buffer);
    expect(received.header).toMatchObject({ recordingId: 7, channel: 2 });
    expect(received.peaks).toEqual(clip.peaks);
  });

  it.each([
    ['before the start', [-2, 0.01], [0, 0.01]],
    ['beyond the end', [2.9, 99], [2.9, 3]],
    ['all of it', [0, Infinity], [0, 3]],
    ['between two frames', [0.00004, 0.00026], [0, 0.0003]],
  ] satisfies [string, [number, number], [number, number]][])(
    'clamps and rounds a range: %s',
    async (_, [from, to], expected) => {
      const { header } = unwrap(await readClip(source, from, to));
      expect(header.fromSeconds).toBeCloseTo(expected[0], 9);
      expect(header.toSeconds).toBeCloseTo(expected[1], 9);
    },
  );

  it.each([
    ['outside', 3, 4],
    ['empty', 1, 1],
    ['backwards', 2, 1],
    ['not a number', NaN, NaN],
  ])('refuses a range that is %s', async (_, from, to) => {
    const clip = await readClip(source, from, to);
    expect(clip.ok ? null : clip.fault.code).toBe('invalid-input');
  });

  it('gives at most 120 seconds', async () => {
    const path = join(folder, 'long.wav');
    await writeTestWav(path, new Float32Array(200 * 1000), 1000);
    const { header } = unwrap(await readClip(path, 10, 500));
    expect([header.fromSeconds, header.toSeconds, header.recordingSeconds]).toEqual([10, 130, 200]);
  });

  it('says why a recording cannot be read', async () => {
    const clip = await readClip(join(folder, 'nothing.wav'), 0, 1);
    expect(clip.ok ? null : clip.fault.code).toBe('file-missing');
  });
});

describe('peakPairs', () => {
  it('holds the extremes of every stretch', () => {
    const peaks = peakPairs(noise, 7);
    expect(peaks).toHaveLength(14);
    const stretch = noise.slice(Math.floor((3 * 30_000) / 7), Math.floor((4 * 30_000) / 7));
    expect([peaks[6], peaks[7]]).toEqual([Math.min(...stretch), Math.max(...stretch)]);
    expect(Math.max(...peaks)).toBe(Math.max(...noise));
  });

  it('has a pair a sample where there are few', () => {
    expect([...peakPairs(Float32Array.of(0.5, -1), 1000)]).toEqual([0.5, 0.5, -1, -1]);
    expect(peakPairs(new Float32Array(0), 1000)).toHaveLength(0);
  });
});

describe('encodeWav16', () => {
  it('writes the file that the fixture writes', () => {
    expect(Buffer.compare(encodeWav16(noise, 44_100), makeTestWav(noise, 44_100))).toBe(0);
  });

  it('rounds to the nearest and clips at full scale', () => {
    const bytes = encodeWav16(Float32Array.of(0.6 / 32768, -0.6 / 32768, 0.4 / 32768, 1.5, -1.5, 1), 8000);
    expect([...new Int16Array(bytes.buffer, 44)]).toEqual([1, -1, 0, 32767, -32768, 32767]);
  });
});

describe('writeWavClip', () => {
  it('writes the exact frames and says what it wrote', async () => {
    const destination = join(folder, 'clip.wav');
    const written = unwrap(await writeWavClip(source, destination, { fromSeconds: 0.12345, toSeconds: 2.5 }));
    expect(written).toMatchObject({ fromFrame: 1235, toFrame: 25_000, bytes: 44 + 2 * 23_765 });
    const bytes = await readFile(destination);
    expect(Buffer.compare(bytes, encodeWav16(quantised.slice(1235, 25_000), 10_000))).toBe(0);
    expect(written.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('copies the whole of a 16-bit recording bit for bit, in several pieces', async () => {
    const path = join(folder, 'whole.wav');
    await writeTestWav(path, makeNoise(200_000, 9), 22_050);
    unwrap(await writeWavClip(path, join(folder, 'copy.wav'), { fromSeconds: 0, toSeconds: Infinity }));
    expect(Buffer.compare(await readFile(join(folder, 'copy.wav')), await readFile(path))).toBe(0);
  });

  it('mixes channels', async () => {
    const path = join(folder, 'stereo.wav');
    await writeTestWav(path, Float32Array.of(0.5, 0, -0.25, 0.75), 8000, { channels: 2 });
    unwrap(await writeWavClip(path, join(folder, 'mono.wav'), { fromSeconds: 0, toSeconds: 1 }));
    expect([...unwrap(await readClip(join(folder, 'mono.wav'), 0, 1)).samples]).toEqual([0.25, 0.25]);
  });

  it('never overwrites', async () => {
    const destination = join(folder, 'mine.txt');
    await writeFile(destination, 'mine');
    const written = await writeWavClip(source, destination, { fromSeconds: 0, toSeconds: 1 });
    expect(written.ok ? null : written.fault.code).toBe('already-exists');
    expect(await readFile(destination, 'utf8')).toBe('mine');
  });

  it('leaves nothing behind where the source fails half-way or the folder is missing', async () => {
    const path = join(folder, 'shrinking.wav');
    await writeTestWav(path, makeNoise(2_000_000), 48_000);
    const destination = join(folder, 'half.wav');
    const writing = writeWavClip(path, destination, { fromSeconds: 0, toSeconds: Infinity });
    await truncate(path, 100_000);
    const written = await writing;
    expect(written.ok && written.value.toFrame > 60_000).toBe(false);
    expect(existsSync(destination)).toBe(written.ok);
    const nowhere = await writeWavClip(source, join(folder, 'no/such/folder.wav'), { fromSeconds: 0, toSeconds: 1 });
    expect(nowhere.ok ? null : nowhere.fault.code).toBe('export-failed');
  });
});
