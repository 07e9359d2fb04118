import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { AudioInfo, ChannelChoice } from '../../../electron/core/audio/audio-reader.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import {
  aiffMaker,
  bigChunk,
  cafChunk,
  makeAu,
  makeCaf,
  makeRifx,
  makeWave64,
  wave64Chunk,
  type MakeContainer,
  type StoredAs,
} from '../../support/container-fixture.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
const noise = makeNoise(6_006, 5);
let written = 0;

async function fileOf(bytes: Uint8Array): Promise<string> {
  written += 1;
  const path = join(folder, `${written}.bin`);
  await writeFile(path, bytes);
  return path;
}

interface Decoded {
  readonly info: AudioInfo;
  readonly samples: Float32Array;
}

async function decode(bytes: Uint8Array, channel?: ChannelChoice): Promise<Decoded> {
  const reader = unwrap(await openAudio(await fileOf(bytes), { channel }));
  const samples = new Float32Array(reader.info.frames + 10);
  const middle = Math.floor(reader.info.frames / 2);
  const behind = unwrap(await reader.readMono(middle, samples.subarray(middle)));
  const before = unwrap(await reader.readMono(0, samples.subarray(0, middle)));
  await reader.close();
  return { info: reader.info, samples: samples.slice(0, before + behind) };
}

async function faultOf(bytes: Uint8Array) {
  const opened = await openAudio(await fileOf(bytes));
  if (opened.ok) {
    await opened.value.close();
    throw new Error('was opened');
  }
  return opened.fault;
}

/** Half a step of what is stored; nothing for floats. */
function toleranceOf({ bits, float = false }: StoredAs): number {
  return float ? 0 : 2 ** -bits + 1e-9;
}

function expectSamples(found: Float32Array, expected: Float32Array, tolerance: number): void {
  expect(found.length).toBe(expected.length);
  const worst = found.reduce((most, sample, index) => Math.max(most, Math.abs(sample - (expected[index] ?? NaN))), 0);
  expect(worst).toBeLessThanOrEqual(tolerance);
}

interface Container {
  readonly name: string;
  readonly make: MakeContainer;
  readonly order: 'little' | 'big';
  readonly whole: readonly StoredAs['bits'][];
  readonly hasFloat: boolean;
  readonly label: string;
}

const containers: readonly Container[] = [
  { name: 'RIFX', make: makeRifx, order: 'big', whole: [16, 24, 32], hasFloat: true, label: 'RIFX' },
  { name: 'Wave64', make: makeWave64, order: 'little', whole: [16, 24, 32], hasFloat: true, label: 'Wave64' },
  { name: 'AIFF', make: aiffMaker(null), order: 'big', whole: [8, 16, 24, 32], hasFloat: false, label: 'AIFF' },
  {
    name: 'AIFF-C NONE',
    make: aiffMaker('NONE'),
    order: 'big',
    whole: [8, 16, 24, 32],
    hasFloat: false,
    label: 'AIFF-C',
  },
  {
    name: 'AIFF-C sowt',
    make: aiffMaker('sowt'),
    order: 'little',
    whole: [16, 24, 32],
    hasFloat: false,
    label: 'AIFF-C',
  },
  { name: 'AU', make: makeAu, order: 'big', whole: [8, 16, 24, 32], hasFloat: true, label: 'AU' },
  { name: 'AU backwards', make: makeAu, order: 'little', whole: [16, 24, 32], hasFloat: true, label: 'AU' },
  { name: 'CAF', make: makeCaf, order: 'big', whole: [8, 16, 24, 32], hasFloat: true, label: 'CAF' },
  { name: 'CAF backwards', make: makeCaf, order: 'little', whole: [16, 24, 32], hasFloat: true, label: 'CAF' },
];

const kinds = containers.flatMap(({ name, make, order, whole, hasFloat, label }) => [
  ...whole.map((bits) => ({ name, make, stored: { bits, order }, format: `${label} PCM ${bits}-bit` })),
  ...(hasFloat ? ([32, 64] as const) : []).map((bits) => ({
    name,
    make,
    stored: { bits, float: true, order },
    format: `${label} float ${bits}-bit`,
  })),
]);

