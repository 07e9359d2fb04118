const entryHeaderBytes = 44;
const [streamTag, decoderTag, configTag] = [3, 4, 5];
/** What lies before the inner descriptors of those that hold others. */
const innerAt: Readonly<Record<number, number>> = { [streamTag]: 3, [decoderTag]: 13 };
const mostLengthBytes = 4;
const parametricStereo = 29;

/**
 * Channels by the AudioSpecificConfig (ISO 14496-3) in the `esds` box of an `stsd` box with AAC: its sample entry says 2
 * whatever there is. null where it does not say.
 */
export function channelsOfAac(sampleTable: Uint8Array): number | null {
  const config = configIn(sampleTable);
  if (config === null) {
    return null;
  }
  const [first, second = 0, , , fifth = 0] = config;
  if (first === undefined) {
    return null;
  }
  const rateIndex = ((first & 7) << 1) | (second >> 7);
  const channels = ((rateIndex === 15 ? fifth : second) >> 3) & 15;
  if (first >> 3 === parametricStereo) {
    return 2;
  }
  return channels === 0 || channels > 7 ? null : channels === 7 ? 8 : channels;
}

function configIn(bytes: Uint8Array): Uint8Array | null {
  const box = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('esds', entryHeaderBytes, 'latin1');
  let at = box + 8;
  for (let depth = 0; box >= 0 && depth < configTag; depth += 1) {
    const tag = bytes[at] ?? 0;
    const content = contentAt(bytes, at + 1);
    if (tag === configTag) {
      return bytes.subarray(content);
    }
    const inner = innerAt[tag];
    if (inner === undefined) {
      return null;
    }
    at = content + inner;
  }
  return null;
}

/** Behind the length of a descriptor, which takes one byte or as many as have their highest bit set and one more. */
function contentAt(bytes: Uint8Array, lengthAt: number): number {
  let at = lengthAt;
  while (((bytes[at] ?? 0) & 0x80) !== 0 && at < lengthAt + mostLengthBytes) {
    at += 1;
  }
  return at + 1;
}
