export interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits after the decimal point, '' where there are none. */
  readonly fraction?: string;
  /** `Z`, `+10:00`, or '' where it is not known. */
  readonly offset?: string;
}

/** Clocks that count from 1601, 1900 or 1904 and were never set, and numbers that ran over, are no dates. */
const firstYear = 1905;
const lastYear = 2099;

/** ISO 8601 of a date and time that exists, null otherwise; 24:00:00 becomes midnight of the next day. */
export function isoTime(parts: TimeParts): string | null {
  const { year, month, day, hour, minute, second, fraction = '', offset = '' } = parts;
  if (year < firstYear || year > lastYear) {
    return null;
  }
  const date = new Date(Date.UTC(year, month - 1, day));
  if (!isTimeOfDay(hour, minute, second) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return null;
  }
  date.setUTCHours(hour, minute, second);
  const decimals = /[1-9]/.test(fraction) ? `.${fraction}` : '';
  return `${date.toISOString().slice(0, 19)}${decimals}${offset}`;
}

function isTimeOfDay(hour: number, minute: number, second: number): boolean {
  const isMidnight = hour === 24 && minute === 0 && second === 0;
  return isMidnight || (hour < 24 && minute < 60 && second < 60);
}

/** An offset as recorders write it (`Z`, `+10`, `+1000`, `+10:00`, `-3:30`) in ISO form; null where it cannot be one. */
export function isoOffset(text: string): string | null {
  if (text === '' || text.toUpperCase() === 'Z') {
    return text.toUpperCase();
  }
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text) ?? [];
  if (sign === undefined || hours === undefined || Number(hours) > 14 || Number(minutes) > 59) {
    return null;
  }
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

const writtenTime =
  /^(?<year>\d{4})[-/:._ ](?<month>\d\d)[-/:._ ](?<day>\d\d)[T ]\s*(?<hour>\d\d)[-:._ ](?<minute>\d\d)(?:[-:._ ](?<second>\d\d))?(?:[.,](?<fraction>\d{1,9}))?\s*(?<offset>Z|UTC|GMT|[+-]\d{1,2}(?::?\d\d)?|)$/i;
/** ISO 8601 without separators. */
const basicTime =
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?(?<offset>Z|[+-]\d{2}(?:\d\d)?|)$/i;
const writtenDay = /^(?<year>\d{4})[-/:.]?(?<month>\d\d)[-/:.]?(?<day>\d\d)$/;

/** ISO 8601 of a date and time as headers write them: a blank for the T, an offset without colon, `UTC`. */
export function timeOfText(text: string): string | null {
  const groups = (writtenTime.exec(text.trim()) ?? basicTime.exec(text.trim()))?.groups;
  const offset = isoOffset((groups?.['offset'] ?? '').replace(/^(?:UTC|GMT)$/i, 'Z'));
  return groups === undefined || offset === null ? null : isoTime({ ...partsOfGroups(groups), offset });
}

/** A time, or the date alone as `2024-03-01`; null for a bare year and for everything else. */
export function timeOrDayOfText(text: string): string | null {
  const groups = writtenDay.exec(text.trim())?.groups;
  const day = groups === undefined ? null : isoTime({ ...partsOfGroups(groups), hour: 0, minute: 0, second: 0 });
  return day === null ? timeOfText(text) : day.slice(0, 10);
}

/** Numbers of the named groups of a pattern; what it does not name is 0. */
export function partsOfGroups(groups: Readonly<Record<string, string | undefined>>): TimeParts {
  const part = (name: string): number => Number(groups[name] ?? 0);
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    fraction: groups['fraction'] ?? '',
  };
}
