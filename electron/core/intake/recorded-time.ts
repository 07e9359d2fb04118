import type { TimeReading } from '../../contract/recording-facts.ts';
import { clockTime, type ClockTime } from '../leakage/clock-time.ts';
import { clockChangeAt, inZone } from '../leakage/zoned-time.ts';
import { originLabel } from './metadata/origin-label.ts';
import { isUnsetClock } from './unset-clock.ts';

export interface RecordedTime {
  /** ISO 8601 in the source's time zone where it has one; null where nothing is known. */
  readonly recordedAt: string | null;
  /** Where readings disagree, which was taken and what the others say; where the clock cannot have been right, why. */
  readonly remark: string | null;
}

/** Recorders write whole seconds, some rounded and some cut. */
const agreeingSeconds = 1;
const halfHour = 1800;
const longestZoneShift = 14 * 3600;

const secondsPerDay = 86_400;

/**
 * When a recording began, from all readings of it (the most trusted first) and the time zone of its source, in which
 * readings without an offset are read. null for the zone: "local, zone not known". A clock that was never set, or was
 * ahead of `now` (ISO 8601), is remarked on.
 */
export function recordedTime(
  times: readonly TimeReading[],
  zone: string | null,
  now: string | null = null,
): RecordedTime {
  const latest = now === null ? Infinity : Date.parse(now) / 1000 + secondsPerDay;
  const readings = times.flatMap((reading) => {
    const time = clockTime(reading.time);
    return time === null ? [] : [{ reading, asWritten: time, time: inZone(time, zone), doubt: doubtOf(time, latest) }];
  });
  const [chosen, ...others] = readings;
  if (chosen === undefined) {
    return { recordedAt: null, remark: null };
  }
  const differing = others.filter((other) => disagree(chosen, other));
  const remarks = [
    differing.length === 0 ? null : remarkOf(chosen, differing),
    chosen.doubt,
    changeRemark(chosen, zone),
  ];
  return {
    recordedAt: isoOf(chosen.reading.time, chosen.time, zone),
    remark: remarks.filter((remark) => remark !== null).join(' ') || null,
  };
}

/** Why a clock cannot have been right; null where nothing speaks against it. */
function doubtOf({ local }: ClockTime, latest: number): string | null {
  if (isUnsetClock(local)) {
    return 'The clock of the recorder was probably not set.';
  }
  return local > latest ? 'This lies in the future: the clock of the recorder was wrong.' : null;
}

/** Recorders do not say whether they follow summer time. */
function changeRemark({ asWritten }: Reading, zone: string | null): string | null {
  const change =
    zone === null || asWritten.instant !== null || asWritten.isDay ? 'none' : clockChangeAt(asWritten.local, zone);
  switch (change) {
    case 'repeated':
      return 'On this day the clock stood there twice, as summer time ended; the first time is meant here.';
    case 'skipped':
      return 'On this day the clock was never there, as summer time began; the recorder had not been put forward.';
    case 'none':
      return null;
  }
}

interface Reading {
  readonly reading: TimeReading;
  readonly asWritten: ClockTime;
  /** Completed by the source's time zone. */
  readonly time: ClockTime;
  readonly doubt: string | null;
}

function disagree(one: Reading, other: Reading): boolean {
  if (one.time.isDay || other.time.isDay) {
    return Math.floor(one.time.local / 86_400) !== Math.floor(other.time.local / 86_400);
  }
  // A recorder that counts in UTC also names its files so, whatever the zone of the place.
  const isSameClock =
    (one.asWritten.instant === null || other.asWritten.instant === null) &&
    Math.abs(one.asWritten.local - other.asWritten.local) <= agreeingSeconds;
  return !isSameClock && Math.abs(secondsBetween(one.time, other.time)) > agreeingSeconds;
}

/** Moments are compared where both are known, the wall clocks otherwise. */
function secondsBetween(one: ClockTime, other: ClockTime): number {
  return one.instant !== null && other.instant !== null ? one.instant - other.instant : one.local - other.local;
}

function remarkOf(chosen: Reading, differing: readonly Reading[]): string {
  const said = differing.map(
    ({ reading }) => `the ${originLabel(reading.origin)} says ${spoken(reading.time, chosen.reading.time)}`,
  );
  const isZone = differing.every(({ time }) => isZoneShift(Math.abs(secondsBetween(chosen.time, time))));
  const hint = isZone ? ' They differ by a time zone: see the time zone of the source.' : '';
  return `Recorded ${spoken(chosen.reading.time, null)} (${originLabel(chosen.reading.origin)}); ${said.join(', ')}.${hint}`;
}

/** Whole half hours within a second, as far as time zones go. */
function isZoneShift(seconds: number): boolean {
  const rest = seconds % halfHour;
  return (
    seconds <= longestZoneShift &&
    seconds >= halfHour - agreeingSeconds &&
    Math.min(rest, halfHour - rest) <= agreeingSeconds
  );
}

/** `21:05:00 UTC-7`, with the date where it is not the other one's. */
function spoken(time: string, beside: string | null): string {
  const [, day = '', clock = '', offset = ''] = /^(\d{4}-\d\d-\d\d)(?:T([\d:.]+)(Z|[+-]\d\d:\d\d)?)?$/.exec(time) ?? [];
  const zone = offset === '' ? '' : offset === 'Z' ? 'UTC' : `UTC${offset.replace(':00', '').replace(/([+-])0/, '$1')}`;
  const date = beside?.startsWith(day) === true && clock !== '' ? '' : day;
  return [date, clock, zone].filter((part) => part !== '').join(' ');
}

function isoOf(text: string, time: ClockTime, zone: string | null): string {
  if (zone === null || time.isDay || time.instant === null) {
    return text;
  }
  const offset = Math.round(time.local - time.instant);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 3600), Math.floor((Math.abs(offset) % 3600) / 60)];
  const two = (number: number): string => String(number).padStart(2, '0');
  const wallClock = new Date(Math.round(time.local * 1000)).toISOString().replace(/(?:\.000)?Z$/, '');
  return `${wallClock}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
