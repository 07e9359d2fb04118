import { isoOffset, isoTime } from './timestamps.ts';

/**
 * The ways in which recorders, phones and programs write a date and time into a name, tried in this order; every one names
 * its parts. What a pattern finds counts only where it is a date and time that exist.
 */
const patterns: readonly RegExp[] = [
  // YYYYMMDD and HHMMSS with `T`, `_`, `-`, `$`, `+`, a blank or nothing between; some firmware writes a blank for the zero
  // of the day. Song Meters may end the name with milliseconds or microseconds, Swifts put `_` before the offset.
  /(?<!\d)(?<year>\d{4})(?<month>\d\d)(?<day>[ \d]\d)[T_$+ -]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?:(?!\d)|(?<thousandths>\d{3})(?=[+-]\d{4}|Z))(?:\.(?<fraction>\d{1,6})(?![0-9A-Y]))?(?:_(?<trailing>\d{3}|\d{6})$)?_?(?<offset>Z|(?<=_)[+-]\d{4}(?!\d)|(?<!_)[+-]\d{4}(?!\d)|(?<!_)[+-]\d{2}(?!\d)|)(?![+-]\d(?!\d))/g,
  // YYYY-MM-DD with `_` or `.` for the dashes, and the time in any of the usual ways. A dash and two digits are a count.
  /(?<!\d)(?<year>\d{4})([-_.])(?<month>\d\d)\2(?<day>\d\d)(?:_T|__|[T _-]| at |-birdnet-)(?<hour>\d\d)[-_.:h]?(?<minute>\d\d)[-_.:m]?(?<second>\d\d)(?!\d)(?:\.(?<fraction>\d{1,6}))?(?<offset>Z|[+-]\d{2}:?\d{2}(?!\d)|\+\d{2}(?!\d)|)/g,
  // The same without seconds, as Merlin writes it; behind `_` the digits may be a recorder's or a take's.
  /(?<!\d)(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ]| at )(?<hour>\d\d)[-_.:h](?<minute>\d\d)(?![\d.])/g,
  // YYMMDD_HHMMSS and YYMMDD-HHMMSS, perhaps with thousandths.
  /(?<!\d)(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)[_-](?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?!\d)(?:\.(?<fraction>\d{3})(?!\w))?/g,
  // YYMMDDHHMMSS behind a serial number; alone, twelve digits are rather a telephone's.
  /(?<=[._-])(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?!\d)/g,
  // YYMMDD_HHMM. Hand recorders count their files in the same place, and begin with 0000 or 0001.
  /(?<!\d)(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)_(?!00)(?<hour>\d\d)(?<minute>\d\d)(?!\d)/g,
  // HHMM-DDMMYYYY.
  /(?<!\d)(?<hour>\d\d)(?<minute>\d\d)-(?<day>\d\d)(?<month>\d\d)(?<year>\d{4})(?!\d)/g,
  // DDMonYY-HH,MM,SS of SonoBat.
  /(?<!\d)(?<day>\d\d)(?<monthName>[A-Z][a-z]{2})(?<year>\d\d)-(?<hour>\d\d),(?<minute>\d\d),(?<second>\d\d)(?!\d)/g,
];
/** Of the shortest of them. */
const fewestDigits = 10;
const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Early AudioMoths name a file by the hexadecimal Unix time of its start. */
const hexadecimalTime = /^[0-9A-F]{8}$/i;
/** Autumn 2016, before the first of them, and early 2038. */
const firstHexadecimalTime = 0x58000000;
const lastHexadecimalTime = 0x7fffffff;
const calendarDate = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
/** Other numbers in names are no years; two digits that would lie far ahead are some other number. */
const firstYear = 1970;
const lastYear = 2069;
const lastShortYear = 39;

/** The start of the recording by its file name, ISO 8601, null where the name holds no date and time. */
export function timeOfFileName(fileName: string): string | null {
  const stem = fileName.replace(/\.[^.]*$/, '');
  if (hexadecimalTime.test(stem)) {
    return timeOfHexadecimal(stem, fileName.endsWith('.WAV'));
  }
  // Most names of a million hold no time at all.
  if (stem.replaceAll(/\D/g, '').length < fewestDigits) {
    return null;
  }
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    const found = pattern.exec(stem);
    if (found !== null) {
      return firstTime(stem, pattern, found);
    }
  }
  return null;
}

/** Digits alone may look like a time and be none: the next place where the pattern fits is looked at then. */
function firstTime(stem: string, pattern: RegExp, first: RegExpExecArray): string | null {
  for (let found: RegExpExecArray | null = first; found !== null; found = pattern.exec(stem)) {
    const time = timeOfGroups(found.groups ?? {});
    if (time !== null) {
      return time;
    }
  }
  return null;
}

function timeOfGroups(groups: Record<string, string | undefined>): string | null {
  const part = (name: string): number => Number(groups[name] ?? 0);
  const offset = isoOffset(groups['offset'] ?? '');
  const year = yearOf(groups['year'] ?? '');
  if (offset === null || year === null) {
    return null;
  }
  return isoTime({
    year,
    month: groups['monthName'] === undefined ? part('month') : 1 + monthNames.indexOf(groups['monthName']),
    // Some firmware writes a blank for the zero (known problem FL008).
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    fraction: groups['fraction'] ?? groups['thousandths'] ?? groups['trailing'] ?? '',
    offset,
  });
}

function yearOf(digits: string): number | null {
  const year = Number(digits);
  if (digits.length === 2) {
    return year > lastShortYear ? null : 2000 + year;
  }
  return year < firstYear || year > lastYear ? null : year;
}

/** A number of eight digits is a Unix time only where an AudioMoth, which writes `.WAV`, may have made it. */
function timeOfHexadecimal(stem: string, isUpperCase: boolean): string | null {
  const seconds = parseInt(stem, 16);
  const isPlausible = seconds === 0 || (seconds >= firstHexadecimalTime && seconds <= lastHexadecimalTime);
  if (!isPlausible || calendarDate.test(stem) || (/^\d+$/.test(stem) && !isUpperCase)) {
    return null;
  }
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
