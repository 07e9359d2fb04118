import { frequencyAt, type FrequencyScale } from './frequency-scale.ts';
import type { Band, LevelRange } from './levels.ts';
import type { Spectrogram } from './spectrogram.ts';

export interface PixelRequest {
  readonly spectrogram: Spectrogram;
  readonly height: number;
  readonly band: Band;
  readonly scale: FrequencyScale;
  readonly range: LevelRange;
  /** 256 RGBA words. */
  readonly colours: Uint32Array;
}

/** RGBA words of a picture that is `spectrogram.columns` wide and `height` high, the highest frequency on top. */
export function spectrogramPixels(request: PixelRequest): Uint32Array<ArrayBuffer> {
  const { spectrogram, height, range, colours } = request;
  const { bins, columns, levels } = spectrogram;
  const pixels = new Uint32Array(columns * height);
  const perDb = 255 / (range.ceilingDb - range.floorDb);
  for (let row = 0; row < height; row += 1) {
    const place = binAt(1 - (row + 0.5) / height, request);
    const lower = Math.min(bins - 1, Math.floor(place));
    const upper = Math.min(bins - 1, lower + 1);
    const share = place - lower;
    for (let column = 0; column < columns; column += 1) {
      const quiet = levels[column * bins + lower] ?? 0;
      const level = quiet + ((levels[column * bins + upper] ?? 0) - quiet) * share;
      const shade = Math.max(0, Math.min(255, Math.round((level - range.floorDb) * perDb)));
      pixels[row * columns + column] = colours[shade] ?? 0;
    }
  }
  return pixels;
}

function binAt(height: number, { spectrogram, band, scale }: PixelRequest): number {
  const hzPerBin = spectrogram.sampleRate / 2 / spectrogram.bins;
  return Math.max(0, frequencyAt(height, band, scale) / hzPerBin);
}