describe('every container and encoding', () => {
  it.each(kinds)('$name: $format', async ({ make, stored, format }) => {
    const { info, samples } = await decode(make(noise, { ...stored, sampleRate: 256_000 }));
    expect(info).toEqual({
      format,
      sampleRate: 256_000,
      channels: 1,
      bitsPerSample: stored.bits,
      frames: 6_006,
      durationSeconds: 6_006 / 256_000,
      warning: null,
    });
    expectSamples(samples, noise, toleranceOf(stored));
  });

  it.each(kinds)('$name: $format of three channels: the second, and the mean', async ({ make, stored }) => {
    const bytes = make(noise, { ...stored, sampleRate: 44_100, channels: 3 });
    const second = Float32Array.from({ length: 2_002 }, (_, frame) => noise[3 * frame + 1] ?? 0);
    const mean = second.map((sample, frame) => ((noise[3 * frame] ?? 0) + sample + (noise[3 * frame + 2] ?? 0)) / 3);
    expectSamples((await decode(bytes, 2)).samples, second, toleranceOf(stored));
    expectSamples((await decode(bytes)).samples, mean, toleranceOf(stored) + 1e-7);
  });

  it.each(containers.flatMap((container) => [1_000, 8_000, 500_000].map((rate) => ({ ...container, rate }))))(
    '$name at $rate Hz',
    async ({ make, order, rate }) => {
      const { info } = await decode(make(noise, { bits: 16, order, sampleRate: rate }));
      expect(info).toMatchObject({ sampleRate: rate, frames: 6_006, warning: null });
    },
  );
});

describe('AIFF-C by name', () => {
  const sixteen = { bits: 16, order: 'big', sampleRate: 8_000 } as const;

  it.each([
    ['fl32', { bits: 32, float: true, order: 'big' }, 'AIFF-C float 32-bit'],
    ['FL64', { bits: 64, float: true, order: 'big' }, 'AIFF-C float 64-bit'],
    ['in24', { bits: 24, order: 'big' }, 'AIFF-C PCM 24-bit'],
    ['23ni', { bits: 32, order: 'little' }, 'AIFF-C PCM 32-bit'],
  ] satisfies [string, StoredAs, string][])('%s', async (type, stored, format) => {
    const { info, samples } = await decode(aiffMaker(type)(noise, { ...stored, sampleRate: 22_050 }));
    expect(info.format).toBe(format);
    expectSamples(samples, noise, toleranceOf(stored));
  });

  it.each(['alaw', 'ULAW'])('%s', async (type) => {
    const bytes = aiffMaker(type)(Float32Array.of(-43 / 128, 85 / 128), { bits: 8, order: 'big', sampleRate: 8_000 });
    const { info, samples } = await decode(bytes);
    expect(info.format).toBe(type === 'alaw' ? 'AIFF-C A-law' : 'AIFF-C mu-law');
    // The codes are 0xd5 and 0x55, which differ in the sign only.
    expect([...samples].map((sample) => sample * 32768)).toEqual(type === 'alaw' ? [8, -8] : [716, -716]);
  });

  it('of twelve bits, which lie at the top of sixteen', async () => {
    const bytes = aiffMaker(null)(noise, sixteen);
    bytes.writeUInt16BE(12, bytes.indexOf('COMM') + 14);
    const { info, samples } = await decode(bytes);
    expect(info.format).toBe('AIFF PCM 12-bit');
    expectSamples(samples, noise, 2 ** -15);
  });

  it('refuses what is compressed, with what the header says', async () => {
    expect(await faultOf(aiffMaker('ima4')(noise, { ...sixteen, channels: 2 }))).toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining(
        'AIFF-C file is compressed (IMA ADPCM; 8 kHz, 2 channels, about 24.0 s)',
      ) as string,
    });
  });
});

