import { frequencyAt, type FrequencyScale } from './frequency-scale.ts';
import type { Band, LevelRange } from './levels.ts';
import type { Spectrogram } from './spectrogram.ts';

export interface PixelRequest {
  readonly spectrogram: Spectrogram;
  /** Size of the picture in pixels. */
  readonly width: number;
  readonly height: number;
  readonly band: Band;
  readonly scale: FrequencyScale;
  readonly range: LevelRange;
  /** 256 RGBA words. */
  readonly colours: Uint32Array;
}

/** RGBA words of a picture, row by row, the highest frequency on top. */
export function spectrogramPixels(request: PixelRequest): Uint32Array<ArrayBuffer> {
  const { spectrogram, width, height, range, colours } = request;
  const { bins } = spectrogram;
  const levels = levelsAtWidth(spectrogram, width);
  const pixels = new Uint32Array(width * height);
  const perDb = 255 / (range.ceilingDb - range.floorDb);
  for (let row = 0; row < height; row += 1) {
    const place = binAt(1 - (row + 0.5) / height, request);
    const lower = Math.min(bins - 1, Math.floor(place));
    const upper = Math.min(bins - 1, lower + 1);
    const share = place - lower;
    for (let column = 0; column < width; column += 1) {
      const quiet = levels[column * bins + lower] ?? 0;
      const level = quiet + ((levels[column * bins + upper] ?? 0) - quiet) * share;
      const shade = Math.max(0, Math.min(255, Math.round((level - range.floorDb) * perDb)));
      pixels[row * width + column] = colours[shade] ?? 0;
    }
  }
  return pixels;
}

/** Columns of the picture: means of those it has too many of, in dB; left to itself a canvas would skip columns and glitter. */
function levelsAtWidth({ levels, bins, columns }: Spectrogram, width: number): Float32Array {
  const resized = new Float32Array(width * bins);
  for (let column = 0; column < width; column += 1) {
    const first = Math.min(columns - 1, Math.floor((column * columns) / width));
    const end = Math.max(first + 1, Math.floor(((column + 1) * columns) / width));
    for (let source = first; source < end; source += 1) {
      for (let bin = 0; bin < bins; bin += 1) {
        const place = column * bins + bin;
        resized[place] = (resized[place] ?? 0) + (levels[source * bins + bin] ?? 0) / (end - first);
      }
    }
  }
  return resized;
}

function binAt(height: number, { spectrogram, band, scale }: PixelRequest): number {
  const hzPerBin = spectrogram.sampleRate / 2 / spectrogram.bins;
  return Math.max(0, frequencyAt(height, band, scale) / hzPerBin);
}
