/** A kind of sound with headers much like those of MP3. `head` begins with one. */
interface RefusedKind {
  readonly name: string;
  /** Bytes to the next header, 0 where there is none of this kind. */
  distance(head: Uint8Array): number;
}

const layerOneRates = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
];
const sampleRates = [44100, 48000, 32000];

const refusedKinds: readonly RefusedKind[] = [
  {
    name: 'AAC',
    distance: (head) =>
      (byteAt(head, 1) & 0xf6) === 0xf0
        ? ((byteAt(head, 3) & 3) << 11) | (byteAt(head, 4) << 3) | (byteAt(head, 5) >> 5)
        : 0,
  },
  {
    name: 'MPEG audio layer I',
    distance(head) {
      const [second, third] = [byteAt(head, 1), byteAt(head, 2)];
      const isFull = (second & 8) !== 0;
      const kilobits = layerOneRates[isFull ? 0 : 1]?.[third >> 4] ?? 0;
      const sampleRate = (sampleRates[(third >> 2) & 3] ?? Infinity) / (isFull ? 1 : 2);
      const slots = Math.floor((12_000 * kilobits) / sampleRate);
      return (second & 0xf6) === 0xf6 && slots > 0 ? 4 * (slots + ((third >> 1) & 1)) : 0;
    },
  },
  {
    name: 'MP3 (free bit rate)',
    distance(head) {
      const isFree = (byteAt(head, 1) & 0xe0) === 0xe0 && (byteAt(head, 1) & 6) !== 0 && byteAt(head, 2) >> 4 === 0;
      for (let at = 4; isFree && at < head.length; at += 1) {
        if (isSame(head, at) && (isSame(head, 2 * at) || 2 * at >= head.length)) {
          return at;
        }
      }
      return 0;
    },
  },
];

/** What looks like MP3 but is a kind that is not decoded: its name; null where it is none of them. */
export function nameRefusedMpeg(head: Uint8Array): string | null {
  const kind = byteAt(head, 0) === 0xff ? refusedKinds.find((candidate) => isFollowed(head, candidate)) : undefined;
  return kind?.name ?? null;
}

function isFollowed(head: Uint8Array, { distance }: RefusedKind): boolean {
  const next = distance(head);
  return next > 0 && (isSame(head, next) || next >= head.length);
}

/** Whether the header at `at` is of the same kind and sample rate as that at the beginning; padding may differ. */
function isSame(head: Uint8Array, at: number): boolean {
  const isSameRate = ((byteAt(head, at + 2) ^ byteAt(head, 2)) & 0x0c) === 0;
  return byteAt(head, at) === 0xff && byteAt(head, at + 1) === byteAt(head, 1) && isSameRate;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
