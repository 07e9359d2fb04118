import type { AudioFile } from '../audio-file.ts';
import { doubleAt, uintAt } from './byte-order.ts';
import { asciiOf } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';
import type { UndecodedHeader } from './undecoded.ts';

/** Elements that lead to the facts of the sound: segment, info, tracks, track, audio. */
const containers = new Set([0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe1]);
const clusterId = 0x1f43b675;
const mostElements = 256;
const mostNameBytes = 32;
const nanosecondsPerTick = 1e6;

interface Facts {
  ticks?: number;
  scale?: number;
  codec?: string;
  sampleRate?: number;
  channels?: number;
  bitsPerSample?: number;
}

const readers: Record<number, (bytes: Uint8Array, facts: Facts) => void> = {
  0x2ad7b1: (bytes, facts) => (facts.scale = uintAt(bytes, 0, bytes.length, 'big')),
  0x4489: (bytes, facts) => (facts.ticks = floatOf(bytes)),
  0x86: (bytes, facts) => (facts.codec = asciiOf(bytes, 0, bytes.length).replace(/^A_|\0.*$/g, '')),
  0xb5: (bytes, facts) => (facts.sampleRate = Math.round(floatOf(bytes))),
  0x9f: (bytes, facts) => (facts.channels = uintAt(bytes, 0, bytes.length, 'big')),
  0x6264: (bytes, facts) => (facts.bitsPerSample = uintAt(bytes, 0, bytes.length, 'big')),
};

/** Rate, channels, length and codec, from the elements before the first cluster. */
export async function readMatroska(file: AudioFile): Promise<UndecodedHeader> {
  const facts: Facts = {};
  let position = 0;
  for (let count = 0; count < mostElements; count += 1) {
    const element = elementOf(await file.peek(position, 12));
    if (element === null || element.id === clusterId) {
      break;
    }
    position += element.headerBytes;
    const read = readers[element.id];
    if (read !== undefined && element.length <= mostNameBytes) {
      read(await file.peek(position, element.length), facts);
    }
    position += containers.has(element.id) ? 0 : element.length;
  }
  return headerOf(facts);
}

function headerOf({
  sampleRate = 0,
  channels = 1,
  codec,
  bitsPerSample,
  ticks,
  scale = nanosecondsPerTick,
}: Facts): UndecodedHeader {
  if (!isPossibleSound(sampleRate, channels)) {
    return {};
  }
  return {
    sampleRate,
    channels,
    bitsPerSample: bitsPerSample ?? null,
    durationSeconds: ticks === undefined ? null : (ticks * scale) / 1e9,
    ...(codec === undefined ? {} : { codec }),
  };
}

/** An EBML id and length, whose first bits say how many bytes they have; null where they make no sense. */
function elementOf(bytes: Uint8Array): { id: number; length: number; headerBytes: number } | null {
  const idBytes = Math.clz32(bytes[0] ?? 0) - 23;
  const lengthBytes = Math.clz32(bytes[idBytes] ?? 0) - 23;
  if (idBytes > 4 || lengthBytes > 8 || bytes.length < idBytes + lengthBytes) {
    return null;
  }
  // The marker is cut off first: with it, eight bytes would be more than a double holds.
  const highest = (bytes[idBytes] ?? 0) & (0xff >> lengthBytes);
  return {
    id: uintAt(bytes, 0, idBytes, 'big'),
    length: highest * 256 ** (lengthBytes - 1) + uintAt(bytes, idBytes + 1, lengthBytes - 1, 'big'),
    headerBytes: idBytes + lengthBytes,
  };
}

function floatOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length === 4 ? view.getFloat32(0) : doubleAt(bytes, 0, 'big');
}
