import type { Band } from './levels.ts';

export type FrequencyScale = 'linear' | 'logarithmic';

const LOWEST_LOGARITHMIC_HZ = 20;

/** Frequency at a height of 0 (bottom) to 1 (top). */
export function frequencyAt(height: number, band: Band, scale: FrequencyScale): number {
  if (scale === 'linear') {
    return band.fromHz + height * (band.toHz - band.fromHz);
  }
  const low = Math.max(LOWEST_LOGARITHMIC_HZ, band.fromHz);
  return low * (band.toHz / low) ** height;
}

/** Inverse of frequencyAt; below 0 or above 1 outside the band. */
export function heightOf(frequency: number, band: Band, scale: FrequencyScale): number {
  if (scale === 'linear') {
    return (frequency - band.fromHz) / (band.toHz - band.fromHz);
  }
  const low = Math.max(LOWEST_LOGARITHMIC_HZ, band.fromHz);
  return Math.log(Math.max(frequency, 1) / low) / Math.log(band.toHz / low);
}

export interface AxisTick {
  /** 0 (start, bottom) to 1 (end, top). */
  readonly position: number;
  readonly text: string;
}

/** Ticks of a frequency axis, at least `spacing` of its length apart. */
export function frequencyTicks(band: Band, scale: FrequencyScale, spacing: number): AxisTick[] {
  const candidates =
    scale === 'linear' ? linearValues(band.fromHz, band.toHz, spacing) : logarithmicValues(band.fromHz, band.toHz);
  const ticks: AxisTick[] = [];
  let last = -1;
  for (const value of candidates) {
    const position = heightOf(value, band, scale);
    if (position >= 0 && position <= 1 && position - last >= spacing) {
      ticks.push({ position, text: frequencyText(value) });
      last = position;
    }
  }
  return ticks;
}

/** "750 Hz", "1.5 kHz". */
export function frequencyText(hertz: number): string {
  return hertz < 1000 ? `${Math.round(hertz)} Hz` : `${Number((hertz / 1000).toFixed(2))} kHz`;
}

/** Round values that divide a range into steps of at least `spacing` of it. */
export function linearValues(from: number, to: number, spacing: number): number[] {
  const step = niceStep((to - from) * spacing);
  const values: number[] = [];
  for (let index = Math.ceil(from / step - 1e-9); index * step <= to + step * 1e-9; index += 1) {
    values.push(Number((index * step).toPrecision(12)));
  }
  return values;
}

function niceStep(least: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * magnitude >= least * (1 - 1e-9)) ?? 10;
  return factor * magnitude;
}

function logarithmicValues(from: number, to: number): number[] {
  const values: number[] = [];
  for (let decade = 10; decade <= to; decade *= 10) {
    values.push(...[decade, 2 * decade, 5 * decade].filter((value) => value >= from && value <= to));
  }
  return values;
}

/** Ticks of a time axis over [from, to] seconds. */
export function timeTicks(from: number, to: number, spacing: number): AxisTick[] {
  const values = linearValues(from, to, spacing);
  const decimals = Math.max(0, -Math.floor(Math.log10(niceStep((to - from) * spacing)) + 1e-9));
  return values.map((value) => ({ position: (value - from) / (to - from), text: clockText(value, decimals) }));
}

/** "2.5 s", "1:02.5": seconds from the start of a recording. */
export function clockText(seconds: number, decimals: number): string {
  if (seconds < 60) {
    return `${seconds.toFixed(decimals)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds - minutes * 60).toFixed(decimals);
  const padded = rest.padStart(decimals > 0 ? decimals + 3 : 2, '0');
  return minutes < 60
    ? `${minutes}:${padded}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${padded}`;
}
