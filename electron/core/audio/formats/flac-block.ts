import { createBitReader } from './bit-reader.ts';
import type { FlacFrameHeader } from './flac-frame.ts';
import { decodeSubframe } from './flac-subframe.ts';

/** How two channels are stored, as the fourth byte of a frame says. */
const leftAndSide = 8;
const sideAndRight = 9;
const middleAndSide = 10;

export interface FlacBlock {
  /** One array a channel, full scale = 1. */
  readonly channels: Float32Array[];
  /** Bytes of the frame, with the checksum at its end (which is not looked at). */
  readonly length: number;
}

const checksumBytes = 2;

/** Decodes the FLAC frame of any width (4 to 32 bits) that `bytes` begin with. Throws where there is none. */
export function decodeFlacBlock(bytes: Uint8Array, header: FlacFrameHeader, width: number): FlacBlock {
  const bits = createBitReader(bytes.subarray(header.length));
  const layout = (bytes[3] ?? 0) >> 4;
  const stored = Array.from({ length: header.channels }, (_, channel) => {
    const isSide = channel === 0 ? layout === sideAndRight : layout === leftAndSide || layout === middleAndSide;
    return decodeSubframe(bits, header.blockSize, isSide ? width + 1 : width);
  });
  const [first = new Float64Array(0), second = new Float64Array(0)] = stored;
  separate(first, second, layout);
  const fullScale = 2 ** (width - 1);
  return {
    channels: stored.map((samples) => Float32Array.from(samples, (sample) => sample / fullScale)),
    length: header.length + bits.bytesUsed() + checksumBytes,
  };
}

/** Makes left and right of what is stored of them, in place. */
function separate(first: Float64Array, second: Float64Array, layout: number): void {
  if (layout < leftAndSide) {
    return;
  }
  for (let index = 0; index < first.length; index += 1) {
    const [one, other] = [first[index] ?? 0, second[index] ?? 0];
    if (layout === leftAndSide) {
      second[index] = one - other;
    } else if (layout === sideAndRight) {
      first[index] = one + other;
    } else {
      // The middle lost its lowest bit, which is that of the difference.
      const sum = 2 * one + Math.abs(other % 2);
      first[index] = (sum + other) / 2;
      second[index] = (sum - other) / 2;
    }
  }
}
