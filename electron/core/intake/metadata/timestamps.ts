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

/** ISO 8601 of a date and time that exists, null otherwise; 24:00:00 becomes midnight of the next day. */
export function isoTime(parts: TimeParts): string | null {
  const { year, month, day, hour, minute, second, fraction = '', offset = '' } = parts;
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
