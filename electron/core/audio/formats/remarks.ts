/** What is said of recordings of several formats that are read, though something is wrong with them. */
export const endsEarlyRemark =
  'The file ends before the recording does: the header promises more audio than there is. The whole part was recovered.';
export const beginningMissingRemark = 'The beginning of this file is missing. The whole part was recovered.';

/** A place in a recording as it is said: `1:05`. */
export function minutesOf(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
