import { nightsOf, type ClockTime } from './clock-time.ts';
import type { LeakageEntry } from './leakage-entry.ts';

export type TimedEntry = Extract<LeakageEntry, { kind: 'recorder-time' }>;

interface Extent {
  readonly from: number;
  readonly seconds: number;
  readonly entry: TimedEntry;
}

interface SortedExtents {
  readonly starts: Float64Array;
  readonly extents: readonly Extent[];
  readonly longest: number;
}

/** A training clip of this field; what an entry of unknown length is taken for. */
const usualClipSeconds = 3;
/** Times are written to the second, so that neighbours may seem to overlap by a part of one. */
const leastOverlapSeconds = 0.5;
const leastSeconds = 1;

/** All entries of one recorder, searched by time and by night. */
export class RecorderTimes {
  /** Entries with an offset, by their moment. */
  readonly #moments: SortedExtents;
  /** Entries without one, by their wall clock. */
  readonly #floating: SortedExtents;
  /** All of them by their wall clock, for recordings that have no offset. */
  readonly #clocks: SortedExtents;
  readonly #nights = new Map<number, TimedEntry>();

  constructor(entries: readonly { readonly entry: TimedEntry; readonly time: ClockTime }[]) {
    const exact = entries.filter(({ time }) => !time.isDay);
    this.#moments = sortExtents(exact, ({ instant }) => instant);
    this.#floating = sortExtents(exact, ({ local, instant }) => (instant === null ? local : null));
    this.#clocks = sortExtents(exact, ({ local }) => local);
    for (const { entry, time } of entries) {
      for (const night of nightsOf(time)) {
        this.#nights.set(night, this.#nights.get(night) ?? entry);
      }
    }
  }

  /**
   * An entry that shares sound with a recording of so many seconds: a clip inside it, or what it was cut from. Moments
   * are compared where both sides have an offset, the wall clocks otherwise.
   */
  overlapping(time: ClockTime, seconds: number | null): TimedEntry | null {
    if (time.isDay) {
      return null;
    }
    if (time.instant === null) {
      return search(this.#clocks, time.local, seconds);
    }
    return search(this.#moments, time.instant, seconds) ?? search(this.#floating, time.local, seconds);
  }

  /** An entry of the same night, noon to noon by the wall clock. */
  sameNight(time: ClockTime): TimedEntry | null {
    for (const night of nightsOf(time)) {
      const entry = this.#nights.get(night);
      if (entry !== undefined) {
        return entry;
      }
    }
    return null;
  }
}

function sortExtents(
  entries: readonly { readonly entry: TimedEntry; readonly time: ClockTime }[],
  start: (time: ClockTime) => number | null,
): SortedExtents {
  const extents: Extent[] = [];
  let longest = 0;
  for (const { entry, time } of entries) {
    const from = start(time);
    if (from !== null) {
      const seconds = Math.max(leastSeconds, entry.seconds ?? usualClipSeconds);
      longest = Math.max(longest, seconds);
      extents.push({ from, seconds, entry });
    }
  }
  extents.sort((one, other) => one.from - other.from);
  return { starts: Float64Array.from(extents, ({ from }) => from), extents, longest };
}

/** Walks back from the last entry that begins before the recording's end; a clip inside it is found at once. */
function search({ starts, extents, longest }: SortedExtents, from: number, seconds: number | null): TimedEntry | null {
  const length = Math.max(leastSeconds, seconds ?? usualClipSeconds);
  for (let index = firstAtOrAfter(starts, from + length) - 1; index >= 0; index -= 1) {
    const extent = extents[index];
    if (extent === undefined || extent.from + longest <= from) {
      return null;
    }
    // An entry of unknown length is never longer than the recording: of two neighbours on a schedule neither reaches into the other.
    const entrySeconds = extent.entry.seconds === null ? Math.min(extent.seconds, length) : extent.seconds;
    const overlap = Math.min(from + length, extent.from + entrySeconds) - Math.max(from, extent.from);
    if (overlap > leastOverlapSeconds) {
      return extent.entry;
    }
  }
  return null;
}

function firstAtOrAfter(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
