import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { makeNoise, writeTestWav } from '../../support/wav-fixture.ts';
import type { BenchCase } from '../bench-case.ts';
import { atMost, measured, median, notMeasured, type Measurement } from '../measurement.ts';
import { timeOnce } from '../support/timing.ts';

interface Encoding {
  readonly name: string;
  readonly label: string;
  readonly options: readonly string[];
}

const encodings: readonly Encoding[] = [
  { name: 'pcm24.wav', label: 'WAV 24-bit', options: ['-c:a', 'pcm_s24le'] },
  { name: 'noise.flac', label: 'FLAC 16-bit', options: ['-c:a', 'flac'] },
  { name: 'noise.oga', label: 'FLAC 16-bit in Ogg', options: ['-c:a', 'flac'] },
  { name: 'noise.mp3', label: 'MP3 128 kbit/s', options: ['-c:a', 'libmp3lame', '-b:a', '128k'] },
  { name: 'noise.ogg', label: 'Ogg Vorbis', options: ['-c:a', 'libvorbis'] },
  { name: 'noise.opus', label: 'Ogg Opus 64 kbit/s', options: ['-c:a', 'libopus', '-b:a', '64k'] },
];
const sampleRate = 48_000;
const pieceFrames = 65_536;

export const decodeCase: BenchCase = {
  id: 'decode',
  label: 'Decoding',
  reach: 'speed reported, beside ffmpeg where it is installed',
  run: async ({ quick, rounds, folder, say }) => {
    const seconds = quick ? 10 : 300;
    const source = join(folder, 'noise.wav');
    say(`making ${seconds} s of noise at 48 kHz in every format`);
    await writeTestWav(source, makeNoise(seconds * sampleRate, 1, 0.3), sampleRate);
    const measurements = [
      await measure({ name: 'noise.wav', label: 'WAV 16-bit', options: [] }, source, { seconds, rounds }),
    ];
    for (const encoding of encodings) {
      const path = join(folder, encoding.name);
      spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', source, ...encoding.options, path]);
      measurements.push(
        existsSync(path)
          ? await measure(encoding, path, { seconds, rounds })
          : notMeasured(encoding.name, encoding.label, 'ffmpeg is not installed, which makes the file'),
      );
    }
    say('making a long MP3 of variable bit rate, whose frames nothing counts');
    return [...measurements, ...(await measureLongMp3(source, join(folder, 'long.mp3'), { quick, rounds }))];
  },
};

/** What opening costs where only the frames themselves tell how many there are, and a clip near the end after that. */
async function measureLongMp3(
  source: string,
  path: string,
  { quick, rounds }: { readonly quick: boolean; readonly rounds: number },
): Promise<Measurement[]> {
  const options = ['-c:a', 'libmp3lame', '-q:a', '4', '-write_xing', '0', '-id3v2_version', '0'];
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', source, ...options, path]);
  if (made.status !== 0) {
    return [notMeasured('long.mp3', 'a long MP3', 'ffmpeg is not installed, which makes the file')];
  }
  const piece = await readFile(path);
  const bytes = (quick ? 20 : 1000) * 1e6;
  while ((await stat(path)).size < bytes) {
    await appendFile(path, piece);
  }
  const first: number[] = [];
  const clip: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Another time of change, so that nothing is remembered of the file.
    await utimes(path, round + 1, round + 1);
    first.push(await timeOnce(async () => unwrap(await openAudio(path)).close()));
    clip.push(await timeOnce(() => readNearEnd(path)));
  }
  const size = `${bytes / 1e6} MB`;
  return [
    measured({
      id: 'long-mp3-open',
      label: `MP3 of ${size}, first opening`,
      unit: 'ms',
      samples: first,
      reach: atMost(2000),
    }),
    measured({ id: 'long-mp3-clip', label: `MP3 of ${size}, 3 s near its end`, unit: 'ms', samples: clip }),
  ];
}

async function readNearEnd(path: string): Promise<void> {
  const reader = unwrap(await openAudio(path));
  const { frames } = reader.info;
  unwrap(await reader.readMono(frames - 10 * sampleRate, new Float32Array(3 * sampleRate)));
  await reader.close();
}

interface Extent {
  readonly seconds: number;
  readonly rounds: number;
}

async function measure({ name, label }: Encoding, path: string, { seconds, rounds }: Extent): Promise<Measurement> {
  const samples: number[] = [];
  const besides: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    samples.push((seconds * 1000) / (await timeOnce(() => readThrough(path))));
    besides.push((seconds * 1000) / (await timeOnce(() => Promise.resolve(decodeWithFfmpeg(path)))));
  }
  const hasFfmpeg = decodeWithFfmpeg(path) === 0;
  return measured({
    id: name,
    label,
    unit: '× real time',
    samples,
    note: hasFfmpeg ? `opened and read as mono; ffmpeg ${median(besides).toFixed(0)} ×, its start included` : '',
  });
}

async function readThrough(path: string): Promise<void> {
  const reader = unwrap(await openAudio(path));
  const piece = new Float32Array(pieceFrames);
  for (let frame = 0; frame < reader.info.frames;) {
    frame += unwrap(await reader.readMono(frame, piece));
  }
  await reader.close();
}

function decodeWithFfmpeg(path: string): number | null {
  return spawnSync('ffmpeg', ['-v', 'error', '-threads', '1', '-i', path, '-f', 'f32le', '-y', '/dev/null']).status;
}
