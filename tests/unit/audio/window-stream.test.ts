import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { createWindowAssembler } from '../../../electron/core/audio/window-assembler.ts';
import {
  createWindowWorkspace,
  openWindowStream,
  type WindowStreamOptions,
} from '../../../electron/core/audio/window-stream.ts';
import { windowStarts } from '../../../electron/core/audio/windows.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, makeTone, writeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();

interface Collected {
  readonly starts: number[];
  readonly samples: Float32Array;
  readonly counts: number[];
  readonly windowCount: number;
}

interface Reading extends WindowStreamOptions {
  readonly batchSize: number;
}

async function collect(
  path: string,
  { batchSize, ...options }: Reading,
  workspace = createWindowWorkspace(options),
): Promise<Collected> {
  const stream = unwrap(await openWindowStream(path, options, workspace));
  const starts: number[] = [];
  const counts: number[] = [];
  const pieces: Float32Array[] = [];
  while (!stream.isOver()) {
    const target = new Float32Array(batchSize * options.windowSamples);
    const batch = unwrap(await stream.fill(target));
    starts.push(...batch);
    counts.push(batch.length);
    pieces.push(target.subarray(0, batch.length * options.windowSamples));
  }
  expect(unwrap(await stream.fill(new Float32Array(options.windowSamples)))).toEqual([]);
  await stream.close();
  const samples = new Float32Array(starts.length * options.windowSamples);
  pieces.reduce((offset, piece) => (samples.set(piece, offset), offset + piece.length), 0);
  return { starts, samples, counts, windowCount: stream.windowCount };
}

