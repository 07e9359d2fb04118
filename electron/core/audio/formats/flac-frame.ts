/** The header of one FLAC frame (RFC 9639, section 9.1). */
export interface FlacFrameHeader {
  /** Frames (samples a channel) of this block. */
  readonly blockSize: number;
  /** In Hz; 0 where only STREAMINFO says it. */
  readonly sampleRate: number;
  readonly channels: number;
  /** 0 where only STREAMINFO says it. */
  readonly bitsPerSample: number;
  readonly isVariable: boolean;
  /** Of the first sample where blocks vary in size, of the frame where they do not. */
  readonly number: number;
  /** Bytes of the header. */
  readonly length: number;
}

/** The longest header: 4 bytes, 7 of the number, 2 of size, 2 of rate, checksum. */
export const longestFrameHeader = 16;

const sampleRates = [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000];
/** The last three are left and side, side and right, middle and side. */
const channelCounts = [1, 2, 3, 4, 5, 6, 7, 8, 2, 2, 2];
const sampleWidths = [0, 8, 12, -1, 16, 20, 24, 32];

const crc8Table = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    crc = (crc << 1) ^ ((crc & 0x80) === 0 ? 0 : 0x107);
  }
  return crc;
});

const crc16Table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) {
    crc = (crc << 1) ^ ((crc & 0x8000) === 0 ? 0 : 0x18005);
  }
  return crc;
});

/** Goes on with the checksum of a frame; it is 0 after the two bytes that end a whole one. */
export function crc16(bytes: Uint8Array, from: number, to: number, start: number): number {
  let crc = start;
  for (let at = from; at < to; at += 1) {
    crc = ((crc << 8) & 0xffff) ^ (crc16Table[(crc >> 8) ^ (bytes[at] ?? 0)] ?? 0);
  }
  return crc;
}

/** Reads the frame header at `at`; null where there is none, or its checksum is wrong. */
export function parseFrameHeader(bytes: Uint8Array, at: number): FlacFrameHeader | null {
  const second = byteAt(bytes, at + 1);
  const third = byteAt(bytes, at + 2);
  const fourth = byteAt(bytes, at + 3);
  const channelCount = channelCounts[fourth >> 4];
  const bitsPerSample = widthOf((fourth >> 1) & 7);
  const isMark = byteAt(bytes, at) === 0xff && (second & 0xfe) === 0xf8 && (fourth & 1) === 0;
  const isReserved = third >> 4 === 0 || (third & 15) === 15 || bitsPerSample < 0;
  const number = isMark && !isReserved ? codedNumber(bytes, at + 4) : null;
  if (number === null || channelCount === undefined) {
    return null;
  }
  const sizeAt = at + 4 + number.length;
  const size = blockSizeAt(bytes, sizeAt, third >> 4);
  const rate = sampleRateAt(bytes, sizeAt + size.length, third & 15);
  const end = sizeAt + size.length + rate.length;
  if (end >= bytes.length || crc8(bytes, at, end) !== bytes[end]) {
    return null;
  }
  return {
    blockSize: size.value,
    sampleRate: rate.value,
    channels: channelCount,
    bitsPerSample,
    isVariable: (second & 1) === 1,
    number: number.value,
    length: end + 1 - at,
  };
}

function widthOf(code: number): number {
  return sampleWidths[code] ?? -1;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

interface Coded {
  readonly value: number;
  readonly length: number;
}

function crc8(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0;
  for (let at = from; at < to; at += 1) {
    crc = crc8Table[crc ^ (bytes[at] ?? 0)] ?? 0;
  }
  return crc;
}

/** A number of up to 36 bits, written the way UTF-8 writes characters. */
function codedNumber(bytes: Uint8Array, at: number): Coded | null {
  const first = bytes[at] ?? 0xff;
  if (first < 0x80) {
    return { value: first, length: 1 };
  }
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) {
    return null;
  }
  let value = length === 7 ? 0 : first & (0x7f >> length);
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index] ?? 0;
    if ((byte & 0xc0) !== 0x80) {
      return null;
    }
    value = value * 64 + (byte & 0x3f);
  }
  return { value, length };
}

function blockSizeAt(bytes: Uint8Array, at: number, code: number): Coded {
  switch (code) {
    case 1:
      return { value: 192, length: 0 };
    case 6:
      return { value: (bytes[at] ?? 0) + 1, length: 1 };
    case 7:
      return { value: ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0) + 1, length: 2 };
    default:
      return { value: code < 6 ? 576 << (code - 2) : 256 << (code - 8), length: 0 };
  }
}

function sampleRateAt(bytes: Uint8Array, at: number, code: number): Coded {
  const first = bytes[at] ?? 0;
  const both = (first << 8) + (bytes[at + 1] ?? 0);
  switch (code) {
    case 12:
      return { value: first * 1000, length: 1 };
    case 13:
      return { value: both, length: 2 };
    case 14:
      return { value: both * 10, length: 2 };
    default:
      return { value: sampleRates[code] ?? 0, length: 0 };
  }
}
