/** Fixed numbers of the bundled model's front end; the graph and its TypeScript reference are both made from them. */
export const frontEnd = {
  sampleRate: 12000,
  windowSamples: 36000,
  /** Samples of one frame (40 ms) and between two frames (25 ms). */
  frameSamples: 480,
  hopSamples: 300,
  /** Length of the discrete Fourier transform; frames are padded with zeros up to it. */
  transformSamples: 512,
  firstBin: 4,
  binCount: 112,
  melBands: 32,
  lowestHz: 90,
  highestHz: 2700,
  /** Added to the power before the logarithm: below the noise of any recorder, above zero. */
  floor: 1e-7,
} as const;

export const frameCount = Math.floor((frontEnd.windowSamples - frontEnd.frameSamples) / frontEnd.hopSamples) + 1;

/** Periodic Hann window. */
export function hannWindow(length: number): Float64Array {
  return Float64Array.from({ length }, (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / length));
}

/** Windowed cosines, then sines, of every bin, [2 · binCount, 1, frameSamples]: the kernels of a strided convolution. */
export function fourierKernels(): Float32Array {
  const { frameSamples, transformSamples, firstBin, binCount } = frontEnd;
  const window = hannWindow(frameSamples);
  const kernels = new Float32Array(2 * binCount * frameSamples);
  for (let bin = 0; bin < binCount; bin += 1) {
    for (let index = 0; index < frameSamples; index += 1) {
      const angle = (2 * Math.PI * (firstBin + bin) * index) / transformSamples;
      const weight = window[index] ?? 0;
      kernels[bin * frameSamples + index] = weight * Math.cos(angle);
      kernels[(binCount + bin) * frameSamples + index] = -weight * Math.sin(angle);
    }
  }
  return kernels;
}

/** Mel scale of O'Shaughnessy (1987), as HTK writes it. */
const toMel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);

/** Triangular mel filters over power, [melBands, binCount]. */
export function melMatrix(): Float32Array {
  const { sampleRate, transformSamples, firstBin, binCount, melBands, lowestHz, highestHz } = frontEnd;
  const step = (toMel(highestHz) - toMel(lowestHz)) / (melBands + 1);
  const matrix = new Float32Array(melBands * binCount);
  for (let band = 0; band < melBands; band += 1) {
    const centre = toMel(lowestHz) + (band + 1) * step;
    for (let bin = 0; bin < binCount; bin += 1) {
      const mel = toMel(((firstBin + bin) * sampleRate) / transformSamples);
      matrix[band * binCount + bin] = Math.max(0, 1 - Math.abs(mel - centre) / step);
    }
  }
  return matrix;
}

/** The mel matrix twice side by side, [melBands, 2 · binCount], because power is cosine² + sine². */
export function doubledMelMatrix(): Float32Array {
  const { binCount, melBands } = frontEnd;
  const single = melMatrix();
  return Float32Array.from({ length: melBands * 2 * binCount }, (_, index) => {
    const band = Math.floor(index / (2 * binCount));
    return single[band * binCount + (index % binCount)] ?? 0;
  });
}
