/** How long the packets of a Vorbis stream are. */
export interface VorbisModes {
  /** Of each mode, in samples. */
  readonly blockSizes: readonly number[];
  /** Bits of a mode's number in a packet. */
  readonly bits: number;
}

const modeBits = 41;
const mostModes = 64;

/**
 * The block sizes of the modes, which stand at the end of the setup packet (Vorbis I specification, section 4.2.4): they
 * are read backwards from there, because all before them would have to be understood otherwise. null where that fails.
 */
export function readVorbisModes(identification: Uint8Array, setup: Uint8Array): VorbisModes | null {
  const sizes = identification[28] ?? 0;
  const [shortBlock, longBlock] = [1 << (sizes & 15), 1 << (sizes >> 4)];
  const bitAt = (at: number): number => ((setup[at >> 3] ?? 0) >> (at & 7)) & 1;
  const numberAt = (at: number, bits: number): number =>
    Array.from({ length: bits }, (_, bit) => bitAt(at + bit) * 2 ** bit).reduce((sum, value) => sum + value, 0);
  let framing = setup.length * 8 - 1;
  while (framing > 0 && bitAt(framing) === 0) {
    framing -= 1;
  }
  /** The modes that end with the framing bit, if there are so many; the last count that fits is the true one. */
  let found: VorbisModes | null = null;
  const flags: number[] = [];
  for (let at = framing - modeBits; at > 6 && flags.length < mostModes; at -= modeBits) {
    // Window and transform types are always 0, and there are at most 64 mappings.
    if (numberAt(at + 1, 32) !== 0 || numberAt(at + 33, 8) >= 64) {
      break;
    }
    flags.unshift(bitAt(at));
    if (numberAt(at - 6, 6) === flags.length - 1) {
      const blockSizes = flags.map((flag) => (flag === 1 ? longBlock : shortBlock));
      found = { blockSizes, bits: 32 - Math.clz32(flags.length - 1) };
    }
  }
  return found;
}

/** Samples that come out of packets that follow each other: nothing of the first, which only prepares the next. */
export function vorbisSamples(packets: readonly Uint8Array[], { blockSizes, bits }: VorbisModes): number {
  let before = 0;
  let samples = 0;
  for (const [first = 1] of packets) {
    // The lowest bit is 0 in a packet of audio.
    const size = (first & 1) === 1 ? 0 : (blockSizes[(first >> 1) & (2 ** bits - 1)] ?? 0);
    samples += before === 0 || size === 0 ? 0 : (before + size) / 4;
    before = size === 0 ? before : size;
  }
  return samples;
}
