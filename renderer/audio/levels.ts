import type { Spectrogram } from './spectrogram.ts';

export interface LevelRange {
  readonly floorDb: number;
  readonly ceilingDb: number;
}

export interface Band {
  readonly fromHz: number;
  readonly toHz: number;
}

const LOWEST_DB = -160;
const HIGHEST_DB = 20;
const STEP_DB = 0.5;

/** Of a clip's levels within a band: this share lies below the floor (a dark ground, not a black one), and this one below the loudest. */
const FLOOR_SHARE = 0.2;
const CEILING_SHARE = 0.9995;
const SMALLEST_RANGE_DB = 30;

/**
 * The range in which a clip is drawn: from just under its noise floor to its loudest parts within the band shown,
 * so that a clip that peaks at -35 dBFS is as readable as a loud one.
 */
export function automaticLevelRange(spectrogram: Spectrogram, band: Band): LevelRange {
  const histogram = histogramOfLevels(spectrogram, band);
  const floorDb = percentile(histogram, FLOOR_SHARE);
  const ceilingDb = Math.max(percentile(histogram, CEILING_SHARE), floorDb + SMALLEST_RANGE_DB);
  return { floorDb, ceilingDb };
}

function histogramOfLevels(spectrogram: Spectrogram, band: Band): Uint32Array {
  const { bins, columns, levels, sampleRate } = spectrogram;
  const hzPerBin = sampleRate / 2 / bins;
  const first = Math.max(1, Math.min(bins - 1, Math.floor(band.fromHz / hzPerBin)));
  const last = Math.max(first + 1, Math.min(bins, Math.ceil(band.toHz / hzPerBin)));
  const histogram = new Uint32Array(Math.round((HIGHEST_DB - LOWEST_DB) / STEP_DB) + 1);
  for (let column = 0; column < columns; column += 1) {
    for (let bin = first; bin < last; bin += 1) {
      const level = levels[column * bins + bin] ?? LOWEST_DB;
      const place = Math.round((Math.min(HIGHEST_DB, Math.max(LOWEST_DB, level)) - LOWEST_DB) / STEP_DB);
      histogram[place] = (histogram[place] ?? 0) + 1;
    }
  }
  // Digital silence says nothing about the noise: a padded or gated clip would otherwise be drawn as black on black.
  histogram[0] = 0;
  return histogram;
}

function percentile(histogram: Uint32Array, share: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return -90;
  }
  let seen = 0;
  for (let place = 0; place < histogram.length; place += 1) {
    seen += histogram[place] ?? 0;
    if (seen >= total * share) {
      return LOWEST_DB + place * STEP_DB;
    }
  }
  return HIGHEST_DB;
}

const TARGET_PEAK_DB = -3;
const MOST_AUTOMATIC_GAIN_DB = 40;

/** Gain in dB that brings a clip's peak (linear, full scale 1) to -3 dBFS; never attenuates, at most 40 dB. */
export function automaticGainDb(peak: number): number {
  if (!(peak > 0)) {
    return 0;
  }
  const wanted = TARGET_PEAK_DB - 20 * Math.log10(peak);
  return Math.round(Math.min(MOST_AUTOMATIC_GAIN_DB, Math.max(0, wanted)) * 2) / 2;
}

/** Linear factor of a gain in dB. */
export function gainFactor(decibels: number): number {
  return 10 ** (decibels / 20);
}
