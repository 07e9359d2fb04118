/** The header of one MPEG audio frame of layer II or III (ISO 11172-3, 13818-3). */
export interface MpegFrameHeader {
  readonly layer: 2 | 3;
  /** 1, 2, or 2.5 */
  readonly version: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Bytes of the frame, header included. */
  readonly length: number;
  /** Samples a channel. */
  readonly frames: number;
  /** Bytes between the header and what a Xing header would stand behind. */
  readonly sideBytes: number;
}

export const mpegHeaderBytes = 4;

const bitRates: Record<string, readonly number[]> = {
  '1-2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const sampleRates = [44100, 48000, 32000];
const versions = [2.5, null, 2, 1];

/** Reads the frame header at `at`; null where there is none. Free bit rates are not read. */
export function parseMpegHeader(bytes: Uint8Array, at: number): MpegFrameHeader | null {
  const second = bytes[at + 1] ?? 0;
  if (bytes[at] !== 0xff || (second & 0xe0) !== 0xe0 || at + mpegHeaderBytes > bytes.length) {
    return null;
  }
  const third = bytes[at + 2] ?? 0;
  const version = versions[(second >> 3) & 3] ?? null;
  const layer = 4 - ((second >> 1) & 3);
  const baseRate = sampleRates[(third >> 2) & 3];
  if (version === null || (layer !== 2 && layer !== 3) || baseRate === undefined) {
    return null;
  }
  const isLow = version !== 1;
  const kilobits = bitRates[`${isLow ? 2 : 1}-${layer}`]?.[third >> 4] ?? 0;
  if (kilobits === 0) {
    return null;
  }
  const sampleRate = baseRate / (version === 1 ? 1 : version === 2 ? 2 : 4);
  const frames = layer === 3 && isLow ? 576 : 1152;
  const isMono = (bytes[at + 3] ?? 0) >> 6 === 3;
  return {
    layer,
    version,
    sampleRate,
    channels: isMono ? 1 : 2,
    length: Math.floor(((frames / 8) * kilobits * 1000) / sampleRate) + ((third >> 1) & 1),
    frames,
    sideBytes: isLow ? (isMono ? 9 : 17) : isMono ? 17 : 32,
  };
}

/** Whether two frames may belong to one recording. */
export function isSameStream(one: MpegFrameHeader, other: MpegFrameHeader): boolean {
  return one.layer === other.layer && one.version === other.version && one.sampleRate === other.sampleRate;
}
