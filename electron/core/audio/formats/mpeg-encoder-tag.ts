import { asciiOf } from './riff-chunks.ts';
import { mpegHeaderBytes, type MpegFrameHeader } from './mpeg-frame.ts';

/** What the frame that encoders write in front says: it holds no sound. */
export interface EncoderTag {
  /** Frames that follow; 0 where it does not say. */
  readonly frameCount: number;
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
    return { frameCount: 0, delay: null, padding: 0 };
  }
  const start = mpegHeaderBytes + header.sideBytes;
  if (!['Xing', 'Info'].includes(asciiOf(bytes, start, 4))) {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = bytes[start + 7] ?? 0;
  const hasCount = (flags & 1) !== 0;
  const tail = start + 8 + (hasCount ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  const frameCount = hasCount && start + 12 <= bytes.length ? view.getUint32(start + 8) : 0;
  const encoder = asciiOf(bytes, tail, versionBytes);
  if (!/^(?:LAME|Lavf|Lavc)/.test(encoder) || tail + delayOffset + 3 > bytes.length) {
    return { frameCount, delay: null, padding: 0 };
  }
  const [first = 0, second = 0, third = 0] = bytes.subarray(tail + delayOffset);
  return { frameCount, delay: (first << 4) | (second >> 4), padding: ((second & 15) << 8) | third };
}
