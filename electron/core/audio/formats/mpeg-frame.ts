/** The header of one MPEG audio frame of layer II or III (ISO 11172-3, 13818-3). */
export interface MpegFrameHeader {
  readonly layer: 2 | 3;
  /** 1, 2, or 2.5 */
  readonly version: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Of this frame, which may differ from the next. */
  readonly kilobits: number;
  /** Bytes of the frame, header included. */
  readonly length: number;
  /** Samples a channel. */
  readonly frames: number;
  /** Bytes between the header and what a Xing header would stand behind. */
  readonly sideBytes: number;
}

export const mpegHeaderBytes = 4;

const fullRates: Record<2 | 3, readonly number[]> = {
  2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
};
/** Of versions 2 and 2.5. */
const lowRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const sampleRates = [44100, 48000, 32000];
const versions = [2.5, null, 2, 1];
const layers = [null, 3, 2, null] as const;

/** Reads the frame header at `at`; null where there is none. Free bit rates are not read. */
export function parseMpegHeader(bytes: Uint8Array, at: number): MpegFrameHeader | null {
  if (at + mpegHeaderBytes > bytes.length || bytes[at] !== 0xff) {
    return null;
  }
  const [second, third, fourth] = [byteAt(bytes, at + 1), byteAt(bytes, at + 2), byteAt(bytes, at + 3)];
  const key = (second << 9) | (third << 1) | (fourth >> 6 === 3 ? 1 : 0);
  let header = knownHeaders[key];
  if (header === undefined) {
    header = parseFields(second, third, fourth);
    knownHeaders[key] = header;
  }
  return header;
}

/** A search through damage looks at millions of headers, of which there are few kinds. */
const knownHeaders: (MpegFrameHeader | null)[] = [];

function parseFields(second: number, third: number, fourth: number): MpegFrameHeader | null {
  const version = versions[(second >> 3) & 3] ?? null;
  const layer = layers[(second >> 1) & 3] ?? null;
  const baseRate = sampleRates[(third >> 2) & 3];
  if (second >> 5 !== 7 || version === null || layer === null || baseRate === undefined) {
    return null;
  }
  const kilobits = (version === 1 ? fullRates[layer] : lowRates)[third >> 4] ?? 0;
  const sampleRate = baseRate / (version === 2.5 ? 4 : version);
  const isMono = fourth >> 6 === 3;
  // The free bit rate and the reserved one are 0.
  return kilobits === 0 ? null : describe({ version, layer, sampleRate, kilobits, padding: (third >> 1) & 1, isMono });
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

interface HeaderFields {
  readonly version: number;
  readonly layer: 2 | 3;
  readonly sampleRate: number;
  readonly kilobits: number;
  readonly padding: number;
  readonly isMono: boolean;
}

function describe({ version, layer, sampleRate, kilobits, padding, isMono }: HeaderFields): MpegFrameHeader {
  const isLow = version !== 1;
  const frames = layer === 3 && isLow ? 576 : 1152;
  return {
    layer,
    version,
    sampleRate,
    channels: isMono ? 1 : 2,
    kilobits,
    length: Math.floor(frameBytes(frames, kilobits, sampleRate)) + padding,
    frames,
    sideBytes: isLow ? (isMono ? 9 : 17) : isMono ? 17 : 32,
  };
}

/** Bytes of a frame before they are rounded. */
export function frameBytes(frames: number, kilobits: number, sampleRate: number): number {
  return ((frames / 8) * kilobits * 1000) / sampleRate;
}

/** Whether two frames may belong to one recording. */
export function isSameStream(one: MpegFrameHeader, other: MpegFrameHeader): boolean {
  return one.layer === other.layer && one.version === other.version && one.sampleRate === other.sampleRate;
}
