import type { ClockTime } from './clock-time.ts';

const secondsPerHour = 3600;
/** Offsets of a zone by the hour, because a library asks for the same hours over and over. */
const offsetsByZone = new Map<string, Map<number, number> | null>();
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A recording's time completed by its source's time zone: the moment where only the wall clock was known, and the wall
 * clock of the place where the recorder counted in UTC. Unchanged where the zone is not known.
 */
export function inZone(time: ClockTime, zone: string | null): ClockTime {
  if (zone === null || time.isDay || offsetAt(zone, time.local) === null) {
    return time;
  }
  if (time.instant !== null) {
    return { ...time, local: time.instant + (offsetAt(zone, time.instant) ?? 0) };
  }
  const guess = time.local - (offsetAt(zone, time.local) ?? 0);
  return { ...time, instant: time.local - (offsetAt(zone, guess) ?? 0) };
}

/** Seconds that the zone's wall clock is ahead of UTC at a moment; null where there is no such zone. */
function offsetAt(zone: string, instant: number): number | null {
  const known = offsetsByZone.get(zone);
  if (known === null) {
    return null;
  }
  const hour = Math.floor(instant / secondsPerHour);
  const cached = known?.get(hour);
  if (cached !== undefined) {
    return cached;
  }
  const offset = readOffset(zone, hour * secondsPerHour);
  if (offset === null) {
    offsetsByZone.set(zone, null);
  } else {
    offsetsByZone.set(zone, (known ?? new Map<number, number>()).set(hour, offset));
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
