import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { readRecording } from '../../../electron/core/intake/read-recording.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
const expectedFaults = ['empty-file', 'not-audio', 'unsupported-format', 'no-audio-data', 'damaged-file'];
const original = makeTestWav(makeNoise(400), 48_000, {
  channels: 2,
  before: [{ id: 'LIST', content: 'INFOICMT\x05\0\0\0hello\0' }],
  after: [{ id: 'guan', content: 'GUANO|Version: 1.0\nSerial: 7\n' }],
});

/** Numbers in [0, limit) that are the same on every run. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
}

/** Flips bits, rewrites size fields, cuts and repeats pieces: most of it in the headers, where it hurts. */
function mutate(bytes: Uint8Array, random: (limit: number) => number): Uint8Array {
  let mutated = Uint8Array.from(bytes);
  for (let step = 0; step <= random(4); step += 1) {
    const at = random(random(4) === 0 ? mutated.length : Math.min(100, mutated.length));
    switch (random(5)) {
      case 0:
        mutated[at] = (mutated[at] ?? 0) ^ (1 << random(8));
        break;
      case 1:
        mutated.set([0xff, 0xff, 0xff, random(256)].slice(0, Math.max(0, mutated.length - at)), at);
        break;
      case 2:
        mutated = mutated.slice(0, Math.max(1, at));
        break;
      case 3:
        mutated.fill(0, at, at + random(16));
        break;
      default:
        mutated = Uint8Array.from([...mutated.subarray(0, at), ...mutated.subarray(random(at + 1))]);
    }
  }
  return mutated;
}

describe('damaged files', () => {
  it('are read or refused: 1,500 mutations, no exception, never more frames than bytes', async () => {
    const random = randomNumbers(20_261_122);
    const path = join(folder, 'mutated.wav');
    let readable = 0;
    for (let round = 0; round < 1500; round += 1) {
      const bytes = mutate(original, random);
      await writeFile(path, bytes);
      const facts = await readRecording(path);
      const opened = await openAudio(path);
      if (!opened.ok) {
        expect(expectedFaults).toContain(opened.fault.code);
        expect(facts.fault?.code).toBe(opened.fault.code);
        continue;
      }
      readable += 1;
      const { info } = opened.value;
      expect(info.frames * info.channels).toBeLessThanOrEqual(bytes.length);
      const samples = new Float32Array(info.frames + 1);
      const read = await opened.value.readMono(0, samples);
      expect(read).toEqual({ ok: true, value: info.frames });
      expect(samples.every(Number.isFinite)).toBe(true);
      await opened.value.close();
    }
    expect(readable).toBeGreaterThan(300);
    expect(readable).toBeLessThan(1400);
  });
});
