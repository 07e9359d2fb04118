/** Reads numbers bit by bit, the most significant bit first. Throws a RangeError behind the end. */
export interface BitReader {
  /** A number of up to 32 bits. */
  unsigned(bits: number): number;
  /** A number of up to 33 bits in two's complement. */
  signed(bits: number): number;
  /** How many zeros come before the next one. */
  unary(): number;
  /** Fills `target` from `from` to `to` with numbers in Rice's code, whose lower parts have `bits` bits. */
  rice(target: Float64Array, from: number, to: number, bits: number): void;
  /** Bytes that were begun. */
  bytesUsed(): number;
}

const wordBits = 32;
const wordBytes = 4;

export function createBitReader(bytes: Uint8Array): BitReader {
  // Zeros behind the end, so that a word can be read anywhere.
  const padded = new Uint8Array(bytes.length + 2 * wordBytes);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const end = bytes.length * 8;
  let position = 0;

  /** The next 32 bits. */
  const word = (): number => {
    const at = position >>> 3;
    const shift = position & 7;
    const high = view.getUint32(at);
    return shift === 0 ? high : ((high << shift) | (view.getUint8(at + wordBytes) >>> (8 - shift))) >>> 0;
  };
  const pass = (bits: number): void => {
    position += bits;
    if (position > end) {
      throw new RangeError('the bits end too early');
    }
  };
  const unsigned = (bits: number): number => {
    if (bits === 0) {
      return 0;
    }
    const value = word() >>> (wordBits - bits);
    pass(bits);
    return value;
  };
  const unary = (): number => {
    let zeros = 0;
    for (;;) {
      const leading = Math.clz32(word());
      zeros += leading;
      if (leading < wordBits) {
        pass(leading + 1);
        return zeros;
      }
      pass(wordBits);
    }
  };
  return {
    unsigned,
    signed: (bits) => (bits === 0 ? 0 : unsigned(1) * -(2 ** (bits - 1)) + unsigned(bits - 1)),
    unary,
    rice(target, from, to, bits) {
      for (let index = from; index < to; index += 1) {
        const next = word();
        const zeros = Math.clz32(next);
        let folded: number;
        if (zeros + 1 + bits < wordBits) {
          folded = (zeros << bits) | (((next << (zeros + 1)) >>> 1) >>> (wordBits - 1 - bits));
          pass(zeros + 1 + bits);
        } else {
          folded = unary() * 2 ** bits + unsigned(bits);
        }
        target[index] = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
      }
    },
    bytesUsed: () => Math.ceil(position / 8),
  };
}
