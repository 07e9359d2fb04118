import { repairChecksums } from './repair-checksums.ts';

/** Numbers in [0, 1). */
export type Random = () => number;

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

/** Most damage is done where the headers are. */
const headBytes = 200;

const mutations: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const flipped = Uint8Array.from(bytes);
    for (let count = 1 + below(random, 8); count > 0; count -= 1) {
      const at = place(bytes, random);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << below(random, 8));
    }
    return flipped;
  },
  function cut(bytes, random) {
    return bytes.slice(0, 1 + below(random, bytes.length));
  },
  function claimSizes(bytes, random) {
    const claimed = Uint8Array.from(bytes);
    const fields = [
      [0xff, 0xff, 0xff, 0xff],
      [0, 0, 0, 0],
      [0xff, 0xff, 0xff, 0x7f],
      [0, 0, 0, 0x80],
      [below(random, 256), below(random, 256), below(random, 256), below(random, 256)],
    ];
    const at = Math.min(place(bytes, random) & ~1, Math.max(0, bytes.length - 4));
    claimed.set((fields[below(random, fields.length)] ?? []).slice(0, bytes.length - at), at);
    return claimed;
  },
  function moveChunks(bytes, random) {
    const [first = 0, second = 0, third = 0] = [place(bytes, random), place(bytes, random), place(bytes, random)].sort(
      (one, other) => one - other,
    );
    return joined([
      bytes.subarray(0, first),
      bytes.subarray(second, third),
      bytes.subarray(first, second),
      bytes.subarray(third),
    ]);
  },
  function insertZeros(bytes, random) {
    const at = place(bytes, random);
    return joined([bytes.subarray(0, at), new Uint8Array(1 + below(random, 5000)), bytes.subarray(at)]);
  },
  function zeroOut(bytes, random) {
    const at = place(bytes, random);
    return Uint8Array.from(bytes).fill(0, at, at + 1 + below(random, 2000));
  },
  function repeat(bytes, random) {
    const at = place(bytes, random);
    return joined([bytes.subarray(0, at), bytes.subarray(below(random, at + 1))]);
  },
  function dropBeginning(bytes, random) {
    return bytes.slice(below(random, Math.min(bytes.length, 2000)));
  },
];

/** One to three mutations; in half of the cases checksums are made right again, so that decoders see the damage. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated = bytes;
  for (let count = 1 + below(random, 3); count > 0; count -= 1) {
    const mutation = mutations[below(random, mutations.length)];
    mutated = mutation === undefined || mutated.length === 0 ? mutated : mutation(mutated, random);
  }
  return random() < 0.5 ? repairChecksums(mutated) : mutated;
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function place(bytes: Uint8Array, random: Random): number {
  return below(random, random() < 0.5 ? Math.min(headBytes, bytes.length) : bytes.length);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
