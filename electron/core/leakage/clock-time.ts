import { timeOfFileName } from '../intake/metadata/file-name-time.ts';

/** A moment as a recorder wrote it down; seconds since 1970. */
export interface ClockTime {
  /** What the clock on the wall said, as if it were UTC. */
  readonly local: number;
  /** The moment itself, null where the offset is not known. */
  readonly instant: number | null;
  /** True where only the date is known; `local` is its midnight. */
  readonly isDay: boolean;
}

const dayAlone = /^(\d{4})-?(\d\d)-?(\d\d)$/;
const dayAndTime = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*(Z|[+-]\d\d:?\d\d|)$/i;
/** `2024-03-01T21:05:00`, as most recorders write it: read without a pattern, because there are a million of them. */
const plainLength = 19;
const secondsPerDay = 86_400;

/** ISO 8601 or one of the forms that recorders use in file names; null where it is no time. */
export function clockTime(text: string): ClockTime | null {
  const trimmed = text.trim();
  const quick = trimmed.length === plainLength && trimmed.charAt(10) === 'T' ? Date.parse(`${trimmed}Z`) : Number.NaN;
  if (!Number.isNaN(quick)) {
    return { local: quick / 1000, instant: null, isDay: false };
  }
  const groups = dayAndTime.exec(trimmed);
  if (groups !== null) {
    return fromParts(groups);
  }
  const day = dayAlone.exec(trimmed);
  if (day !== null) {
    const local = Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])) / 1000;
    return Number.isFinite(local) ? { local, instant: null, isDay: true } : null;
  }
  const named = timeOfFileName(trimmed);
  const again = named === null ? null : dayAndTime.exec(named);
  return again === null ? null : fromParts(again);
}

function fromParts(groups: RegExpExecArray): ClockTime | null {
  const [, year, month, day, hour, minute, second = '0', fraction = '0', offset = ''] = groups;
  const whole =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000;
  if (!Number.isFinite(whole)) {
    return null;
  }
  const local = whole + Number(`0.${fraction}`);
  const shift = offsetSeconds(offset);
  return { local, instant: shift === null ? null : local - shift, isDay: false };
}

function offsetSeconds(offset: string): number | null {
  if (offset === '') {
    return null;
  }
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** The night from noon to noon by the wall clock, as a day number: the evening's and the next morning's are the same. */
export function nightOf(local: number): number {
  return Math.floor((local - secondsPerDay / 2) / secondsPerDay);
}

/** The nights that a time may belong to: one, or two where only the date is known. */
export function nightsOf(time: ClockTime): number[] {
  const night = nightOf(time.local);
  return time.isDay ? [night, night + 1] : [night];
}

/** `1–2 March 2024` for the night that begins on the evening of 1 March. */
export function nightText(night: number): string {
  const evening = new Date(night * secondsPerDay * 1000);
  const morning = new Date((night + 1) * secondsPerDay * 1000);
  return `${isoDay(evening)} to ${isoDay(morning)}`;
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** An ISO time so many seconds later, with the offset that it had. */
export function laterTime(text: string, seconds: number): string {
  const time = clockTime(text);
  if (time === null || time.isDay) {
    return text;
  }
  const offset = /(?:Z|[+-]\d\d:?\d\d)$/i.exec(text.trim())?.[0] ?? '';
  return `${new Date((time.local + seconds) * 1000).toISOString().replace(/\.000Z$|Z$/, '')}${offset}`;
}
