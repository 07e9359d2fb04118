import { createPowerSpectrum } from './power-spectrum.ts';

/** Levels over time and frequency, ready to be drawn in any scale, range and colour. */
export interface Spectrogram {
  readonly columns: number;
  /** Bins of a column, from 0 Hz up to, not including, the Nyquist frequency. */
  readonly bins: number;
  readonly sampleRate: number;
  /** Column by column, in dB relative to a full-scale sine. */
  readonly levels: Float32Array<ArrayBuffer>;
}

export interface SpectrogramRequest {
  readonly samples: Float32Array;
  readonly sampleRate: number;
  readonly fftSize: number;
  /** As many columns as the screen can show; fewer where the clip is short. */
  readonly maximumColumns: number;
}

const SILENCE_DB = -160;

/**
 * Short-time spectra of a clip, pooled to at most `maximumColumns` columns by their maximum,
 * so that a short call stays visible however long the clip is.
 */
export function computeSpectrogram(request: SpectrogramRequest): Spectrogram {
  const { samples, sampleRate, fftSize } = request;
  const spectrum = createPowerSpectrum(fftSize);
  const { bins } = spectrum;
  const finest = Math.max(1, fftSize / 8);
  const columns = Math.max(1, Math.min(request.maximumColumns, Math.ceil(samples.length / finest)));
  const step = samples.length / columns;
  const framesPerColumn = Math.max(1, Math.ceil(step / (fftSize / 2)));
  const levels = new Float32Array(columns * bins);
  const frame = new Float32Array(bins);
  const loudest = new Float32Array(bins);
  for (let column = 0; column < columns; column += 1) {
    loudest.fill(0);
    for (let part = 0; part < framesPerColumn; part += 1) {
      const centre = (column + (part + 0.5) / framesPerColumn) * step;
      spectrum.measure(samples, Math.round(centre - fftSize / 2), frame);
      for (let bin = 0; bin < bins; bin += 1) {
        loudest[bin] = Math.max(loudest[bin] ?? 0, frame[bin] ?? 0);
      }
    }
    for (let bin = 0; bin < bins; bin += 1) {
      const power = loudest[bin] ?? 0;
      levels[column * bins + bin] = power > 0 ? Math.max(SILENCE_DB, 10 * Math.log10(power)) : SILENCE_DB;
    }
  }
  return { columns, bins, sampleRate, levels };
}

/**
 * FFT size that suits what is shown: fine enough to give the band some sixty bins, between 12 and 50 ms long,
 * so that a low call in a narrow band is not a column of stripes and a wide band stays sharp in time.
 */
export function suitableFftSize(sampleRate: number, bandHz: number): number {
  const seconds = Math.min(0.05, Math.max(0.0125, 60 / bandHz));
  const exponent = Math.round(Math.log2(sampleRate * seconds));
  return 2 ** Math.min(13, Math.max(7, exponent));
}