describe('openWindowStream', () => {
  it.each([
    [1000, 1000],
    [1000, 500],
    [1000, 333],
    [700, 1500],
    [400_000, 100_000],
    [90_000, 90_000],
  ])('gives the very samples of windows of %s with hop %s', async (windowSamples, hopSamples) => {
    const noise = makeNoise(200_123);
    const path = join(folder, 'noise.wav');
    await writeTestWav(path, noise, 8000, { bitsPerSample: 32, float: true });
    const collected = await collect(path, { sampleRate: 8000, windowSamples, hopSamples, batchSize: 3 });
    expect(collected.starts).toEqual(windowStarts(noise.length, windowSamples, hopSamples));
    expect(collected.windowCount).toBe(collected.starts.length);
    const padded = new Float32Array(noise.length + windowSamples);
    padded.set(noise);
    collected.starts.forEach((start, index) => {
      const window = collected.samples.subarray(index * windowSamples, (index + 1) * windowSamples);
      expect(Buffer.compare(bytesOf(window), bytesOf(padded.subarray(start, start + windowSamples)))).toBe(0);
    });
  });

  it('fills batches, the last one with what is left', async () => {
    const path = join(folder, 'batches.wav');
    await writeTestWav(path, makeNoise(1050), 8000);
    const { counts } = await collect(path, { sampleRate: 8000, windowSamples: 100, hopSamples: 100, batchSize: 4 });
    expect(counts).toEqual([4, 4, 3]);
  });

  it('pads a short recording with zeros', async () => {
    const path = join(folder, 'short.wav');
    await writeTestWav(path, Float32Array.of(0.5, -0.5), 8000);
    const { starts, samples } = await collect(path, {
      sampleRate: 8000,
      windowSamples: 4,
      hopSamples: 4,
      batchSize: 2,
    });
    expect(starts).toEqual([0]);
    expect([...samples]).toEqual([0.5, -0.5, 0, 0]);
  });

  it('resamples without shift, to the length that it promises, the same every time', async () => {
    const path = join(folder, 'tone.wav');
    await writeTestWav(path, makeTone(1000, 3, 48000), 48000, { bitsPerSample: 32, float: true });
    const options = { sampleRate: 32000, windowSamples: 32000, hopSamples: 16000, batchSize: 2 };
    const first = await collect(path, options);
    expect(first.starts).toEqual([0, 16000, 32000, 48000, 64000]);
    expect(first.windowCount).toBe(5);
    const expected = makeTone(1000, 1, 32000);
    const middle = first.samples.subarray(32000, 64000);
    expect(Math.max(...expected.map((sample, index) => Math.abs(sample - (middle[index] ?? 0))))).toBeLessThan(1e-4);
    const second = await collect(path, { ...options, batchSize: 5 });
    expect(Buffer.compare(bytesOf(first.samples), bytesOf(second.samples))).toBe(0);
  });

  it('gives the same windows in a workspace that another recording left half-way', async () => {
    const options = { sampleRate: 8000, windowSamples: 1000, hopSamples: 400, batchSize: 3 };
    const [one, other] = [join(folder, 'one.wav'), join(folder, 'other.wav')];
    await writeTestWav(one, makeNoise(100_000), 8000);
    await writeTestWav(other, makeNoise(7_300), 8000);
    const workspace = createWindowWorkspace(options);
    const left = unwrap(await openWindowStream(one, options, workspace));
    unwrap(await left.fill(new Float32Array(5000)));
    await left.close();
    const again = await collect(other, options, workspace);
    const fresh = await collect(other, options);
    expect(again.starts).toEqual(fresh.starts);
    expect(Buffer.compare(bytesOf(again.samples), bytesOf(fresh.samples))).toBe(0);
  });

  it('refuses rates that are too far apart', async () => {
    const path = join(folder, 'slow.wav');
    await writeTestWav(path, makeNoise(1000), 499);
    const opened = await openWindowStream(path, {
      sampleRate: 192_000,
      windowSamples: 10,
      hopSamples: 10,
    });
    expect(opened.ok ? null : opened.fault.code).toBe('unsupported-format');
  });

  it.each(['waiting', 'blocking'] as const)(
    '%s: passes on why a file cannot be opened, and why reading stopped',
    async (access) => {
      const options = { sampleRate: 8000, windowSamples: 50_000, hopSamples: 50_000, access };
      const room = new Float32Array(50_000);
      const missing = await openWindowStream(join(folder, 'nothing.wav'), options);
      expect(missing.ok ? null : missing.fault.code).toBe('file-missing');
      const path = join(folder, 'cut.wav');
      await writeTestWav(path, makeNoise(200_000), 8000);
      const stream = unwrap(await openWindowStream(path, options));
      expect(unwrap(await stream.fill(room))).toEqual([0]);
      await truncate(path, 150_000);
      await stream.fill(room);
      const failed = await stream.fill(room);
      expect(failed.ok ? null : failed.fault.code).toBe('file-changed');
      await stream.close();
    },
  );
});

describe('createWindowAssembler', () => {
  it('gives the same windows however the samples arrive', () => {
    const noise = makeNoise(5000);
    for (const [windowSamples, hopSamples] of [
      [300, 100],
      [300, 300],
      [200, 700],
      [6000, 1000],
    ] as const) {
      const expected = windowStarts(noise.length, windowSamples, hopSamples);
      for (const pieceLength of [1, 97, 300, 5000]) {
        const assembler = createWindowAssembler(windowSamples, hopSamples);
        const target = new Float32Array(windowSamples);
        const starts: number[] = [];
        const takeAll = (): void => {
          for (let start = assembler.take(target, 0); start !== null; start = assembler.take(target, 0)) {
            starts.push(start);
            expect(target[0]).toBe(noise[start]);
            expect(target.at(-1)).toBe(noise[start + windowSamples - 1] ?? 0);
          }
        };
        for (let from = 0; from < noise.length; from += pieceLength) {
          assembler.push(noise.subarray(from, from + pieceLength));
          takeAll();
        }
        assembler.finish();
        takeAll();
        expect(starts).toEqual(expected);
      }
    }
  });
});

function bytesOf(samples: Float32Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
