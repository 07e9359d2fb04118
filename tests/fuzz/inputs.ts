import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestFlac } from '../support/flac-fixture.ts';
import { hasShared, sharedFolder } from '../support/shared-audio.ts';
import { makeAdpcm } from '../support/adpcm-fixture.ts';
import {
  aiffMaker,
  bigChunk,
  cafChunk,
  makeAu,
  makeCaf,
  makeRifx,
  makeWave64,
  wave64Chunk,
} from '../support/container-fixture.ts';
import { seededRandom } from '../support/random.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

export interface FuzzInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How ffmpeg makes each compressed input, of the same second of noise. */
const encodings: Record<string, readonly string[]> = {
  'mono.flac': ['-c:a', 'flac', '-metadata', 'comment=Recorded by a fuzzer'],
  'stereo24.flac': ['-ac', '2', '-c:a', 'flac', '-sample_fmt', 's32', '-bits_per_raw_sample', '24'],
  'inside.oga': ['-ac', '2', '-c:a', 'flac', '-sample_fmt', 's16'],
  'constant.mp3': ['-c:a', 'libmp3lame', '-b:a', '64k', '-metadata', 'title=noise'],
  'variable.mp3': ['-ac', '2', '-c:a', 'libmp3lame', '-q:a', '5'],
  'mono.ogg': ['-c:a', 'libvorbis'],
  'stereo.ogg': ['-ac', '2', '-c:a', 'libvorbis'],
  'mono.opus': ['-c:a', 'libopus', '-b:a', '24k'],
  'stereo.opus': ['-ac', '2', '-c:a', 'libopus', '-page_duration', '60000'],
  // These are refused: what is read of their headers must hold up all the same.
  'refused.m4a': ['-c:a', 'aac'],
  'refused.wma': ['-c:a', 'wmav2'],
  'refused.mka': ['-c:a', 'flac'],
  'refused-mp3.wav': ['-c:a', 'libmp3lame', '-f', 'wav'],
};
/** Where there is no ffmpeg: real files, small ones. */
const realFiles = [
  'flac-test-files/11 - incorrect metadata block length.flac',
  'perch-formats/21100_36_48.mp3',
  'perch-formats/21100_36_48.ogg',
  'tinytag/8khz_5s.opus',
];

/** Good files of every format; what cannot be made here is left out. */
export function makeInputs(folder: string): FuzzInput[] {
  mkdirSync(folder, { recursive: true });
  const noise = makeNoise(16_000, 7, 0.4);
  const wav = makeTestWav(noise, 16_000);
  const wavPath = join(folder, 'noise.wav');
  writeFileSync(wavPath, wav);
  const encoded = Object.entries(encodings).flatMap(([name, options]) => {
    const path = join(folder, name);
    if (!existsSync(path)) {
      spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', wavPath, ...options, path]);
    }
    return existsSync(path) ? [{ name, bytes: readFileSync(path) }] : [];
  });
  const real = hasShared('audio/MANIFEST.csv')
    ? realFiles.map((name) => ({ name, bytes: readFileSync(join(sharedFolder, 'audio', name)) }))
    : [];
  return [...wavInputs(noise), ...containerInputs(noise), ...encoded, ...chained(encoded), ...oddFlac(noise), ...real];
}

/** Whole files one after another, as Ogg allows and as people make them of FLAC. */
function chained(encoded: readonly FuzzInput[]): FuzzInput[] {
  const pairs = [
    ['mono.ogg', 'stereo.opus'],
    ['mono.flac', 'stereo24.flac'],
  ];
  return pairs.flatMap((names) => {
    const files = names.flatMap((name) => encoded.filter((input) => input.name === name));
    const bytes = Uint8Array.from(Buffer.concat(files.map((file) => file.bytes)));
    return files.length === names.length ? [{ name: `chained.${names.join('.')}`, bytes }] : [];
  });
}

/** What libFLAC's wrapper does not decode, and a change of rate and channels on the way. */
function oddFlac(noise: Float32Array): FuzzInput[] {
  const samples = [...noise.subarray(0, 3_000)].map((sample) => Math.round(sample * 2_000));
  const first = { samples, sampleRate: 16_000, bitsPerSample: 12, channels: 1 };
  const second = { samples, sampleRate: 24_000, bitsPerSample: 20, channels: 2 };
  return [{ name: 'changing12.flac', bytes: makeTestFlac([first, second]) }];
}

function wavInputs(noise: Float32Array): FuzzInput[] {
  const before = [{ id: 'LIST', content: 'INFOICMT\x05\0\0\0hello\0' }];
  const after = [{ id: 'guan', content: 'GUANO|Version: 1.0\nSerial: 7\n' }];
  const short = noise.subarray(0, 2_000);
  return [
    { name: 'pcm16.wav', bytes: makeTestWav(short, 16_000, { before, after }) },
    { name: 'pcm24.wav', bytes: makeTestWav(short, 48_000, { bitsPerSample: 24, channels: 2, before, after }) },
    { name: 'float.wav', bytes: makeTestWav(short, 96_000, { bitsPerSample: 32, float: true, after }) },
  ];
}

function containerInputs(noise: Float32Array): FuzzInput[] {
  const short = noise.subarray(0, 2_000);
  const guano = Buffer.from('GUANO|Version: 1.0\nSerial: 7\n');
  const big = { order: 'big', sampleRate: 16_000 } as const;
  const random = seededRandom(12);
  const adpcm = { channels: 2, sampleRate: 22_050, blockBytes: 512 };
  return [
    { name: 'pcm16.rifx', bytes: makeRifx(short, { ...big, bits: 16, after: bigChunk('guan', guano) }) },
    {
      name: 'pcm24.w64',
      bytes: makeWave64(short, {
        bits: 24,
        order: 'little',
        sampleRate: 96_000,
        channels: 2,
        after: wave64Chunk('guan', guano),
      }),
    },
    {
      name: 'pcm16.aiff',
      bytes: aiffMaker(null)(short, { ...big, bits: 16, channels: 2, after: bigChunk('ANNO', guano) }),
    },
    { name: 'float.aifc', bytes: aiffMaker('fl32')(short, { ...big, bits: 32, float: true }) },
    { name: 'pcm24.au', bytes: makeAu(short, { ...big, bits: 24 }) },
    { name: 'float64.caf', bytes: makeCaf(short, { ...big, bits: 64, float: true, after: cafChunk('info', guano) }) },
    { name: 'ms-adpcm.wav', bytes: makeAdpcm('ms', adpcm, 12, random).bytes },
    { name: 'ima-adpcm.wav', bytes: makeAdpcm('ima', adpcm, 12, random).bytes },
  ];
}
