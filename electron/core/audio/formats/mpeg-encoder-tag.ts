import { asciiOf } from './riff-chunks.ts';
import { mpegHeaderBytes, type MpegFrameHeader } from './mpeg-frame.ts';

/** What the frame that encoders write in front says: it holds no sound. */
export interface EncoderTag {
  /** Frames that follow; 0 where it does not say. */
  readonly frameCount: number;
  /** Bytes of all frames, with the one of the tag; 0 where it does not say. */
  readonly byteCount: number;
  /** Samples of silence that the encoder put in front, null where it does not say. */
  readonly delay: number | null;
  /** Samples that the encoder added at the end. */
  readonly padding: number;
}

/** The samples by which every decoder is late. */
export const decoderDelay = 529;
const versionBytes = 9;
const delayOffset = 21;
/** Bytes of the frame's beginning that hold the tag. */
export const tagReachBytes = 256;

/** Reads the `Xing`, `Info` or `VBRI` header of a first frame; null where the frame is sound. */
export function parseEncoderTag(bytes: Uint8Array, header: MpegFrameHeader): EncoderTag | null {
  if (asciiOf(bytes, mpegHeaderBytes + 32, 4) === 'VBRI') {
    return { frameCount: 0, byteCount: 0, delay: null, padding: 0 };
  }
  const start = mpegHeaderBytes + header.sideBytes;
  if (!['Xing', 'Info'].includes(asciiOf(bytes, start, 4))) {
    return null;
  }
  const flags = bytes[start + 7] ?? 0;
  const optional = [4, 4, 100, 4].reduce((sum, length, bit) => sum + ((flags >> bit) & 1) * length, 0);
  const frameCount = (flags & 1) === 0 ? 0 : bigEndian32At(bytes, start + 8);
  const byteCount = (flags & 2) === 0 ? 0 : bigEndian32At(bytes, start + 8 + 4 * (flags & 1));
  const tail = start + 8 + optional;
  if (!/^(?:LAME|Lavf|Lavc)/.test(asciiOf(bytes, tail, versionBytes)) || tail + delayOffset + 3 > bytes.length) {
    return { frameCount, byteCount, delay: null, padding: 0 };
  }
  const [first = 0, second = 0, third = 0] = bytes.subarray(tail + delayOffset);
  return { frameCount, byteCount, delay: (first << 4) | (second >> 4), padding: ((second & 15) << 8) | third };
}

function bigEndian32At(bytes: Uint8Array, at: number): number {
  return bytes.subarray(at, at + 4).reduce((value, byte) => value * 256 + byte, 0);
}
