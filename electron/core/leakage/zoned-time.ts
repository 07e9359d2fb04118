import type { ClockTime } from './clock-time.ts';

/** Zones change their offset at whole half hours. */
const halfHour = 1800;
const secondsPerDay = 86_400;
/** Offsets of a zone by the half hour, because a library asks for the same hours over and over. */
const offsetsByZone = new Map<string, Map<number, number> | null>();
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A recording's time completed by its source's time zone: the moment where only the wall clock was known, and the wall
 * clock of the place where the recorder counted in UTC. Unchanged where the zone is not known. A wall clock that stands twice
 * when summer ends is taken for the first time, one that is left out when it begins for the time that was not put forward.
 */
export function inZone(time: ClockTime, zone: string | null): ClockTime {
  if (zone === null || time.isDay || offsetAt(zone, time.local) === null) {
    return time;
  }
  if (time.instant !== null) {
    return { ...time, local: time.instant + (offsetAt(zone, time.instant) ?? 0) };
  }
  return { ...time, instant: time.local - offsetOfWallClock(zone, time.local) };
}

/** What a change of the zone's offset does to a wall clock: there are two such moments, or none. */
export type ClockChange = 'none' | 'repeated' | 'skipped';

/** Whether a wall clock stands once in its zone, the usual case, or falls into a change to or from summer time. */
export function clockChangeAt(local: number, zone: string): ClockChange {
  const { before, after } = offsetsAround(zone, local);
  if (before === after) {
    return 'none';
  }
  const isFirst = offsetAt(zone, local - before) === before;
  const isSecond = offsetAt(zone, local - after) === after;
  return isFirst === isSecond ? (isFirst ? 'repeated' : 'skipped') : 'none';
}

function offsetOfWallClock(zone: string, local: number): number {
  const { before, after } = offsetsAround(zone, local);
  const isAfter = offsetAt(zone, local - before) !== before && offsetAt(zone, local - after) === after;
  return isAfter ? after : before;
}

function offsetsAround(zone: string, local: number): { readonly before: number; readonly after: number } {
  return {
    before: offsetAt(zone, local - secondsPerDay) ?? 0,
    after: offsetAt(zone, local + secondsPerDay) ?? 0,
  };
}

/** Seconds that the zone's wall clock is ahead of UTC at a moment; null where there is no such zone. */
function offsetAt(zone: string, instant: number): number | null {
  const known = offsetsByZone.get(zone);
  if (known === null) {
    return null;
  }
  const slot = Math.floor(instant / halfHour);
  const cached = known?.get(slot);
  if (cached !== undefined) {
    return cached;
  }
  const offset = readOffset(zone, slot * halfHour);
  if (offset === null) {
    offsetsByZone.set(zone, null);
  } else {
    offsetsByZone.set(zone, (known ?? new Map<number, number>()).set(slot, offset));
  }
  return offset;
}

function readOffset(zone: string, instant: number): number | null {
  try {
    const format = formats.get(zone) ?? createFormat(zone);
    formats.set(zone, format);
    const part = Object.fromEntries(
      format.formatToParts(new Date(instant * 1000)).map(({ type, value }) => [type, Number(value)]),
    );
    const local = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'] ?? 1,
      part['hour'] ?? 0,
      part['minute'] ?? 0,
      part['second'] ?? 0,
    );
    return local / 1000 - instant;
  } catch {
    return null;
  }
}

/** Throws a RangeError where there is no such zone. */
function createFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}
