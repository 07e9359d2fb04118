/**
 * Drawing with a seed. Every recording has a 32-bit key made of its source's order and its path; a seed turns keys into
 * priorities, and the lowest are drawn. So a draw of 50 holds the draw of 20, a rejected recording is followed by the next
 * priority, and neither the order of scanning nor a restart plays a part. The mixing is MurmurHash3's 32-bit finaliser
 * (A. Appleby, public domain), the path's hash is FNV-1a over its UTF-8 bytes.
 */

/** MurmurHash3 fmix32: a bijection of 32-bit integers, so different keys never get the same priority. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const goldenRatio = 0x9e3779b1;
const fnvStart = 0x811c9dc5;
const fnvPrime = 0x01000193;
const encoder = new TextEncoder();

function fnv(text: string): number {
  let hash = fnvStart;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) {
      return encoder.encode(text).reduce((all, byte) => Math.imul(all ^ byte, fnvPrime), fnvStart);
    }
    hash = Math.imul(hash ^ unit, fnvPrime);
  }
  return hash;
}

/** The key of a recording: the place of its source in the library, and its path below it with forward slashes. */
export function drawKey(sourcePosition: number, relativePath: string): number {
  return mix(fnv(relativePath) ^ Math.imul(sourcePosition, goldenRatio));
}

/** Priorities by seed; the lowest is drawn first. */
export function priorityOf(seed: number): (key: number) => number {
  const mixedSeed = mix(seed ^ goldenRatio);
  return (key) => mix(key ^ mixedSeed);
}

const smallCount = 4096;

/** The `count`-th lowest of some priorities, from 1; Infinity where there are not so many. Linear in their number. */
export function lowestAt(priorities: Uint32Array, count: number): number {
  if (count > priorities.length) {
    return Number.POSITIVE_INFINITY;
  }
  if (count < 1) {
    return -1;
  }
  if (priorities.length <= smallCount) {
    return priorities.toSorted()[count - 1] ?? 0;
  }
  const byHighBits = new Int32Array(0x10000);
  for (let index = 0; index < priorities.length; index += 1) {
    const high = (priorities[index] ?? 0) >>> 16;
    byHighBits[high] = (byHighBits[high] ?? 0) + 1;
  }
  let bucket = 0;
  let before = 0;
  while (before + (byHighBits[bucket] ?? 0) < count) {
    before += byHighBits[bucket] ?? 0;
    bucket += 1;
  }
  return priorities.filter((priority) => priority >>> 16 === bucket).toSorted()[count - before - 1] ?? 0;
}