describe('wrong sizes', () => {
  const open = { RIFX: 0xffffffffn, AIFF: 0xffffffffn, AU: 0xffffffffn, Wave64: 2n ** 63n - 1n, CAF: 2n ** 64n - 1n };
  const cases = Object.entries(open).flatMap(([name, unknown]) => {
    const { make, order } = containers.find((container) => container.name === name) ??
      containers[0] ?? { make: makeAu, order: 'big' };
    const recovered = [unknown, 0n, 44n].map((claimed) => ({ name, make, order, claimed, warning: /recovered/ }));
    return [...recovered, { name, make, order, claimed: 400_000n, warning: /ends before/ }];
  });

  it.each(cases)('$name: a size of $claimed is recovered', async ({ make, order, claimed, warning }) => {
    // Wave64 pads to eight bytes, which could not be told from sound.
    const unpadded = noise.subarray(0, 6_000);
    const { info, samples } = await decode(make(unpadded, { bits: 16, order, sampleRate: 48_000, claimed }));
    expect(info.warning).toMatch(warning);
    expectSamples(samples, unpadded, 2 ** -16);
  });

  it.each(containers)('$name: a file that is cut in a frame', async ({ make, order }) => {
    const bytes = make(noise, { bits: 24, order, sampleRate: 48_000, channels: 2 });
    const { info } = await decode(bytes.subarray(0, -(3 + 6 * 100)));
    // Wave64 has pad bytes at the end, which go first.
    expect([2_902, 2_903]).toContain(info.frames);
    expect(info.warning).toMatch(/ends before/);
  });

  it.each(containers)('$name: a header alone is no recording, whatever it claims', async ({ make, order }) => {
    const options = { bits: 16, order, sampleRate: 48_000 } as const;
    expect((await faultOf(make(new Float32Array(0), options))).code).toBe('no-audio-data');
    expect((await faultOf(make(new Float32Array(0), { ...options, claimed: 4_000_000_000n }))).code).toBe(
      'no-audio-data',
    );
  });

  it.each(containers)('$name: any beginning of a file is refused or read', async ({ make, order }) => {
    const bytes = make(noise.subarray(0, 20), { bits: 16, order, sampleRate: 48_000 });
    const codes = new Set<string>();
    for (let length = 12; length < bytes.length; length += 3) {
      const opened = await openAudio(await fileOf(bytes.subarray(0, length)));
      codes.add(opened.ok ? 'opened' : opened.fault.code);
      await (opened.ok ? opened.value.close() : undefined);
    }
    expect([...codes].sort()).toEqual(['damaged-file', 'no-audio-data', 'opened']);
  });
});

describe('chunks around the sound', () => {
  it.each([
    ['RIFX', makeRifx, 'big', bigChunk('guan', Buffer.from('GUANO|Version: 1.0\n'))],
    ['Wave64', makeWave64, 'little', wave64Chunk('bext', Buffer.alloc(602))],
    ['AIFF', aiffMaker(null), 'big', bigChunk('ANNO', Buffer.from('odd'))],
    ['CAF', makeCaf, 'big', cafChunk('info', Buffer.alloc(5))],
  ] as const)('%s: what follows is not sound', async (_, make, order, after) => {
    // 2,001 bytes of sound: the pad bytes are no sound either.
    const odd = noise.subarray(0, 667);
    const { info, samples } = await decode(make(odd, { bits: 24, order, sampleRate: 48_000, after }));
    expect(info.warning).toBeNull();
    expectSamples(samples, odd, 2 ** -24 + 1e-9);
  });

  it('AIFF: the sound may start later in its chunk, and come before the header', async () => {
    const whole = aiffMaker(null)(noise, { bits: 16, order: 'big', sampleRate: 8_000 });
    const common = whole.subarray(12, 38);
    const sound = Buffer.concat([Buffer.from([0, 0, 0, 6, 0, 0, 0, 0]), Buffer.alloc(6, 9), whole.subarray(54)]);
    const { samples } = await decode(
      bigChunk('FORM', Buffer.concat([Buffer.from('AIFF'), bigChunk('SSND', sound), common])),
    );
    expectSamples(samples, noise, 2 ** -16);
  });

  it.each([makeRifx, makeWave64, makeCaf, aiffMaker(null)])(
    'a file that is all tiny chunks is given up at once',
    async (make) => {
      const bytes = make(noise, { bits: 16, order: make === makeWave64 ? 'little' : 'big', sampleRate: 8_000 });
      const tiny =
        make === makeWave64
          ? wave64Chunk('bext', Buffer.alloc(0))
          : make === makeCaf
            ? cafChunk('free', Buffer.alloc(0))
            : bigChunk('ANNO', Buffer.alloc(0));
      const head = bytes.subarray(0, make === makeWave64 ? 40 : make === makeCaf ? 8 : 12);
      expect((await faultOf(Buffer.concat([head, ...Array<Buffer>(50_000).fill(tiny)]))).code).toBe('damaged-file');
    },
  );
});
