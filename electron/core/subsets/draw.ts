import { numberAt } from './number-at.ts';

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

/** Up to which priority is drawn, and how many of exactly that priority. */
export interface DrawLimit {
  readonly last: number;
  readonly ofLast: number;
}

const smallCount = 4096;

/** The limit that draws the `count` lowest of some priorities, all of them where there are not so many. Linear in their number. */
export function drawLimit(priorities: Uint32Array, count: number): DrawLimit {
  if (count >= priorities.length) {
    return { last: Number.POSITIVE_INFINITY, ofLast: 0 };
  }
  if (count < 1) {
    return { last: -1, ofLast: 0 };
  }
  return priorities.length <= smallCount ? limitOf(priorities.toSorted(), count) : limitByHighBits(priorities, count);
}

function limitOf(sorted: Uint32Array, count: number): DrawLimit {
  const last = sorted[count - 1] ?? 0;
  return { last, ofLast: count - sorted.indexOf(last) };
}

/** Sorts only those that share their high bits with the last that is drawn. */
function limitByHighBits(priorities: Uint32Array, count: number): DrawLimit {
  const byHighBits = new Int32Array(0x10000);
  for (let index = 0; index < priorities.length; index += 1) {
    const high = numberAt(priorities, index) >>> 16;
    byHighBits[high] = numberAt(byHighBits, high) + 1;
  }
  let bucket = 0;
  let before = 0;
  while (before + numberAt(byHighBits, bucket) < count) {
    before += numberAt(byHighBits, bucket);
    bucket += 1;
  }
  const inBucket = new Uint32Array(numberAt(byHighBits, bucket));
  let found = 0;
  for (let index = 0; index < priorities.length; index += 1) {
    const priority = numberAt(priorities, index);
    if (priority >>> 16 === bucket) {
      inBucket[found] = priority;
      found += 1;
    }
  }
  return limitOf(inBucket.sort(), count - before);
}
