const whole = new Intl.NumberFormat('en-GB');

/** 20457 → "20,457". */
export function countText(count: number): string {
  return whole.format(count);
}

/** "1 recording", "1,030 recordings". */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${countText(count)} ${count === 1 ? singular : plural}`;
}

/** Decimal units, as file managers show them. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** "3.0 s", "1:00", "2 h 05 min". */
export function durationText(seconds: number): string {
  if (seconds < 59.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const rounded = Math.round(seconds);
  if (rounded < 3600) {
    return `${Math.floor(rounded / 60)}:${String(rounded % 60).padStart(2, '0')}`;
  }
  return `${countText(Math.floor(rounded / 3600))} h ${String(Math.floor((rounded % 3600) / 60)).padStart(2, '0')} min`;
}

/** Time left, rounded to what a person wants to know. */
export function timeLeftText(seconds: number): string {
  if (seconds < 1) {
    return 'a moment left';
  }
  if (seconds < 90) {
    return `${Math.round(seconds)} s left`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min left` : `${(seconds / 3600).toFixed(1)} h left`;
}

/** The recorder's own wall clock as it was stored: "2024-03-01 21:05:03". */
export function recordedText(at: string): string {
  return at.replace('T', ' ').replace(/\.\d+/, '').replace(/Z$/, '').slice(0, 19);
}

/**
 * Four decimals, cut and not rounded: 0.98996 must not read as 0.99 when the tier begins there. Scores are kept in single
 * precision, where 0.858 lies just below 0.858: it is what it was before it was kept.
 */
export function confidenceText(confidence: number): string {
  const nearest = Math.round(confidence * 10_000) / 10_000;
  const isNearest = nearest === confidence || Math.fround(nearest) === confidence;
  return (isNearest ? nearest : Math.floor(confidence * 10_000) / 10_000).toFixed(4);
}

/** A number of single precision in the fewest digits that mean it: 0.954800009727478 → "0.9548". */
export function singleText(value: number): string {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8].find((count) => Math.fround(Number(value.toPrecision(count))) === value);
  return String(digits === undefined ? value : Number(value.toPrecision(digits)));
}

/** A file name in two parts, so that the middle can be left out and the time at its end stays readable. */
export function splitName(name: string): readonly [string, string] {
  const keep = Math.min(19, Math.floor(name.length / 2));
  return [name.slice(0, name.length - keep), name.slice(name.length - keep)];
}

/** A rate in what a person counts: "12 recordings/s", "45 recordings/min". */
export function rateText(perSecond: number, unit: string): string {
  return perSecond >= 1
    ? `${perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1)} ${unit}/s`
    : `${Math.round(perSecond * 60)} ${unit}/min`;
}

/** Seconds of audio a second, as people say it: "255 × real time". */
export function realTimeText(audioSecondsPerSecond: number): string {
  return `${audioSecondsPerSecond >= 10 ? countText(Math.round(audioSecondsPerSecond)) : audioSecondsPerSecond.toFixed(1)} × real time`;
}

/** "Rana draytonii_California Red-legged Frog" → "California Red-legged Frog", where there is little room; others as they are. */
export function commonName(label: string): string {
  return /^[A-Z][a-z-]+ [a-z-]+_(.+)$/u.exec(label)?.[1] ?? label;
}
