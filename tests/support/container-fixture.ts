/** Files of containers other than WAV, written from their specifications. */

export interface StoredAs {
  readonly bits: 8 | 16 | 24 | 32 | 64;
  /** IEEE float. */
  readonly float?: boolean;
  readonly order: 'little' | 'big';
}

export interface ContainerOptions extends StoredAs {
  readonly sampleRate: number;
  /** The samples are interleaved for this many channels. */
  readonly channels?: number;
  /** What the size field of the sound holds, in place of the right number. */
  readonly claimed?: bigint;
  /** Whole chunks after the sound. */
  readonly after?: Buffer;
}

export type MakeContainer = (samples: Float32Array, options: ContainerOptions) => Buffer;

/** The bytes of samples in [-1, 1]; whole numbers are signed. */
export function storedSamples(samples: Float32Array, { bits, float = false, order }: StoredAs): Buffer {
  const width = bits / 8;
  const bytes = Buffer.alloc(samples.length * width);
  const scale = 2 ** (bits - 1);
  samples.forEach((sample, index) => {
    const at = index * width;
    if (float) {
      const big = order === 'big';
      bytes[bits === 64 ? (big ? 'writeDoubleBE' : 'writeDoubleLE') : big ? 'writeFloatBE' : 'writeFloatLE'](
        sample,
        at,
      );
    } else {
      const whole = Math.max(-scale, Math.min(scale - 1, Math.round(sample * scale)));
      bytes[order === 'big' ? 'writeIntBE' : 'writeIntLE'](whole, at, width);
    }
  });
  return bytes;
}

const guids: Record<string, string> = {
  riff: '72696666 2e91cf11 a5d628db 04c10000',
  wave: '77617665 f3acd311 8cd100c0 4f8edb8a',
  'fmt ': '666d7420 f3acd311 8cd100c0 4f8edb8a',
  data: '64617461 f3acd311 8cd100c0 4f8edb8a',
  bext: '62657874 f3acd311 8cd100c0 4f8edb8a',
  guan: '6775616e f3acd311 8cd100c0 4f8edb8a',
};

export const makeWave64: MakeContainer = (samples, options) => {
  const data = storedSamples(samples, options);
  const body = Buffer.concat([
    guidOf('wave'),
    wave64Chunk('fmt ', formatFields(options, 'little')),
    wave64Chunk('data', data, options.claimed),
    options.after ?? Buffer.alloc(0),
  ]);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(body.length + 24));
  return Buffer.concat([guidOf('riff'), size, body]);
};

/** A chunk of Wave64: its size counts its own header, and the next one starts at a multiple of eight. */
export function wave64Chunk(name: string, content: Buffer, claimed?: bigint): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(claimed ?? BigInt(content.length + 24));
  return Buffer.concat([guidOf(name), size, content, Buffer.alloc((8 - (content.length % 8)) % 8)]);
}

export const makeRifx: MakeContainer = (samples, options) => {
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    bigChunk('fmt ', formatFields(options, 'big')),
    bigChunk('data', storedSamples(samples, options), options.claimed),
    options.after ?? Buffer.alloc(0),
  ]);
  return Buffer.concat([bigChunk('RIFX', body)]);
};

/** A chunk of AIFF and RIFX. */
export function bigChunk(id: string, content: Buffer, claimed?: bigint): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(Number(claimed ?? content.length));
  return Buffer.concat([Buffer.from(id, 'latin1'), size, content, Buffer.alloc(content.length % 2)]);
}

/** AIFF of big-endian whole numbers, AIFF-C of the compression type where one is given. */
export function aiffMaker(type: string | null): MakeContainer {
  return (samples, options) => {
    const { channels = 1, sampleRate, bits, claimed, after = Buffer.alloc(0) } = options;
    const common = Buffer.alloc(18);
    common.writeUInt16BE(channels, 0);
    common.writeUInt32BE(samples.length / channels, 2);
    common.writeUInt16BE(bits, 6);
    extended(sampleRate).copy(common, 8);
    const named = type === null ? Buffer.alloc(0) : Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from([0, 0])]);
    const sound = Buffer.concat([Buffer.alloc(8), storedSamples(samples, options)]);
    const body = Buffer.concat([
      Buffer.from(type === null ? 'AIFF' : 'AIFC'),
      ...(type === null ? [] : [bigChunk('FVER', Buffer.from('a2805140', 'hex'))]),
      bigChunk('COMM', Buffer.concat([common, named])),
      bigChunk('SSND', sound, claimed),
      after,
    ]);
    return bigChunk('FORM', body);
  };
}

export const makeAu: MakeContainer = (samples, options) => {
  const { channels = 1, sampleRate, bits, float = false, claimed, order, after = Buffer.alloc(0) } = options;
  const data = storedSamples(samples, options);
  const code = float ? (bits === 32 ? 6 : 7) : bits / 8 + 1;
  const fields = [0x2e736e64, 28, Number(claimed ?? data.length), code, sampleRate, channels, 0];
  const header = Buffer.alloc(28);
  fields.forEach((field, index) => header[order === 'big' ? 'writeUInt32BE' : 'writeUInt32LE'](field, 4 * index));
  return Buffer.concat([header, data, after]);
};

export const makeCaf: MakeContainer = (samples, options) => {
  const { channels = 1, sampleRate, bits, float = false, claimed, order, after = Buffer.alloc(0) } = options;
  const description = Buffer.alloc(32);
  description.writeDoubleBE(sampleRate);
  description.write('lpcm', 8);
  const fields = [(float ? 1 : 0) | (order === 'little' ? 2 : 0), (bits / 8) * channels, 1, channels, bits];
  fields.forEach((field, index) => description.writeUInt32BE(field, 12 + 4 * index));
  return Buffer.concat([
    Buffer.from('caff\0\x01\0\0', 'latin1'),
    cafChunk('desc', description),
    cafChunk('data', Buffer.concat([Buffer.alloc(4), storedSamples(samples, options)]), claimed),
    after,
  ]);
};

export function cafChunk(id: string, content: Buffer, claimed?: bigint): Buffer {
  const header = Buffer.alloc(12);
  header.write(id);
  header.writeBigUInt64BE(claimed ?? BigInt(content.length), 4);
  return Buffer.concat([header, content]);
}

function guidOf(name: string): Buffer {
  return Buffer.from((guids[name] ?? '').replaceAll(' ', ''), 'hex');
}

function formatFields(
  { channels = 1, sampleRate, bits, float = false }: ContainerOptions,
  order: 'little' | 'big',
): Buffer {
  const frameBytes = (channels * bits) / 8;
  const format = Buffer.alloc(16);
  const fields: readonly (readonly [size: 2 | 4, value: number])[] = [
    [2, float ? 3 : 1],
    [2, channels],
    [4, sampleRate],
    [4, sampleRate * frameBytes],
    [2, frameBytes],
    [2, bits],
  ];
  let at = 0;
  for (const [size, value] of fields) {
    at = format[order === 'big' ? 'writeUIntBE' : 'writeUIntLE'](value, at, size);
  }
  return format;
}

/** A whole number as an 80-bit float. */
function extended(value: number): Buffer {
  const exponent = Math.floor(Math.log2(value));
  const bytes = Buffer.alloc(10);
  bytes.writeUInt16BE(16383 + exponent);
  bytes.writeBigUInt64BE(BigInt(value) << BigInt(63 - exponent), 2);
  return bytes;
}
