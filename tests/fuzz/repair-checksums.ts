import { crc16, parseFrameHeader } from '../../electron/core/audio/formats/flac-frame.ts';
import { oggChecksum } from '../../electron/core/audio/formats/ogg-pages.ts';

const pageHeaderBytes = 27;

/** Makes the checksums of all Ogg pages and FLAC frames of a damaged file right, as far as they can be found. */
export function repairChecksums(bytes: Uint8Array): Uint8Array {
  const repaired = Uint8Array.from(bytes);
  repairPages(repaired);
  // Between frames inside Ogg lie the headers of pages, which the end of a frame is not told from here.
  if (Buffer.from(repaired.subarray(0, 4)).toString() !== 'OggS') {
    repairFrames(repaired);
  }
  return repaired;
}

function repairPages(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer);
  for (let at = buffer.indexOf('OggS'); at >= 0; at = buffer.indexOf('OggS', at + 4)) {
    const segments = bytes.subarray(at + pageHeaderBytes, at + pageHeaderBytes + (bytes[at + 26] ?? 0));
    const length = pageHeaderBytes + segments.length + segments.reduce((sum, segment) => sum + segment, 0);
    if (at + length <= bytes.length) {
      buffer.writeUInt32LE(oggChecksum(bytes.subarray(at, at + length)), at + 22);
    }
  }
}

function repairFrames(bytes: Uint8Array): void {
  const starts: number[] = [];
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (parseFrameHeader(bytes, at) !== null) {
      starts.push(at);
    }
  }
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? bytes.length;
    const crc = crc16(bytes, start, end - 2, 0);
    if (end - start > 8) {
      bytes[end - 2] = crc >> 8;
      bytes[end - 1] = crc & 255;
    }
  }
}
