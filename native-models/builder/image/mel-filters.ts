export type MelScale = 'htk' | 'slaney';

export interface MelOptions {
  readonly sampleRate: number;
  readonly fftSize: number;
  readonly melBands: number;
  readonly lowHz: number;
  readonly highHz: number;
  readonly scale: MelScale;
  /** Divide every filter by its width, so that all have the same area. */
  readonly hasSlaneyNorm: boolean;
}

interface Scale {
  readonly toMel: (hertz: number) => number;
  readonly toHertz: (mel: number) => number;
}

/** HTK book 3.4, equation 5.13. */
const htk: Scale = {
  toMel: (hertz) => 2595 * Math.log10(1 + hertz / 700),
  toHertz: (mel) => 700 * (10 ** (mel / 2595) - 1),
};

const linearHertz = 200 / 3;
const logStart = 1000;
const logStep = Math.log(6.4) / 27;

/** Slaney's Auditory Toolbox, as librosa writes it: linear up to 1 kHz, logarithmic above. */
const slaney: Scale = {
  toMel: (hertz) =>
    hertz < logStart ? hertz / linearHertz : logStart / linearHertz + Math.log(hertz / logStart) / logStep,
  toHertz: (mel) =>
    mel < logStart / linearHertz ? mel * linearHertz : logStart * Math.exp(logStep * (mel - logStart / linearHertz)),
};

/** Triangular filters over the bins of a one-sided spectrum, [bins, melBands]; slopes are linear in Hz, as in librosa and torchaudio. */
export function melFilters(options: MelOptions): Float32Array {
  const { sampleRate, fftSize, melBands, lowHz, highHz } = options;
  const { toMel, toHertz } = options.scale === 'htk' ? htk : slaney;
  const bins = fftSize / 2 + 1;
  const step = (toMel(highHz) - toMel(lowHz)) / (melBands + 1);
  const edge = (index: number): number => toHertz(toMel(lowHz) + index * step);
  const filters = new Float32Array(Math.floor(bins) * melBands);
  for (let band = 0; band < melBands; band += 1) {
    const [left, centre, right] = [edge(band), edge(band + 1), edge(band + 2)];
    const area = options.hasSlaneyNorm ? 2 / (right - left) : 1;
    for (let bin = 0; bin < Math.floor(bins); bin += 1) {
      const hertz = (bin * sampleRate) / fftSize;
      const height = Math.min((hertz - left) / (centre - left), (right - hertz) / (right - centre));
      filters[bin * melBands + band] = area * Math.max(0, height);
    }
  }
  return filters;
}
