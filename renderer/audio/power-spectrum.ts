/** Decibels relative to a full-scale sine, by frame and by bin. */
export interface PowerSpectrum {
  /** Writes `bins` powers (linear; 1 is a full-scale sine) of the frame that starts at `from`; samples outside are 0. */
  measure(samples: Float32Array, from: number, out: Float32Array): void;
  /** fftSize / 2: the Nyquist bin is left out. */
  readonly bins: number;
}

/**
 * Hann-windowed power spectra of one size.
 * @param fftSize a power of two, at least 8
 */
export function createPowerSpectrum(fftSize: number): PowerSpectrum {
  const bins = fftSize / 2;
  const tables = createTables(fftSize);
  const real = new Float32Array(fftSize);
  const imaginary = new Float32Array(fftSize);
  const scale = (2 / tables.windowSum) ** 2;

  return {
    bins,
    measure: (samples, from, out) => {
      for (let index = 0; index < fftSize; index += 1) {
        const sample = samples[from + index] ?? 0;
        real[tables.reversed[index] ?? 0] = sample * (tables.window[index] ?? 0);
      }
      imaginary.fill(0);
      transform(real, imaginary, tables);
      for (let bin = 0; bin < bins; bin += 1) {
        const re = real[bin] ?? 0;
        const im = imaginary[bin] ?? 0;
        out[bin] = (re * re + im * im) * scale;
      }
    },
  };
}

interface Tables {
  readonly window: Float32Array;
  readonly windowSum: number;
  readonly reversed: Uint32Array;
  readonly cosine: Float32Array;
  readonly sine: Float32Array;
}

function createTables(fftSize: number): Tables {
  const window = Float32Array.from({ length: fftSize }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / fftSize));
  const reversed = new Uint32Array(fftSize);
  for (let index = 1; index < fftSize; index += 1) {
    reversed[index] = ((reversed[index >> 1] ?? 0) >> 1) | (index & 1 ? fftSize >> 1 : 0);
  }
  return {
    window,
    windowSum: window.reduce((sum, value) => sum + value, 0),
    reversed,
    cosine: Float32Array.from({ length: fftSize / 2 }, (_, k) => Math.cos((-2 * Math.PI * k) / fftSize)),
    sine: Float32Array.from({ length: fftSize / 2 }, (_, k) => Math.sin((-2 * Math.PI * k) / fftSize)),
  };
}

/** In-place radix-2 transform of bit-reversed input (Cooley and Tukey, 1965). */
function transform(real: Float32Array, imaginary: Float32Array, { cosine, sine }: Tables): void {
  const size = real.length;
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let offset = 0; offset < half; offset += 1) {
        const upper = start + offset;
        const lower = upper + half;
        const c = cosine[offset * stride] ?? 0;
        const s = sine[offset * stride] ?? 0;
        const lowerReal = real[lower] ?? 0;
        const lowerImaginary = imaginary[lower] ?? 0;
        const turnedReal = lowerReal * c - lowerImaginary * s;
        const turnedImaginary = lowerReal * s + lowerImaginary * c;
        const upperReal = real[upper] ?? 0;
        const upperImaginary = imaginary[upper] ?? 0;
        real[lower] = upperReal - turnedReal;
        imaginary[lower] = upperImaginary - turnedImaginary;
        real[upper] = upperReal + turnedReal;
        imaginary[upper] = upperImaginary + turnedImaginary;
      }
    }
  }
}
