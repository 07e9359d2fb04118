import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeNoise, makeTestWav, makeTone, type TestWavOptions } from '../../support/wav-fixture.ts';

/** What recorders write. `longest` in seconds keeps a card of thousands small. */
const kinds: readonly (TestWavOptions & { readonly sampleRate: number; readonly longest: number })[] = [
  { sampleRate: 8_000, longest: 20 },
  { sampleRate: 16_000, longest: 20 },
  { sampleRate: 22_050, longest: 12 },
  { sampleRate: 24_000, longest: 12, bitsPerSample: 24 },
  { sampleRate: 32_000, longest: 9, channels: 2 },
  { sampleRate: 44_100, longest: 9, bitsPerSample: 32, float: true },
  { sampleRate: 48_000, longest: 9 },
  { sampleRate: 96_000, longest: 4, bitsPerSample: 24 },
  { sampleRate: 250_000, longest: 2 },
];
const shortestSeconds = 0.2;
const headerBytes = 44;

/** `count` recordings of several rates, depths and lengths, no two alike, and ten that cannot be read. */
export function writeMixedCard(card: string, count: number, random: () => number): void {
  const nights = ['night-1', 'night-2', 'Nacht №3'];
  nights.forEach((night) => mkdirSync(join(card, night), { recursive: true }));
  const writers = kinds.map(createWriter);
  for (let index = 0; index < count; index += 1) {
    const name = `20240301_${String(index).padStart(6, '0')}.WAV`;
    writers[index % writers.length]?.(join(card, nights[index % nights.length] ?? '', name), random);
  }
  writeUnreadable(card);
}

/** Cuts recordings out of one that is encoded once: no two start at the same place. */
function createWriter({ sampleRate, longest, ...options }: (typeof kinds)[number]) {
  const { channels = 1, bitsPerSample = 16 } = options;
  const seconds = 3 * longest;
  const chirps = makeNoise(sampleRate * seconds * channels, sampleRate, 0.1);
  for (let second = 0; second < seconds; second += 1) {
    const tone = makeTone(200 + 37 * second, 1, sampleRate * channels, 0.02 * (1 + (second % 15)));
    tone.forEach((value, place) => {
      chirps[second * tone.length + place] = (chirps[second * tone.length + place] ?? 0) + value;
    });
  }
  const whole = Buffer.from(makeTestWav(chirps, sampleRate, options));
  const frameBytes = (channels * bitsPerSample) / 8;
  return (path: string, random: () => number): void => {
    const frames = Math.round(sampleRate * (shortestSeconds + (longest - shortestSeconds) * random()));
    const from = headerBytes + frameBytes * Math.floor(random() * (sampleRate * seconds - frames));
    const header = Buffer.from(whole.subarray(0, headerBytes));
    const dataBytes = frames * frameBytes;
    header.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
    header.writeUInt32LE(dataBytes, headerBytes - 4);
    writeFileSync(path, Buffer.concat([header, whole.subarray(from, from + dataBytes)]));
  };
}

function writeUnreadable(card: string): void {
  const sound = makeTestWav(makeTone(800, 2, 16_000), 16_000);
  const files: Readonly<Record<string, Uint8Array | string>> = {
    'empty.WAV': '',
    'notes.wav': 'Battery changed at noon.',
    'cut-header.wav': sound.subarray(0, 20),
    'header-only.wav': makeTestWav(new Float32Array(0), 16_000),
    'zeros.WAV': new Uint8Array(50_000),
    'pointer.wav': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    'really.flac.wav': Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(4000)]),
    'claims-more.wav': makeTestWav(makeTone(800, 2, 16_000), 16_000, { claimedDataLength: 900_000 }),
    'odd-rate.wav': makeTestWav(makeTone(800, 2, 16_000), 7),
    'half-sample.wav': sound.subarray(0, 30_001),
  };
  Object.entries(files).forEach(([name, content]) => {
    writeFileSync(join(card, name), content);
  });
}

/** What happens to a card after it was read in: files vanish, are cut short, are written over. */
export function damageMixedCard(card: string): void {
  const files = readdirSync(join(card, 'night-2')).sort();
  files.forEach((name, index) => {
    const path = join(card, 'night-2', name);
    if (index % 101 === 7) {
      rmSync(path);
    } else if (index % 101 === 21) {
      truncateSync(path, 1_000);
    } else if (index % 101 === 43) {
      truncateSync(path, 0);
    } else if (index % 101 === 66) {
      writeFileSync(path, 'This was a recording.');
    }
  });
}
