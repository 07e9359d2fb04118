const secondsPerDay = 86_400;

/** Where clocks begin to count that nobody has set, and how many days such a recorder may have run since. */
const clockStarts = [
  { local: Date.UTC(1970, 0, 1) / 1000, days: 31 },
  { local: Date.UTC(1980, 0, 1) / 1000, days: 31 },
  { local: Date.UTC(2000, 0, 1) / 1000, days: 7 },
];

/** True where a wall clock (seconds since 1970) shows a time at which recorders start that were never told what time it is. */
export function isUnsetClock(local: number): boolean {
  return clockStarts.some((start) => local >= start.local && local < start.local + start.days * secondsPerDay);
}
