import { writeFile } from 'node:fs/promises';

export interface TestChunk {
  readonly id: string;
  readonly content: Uint8Array | string;
  /** Leaves out the pad byte after a chunk of odd length, as some recorders do. */
  readonly withoutPad?: boolean;
}

export interface TestWavOptions {
  readonly bitsPerSample?: 8 | 16 | 24 | 32 | 64;
  /** Samples are stored as IEEE float (32 or 64 bits). */
  readonly float?: boolean;
  /** The samples are interleaved for this many channels. */
  readonly channels?: number;
  readonly before?: readonly TestChunk[];
  readonly after?: readonly TestChunk[];
  /** What the header claims instead of the true length of the data. */
  readonly claimedDataLength?: number;
}

/** Bytes of a WAV file made from samples in [-1, 1]. */
export function makeTestWav(samples: Float32Array, sampleRate: number, options: TestWavOptions = {}): Uint8Array {
  const { bitsPerSample = 16, float = false, channels = 1, before = [], after = [] } = options;
  const data = encodeSamples(samples, bitsPerSample, float);
  const format = Buffer.alloc(16);
  format.writeUInt16LE(float ? 3 : 1, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE((sampleRate * channels * bitsPerSample) / 8, 8);
  format.writeUInt16LE((channels * bitsPerSample) / 8, 12);
  format.writeUInt16LE(bitsPerSample, 14);
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    encodeChunk({ id: 'fmt ', content: format }),
    ...before.map((chunk) => encodeChunk(chunk)),
    encodeChunk({ id: 'data', content: data }, options.claimedDataLength),
    ...after.map((chunk) => encodeChunk(chunk)),
  ]);
  const header = Buffer.from('RIFF\0\0\0\0');
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body]);
}

/** Writes a WAV file made from samples in [-1, 1]; PCM 16-bit mono where nothing else is said. */
export async function writeTestWav(
  path: string,
  samples: Float32Array,
  sampleRate: number,
  options: TestWavOptions = {},
): Promise<void> {
  await writeFile(path, makeTestWav(samples, sampleRate, options));
}

/** A sine of `seconds` at `frequency` Hz. */
export function makeTone(frequency: number, seconds: number, sampleRate: number, amplitude = 0.5): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * frequency * index) / sampleRate),
  );
}

/** Noise in [-amplitude, amplitude] that is the same on every run. */
export function makeNoise(length: number, seed = 1, amplitude = 0.5): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return amplitude * (state / 2147483648 - 1);
  });
}

function encodeChunk({ id, content, withoutPad = false }: TestChunk, claimedLength?: number): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const header = Buffer.alloc(8);
  header.write(id, 'latin1');
  header.writeUInt32LE(claimedLength ?? bytes.length, 4);
  const pad = bytes.length % 2 === 1 && !withoutPad ? 1 : 0;
  return Buffer.concat([header, bytes, Buffer.alloc(pad)]);
}

function encodeSamples(samples: Float32Array, bits: number, float: boolean): Buffer {
  const bytes = Buffer.alloc((samples.length * bits) / 8);
  const scale = 2 ** (bits - 1);
  samples.forEach((sample, index) => {
    const offset = (index * bits) / 8;
    const integer = Math.max(-scale, Math.min(scale - 1, Math.round(sample * scale)));
    if (float) {
      bytes[bits === 64 ? 'writeDoubleLE' : 'writeFloatLE'](sample, offset);
    } else if (bits === 8) {
      bytes.writeUInt8(integer + 128, offset);
    } else {
      bytes.writeIntLE(integer, offset, bits / 8);
    }
  });
  return bytes;
}
