/** `UTC+10`, `+10`, `+1030`, `GMT-7`. */
const offset = /^(?:UTC|GMT)?\s*([+-\u2212])\s*(\d{1,2})(?::?(\d\d))?$/iu;

/**
 * A time zone in the form that the runtime knows: an IANA name (`America/Los_Angeles`) or a fixed offset (`-07:00`);
 * null where there is no such zone.
 */
export function readTimeZone(text: string): string | null {
  const trimmed = text.trim();
  const [, sign, hours, minutes = '00'] = offset.exec(trimmed) ?? [];
  const zone = sign === undefined ? trimmed : `${sign === '+' ? '+' : '-'}${(hours ?? '').padStart(2, '0')}:${minutes}`;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions();
    return sign === undefined ? timeZone : zone;
  } catch {
    return null;
  }
}
