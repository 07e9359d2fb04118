import { crc16 } from '../../electron/core/audio/formats/flac-frame.ts';

/** Sound of one kind inside a FLAC stream. */
export interface TestFlacPart {
  /** Whole numbers of `bitsPerSample` bits, one channel after another within each frame. */
  readonly samples: ArrayLike<number>;
  readonly sampleRate: number;
  readonly bitsPerSample: number;
  readonly channels: number;
}

const blockSize = 1024;
const widthCodes: Record<number, number> = { 8: 1, 12: 2, 16: 4, 20: 5, 24: 6, 32: 7 };

/** A FLAC stream without compression; the frames of its parts are numbered through. STREAMINFO describes the first. */
export function makeTestFlac(parts: readonly TestFlacPart[], blocks: readonly Uint8Array[] = []): Uint8Array {
  const [first] = parts;
  if (first === undefined) {
    throw new Error('a FLAC stream has at least one part');
  }
  const total = parts.reduce((sum, { samples, channels }) => sum + samples.length / channels, 0);
  let number = 0;
  const frames = parts.flatMap((part) => framesOf(part, () => number++));
  const largest = Math.max(...frames.map(({ length }) => length));
  const all = [streamInfo(first, total, largest), ...blocks].map((content, index) => {
    const isLast = index === blocks.length;
    const type = index === 0 ? 0 : 6;
    return Buffer.concat([
      Buffer.from([
        type | (isLast ? 0x80 : 0),
        content.length >> 16,
        (content.length >> 8) & 255,
        content.length & 255,
      ]),
      content,
    ]);
  });
  return Buffer.concat([Buffer.from('fLaC'), ...all, ...frames]);
}

function streamInfo({ sampleRate, bitsPerSample, channels }: TestFlacPart, total: number, largest: number): Buffer {
  const info = Buffer.alloc(34);
  info.writeUInt16BE(blockSize, 0);
  info.writeUInt16BE(blockSize, 2);
  info.writeUIntBE(largest, 7, 3);
  info.writeUInt32BE(((sampleRate << 12) | ((channels - 1) << 9) | ((bitsPerSample - 1) << 4)) >>> 0, 10);
  info.writeUInt32BE(total, 14);
  return info;
}

function framesOf(part: TestFlacPart, nextNumber: () => number): Buffer[] {
  const { samples, channels } = part;
  const count = samples.length / channels;
  return Array.from({ length: Math.ceil(count / blockSize) }, (_, index) => {
    const from = index * blockSize;
    return frameOf(part, from, Math.min(blockSize, count - from), nextNumber());
  });
}

function frameOf(part: TestFlacPart, from: number, size: number, number: number): Buffer {
  const { samples, sampleRate, bitsPerSample, channels } = part;
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let bit = count - 1; bit >= 0; bit -= 1) {
      bits.push(Math.floor(value / 2 ** bit) & 1);
    }
  };
  put(0xfff8, 16);
  put(7, 4);
  put(13, 4);
  put(channels - 1, 4);
  put(widthCodes[bitsPerSample] ?? 0, 3);
  put(0, 1);
  // The number is written the way UTF-8 writes characters.
  Buffer.from(String.fromCodePoint(number)).forEach((byte) => {
    put(byte, 8);
  });
  put(size - 1, 16);
  put(sampleRate, 16);
  put(crc8(bytesOf(bits)), 8);
  for (let channel = 0; channel < channels; channel += 1) {
    put(2, 8);
    for (let frame = from; frame < from + size; frame += 1) {
      const sample = samples[frame * channels + channel] ?? 0;
      put(sample < 0 ? sample + 2 ** bitsPerSample : sample, bitsPerSample);
    }
  }
  const bytes = bytesOf(bits);
  const crc = crc16(bytes, 0, bytes.length, 0);
  return Buffer.concat([bytes, Buffer.from([crc >> 8, crc & 255])]);
}

function bytesOf(bits: readonly number[]): Buffer {
  return Buffer.from(
    Array.from({ length: Math.ceil(bits.length / 8) }, (_, index) =>
      [0, 1, 2, 3, 4, 5, 6, 7].reduce((byte, bit) => byte * 2 + (bits[index * 8 + bit] ?? 0), 0),
    ),
  );
}

function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = ((crc << 1) ^ ((crc & 0x80) === 0 ? 0 : 0x107)) & 0xff;
    }
  }
  return crc;
}
