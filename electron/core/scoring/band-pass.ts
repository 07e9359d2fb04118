import type { BandPass } from '../../contract/models.ts';

interface Complex {
  readonly re: number;
  readonly im: number;
}

/** One section of second order, direct form II transposed; a first-order one has b2 = a2 = 0. */
interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Filters a window in place, from rest: what came before it is not heard. */
export type WindowFilter = (window: Float32Array) => void;

const order = 5;
/** scipy designs at a sampling frequency of 2, where the bilinear transform is z = (4 + s) / (4 − s). */
const bilinear = 4;

const multiply = (left: Complex, right: Complex): Complex => ({
  re: left.re * right.re - left.im * right.im,
  im: left.re * right.im + left.im * right.re,
});

function divide(left: Complex, right: Complex): Complex {
  const size = right.re * right.re + right.im * right.im;
  return multiply(left, { re: right.re / size, im: -right.im / size });
}

function squareRoot({ re, im }: Complex): Complex {
  const size = Math.hypot(re, im);
  const real = Math.sqrt((size + re) / 2);
  return { re: real, im: (im < 0 ? -1 : 1) * Math.sqrt((size - re) / 2) };
}

/** Poles of the analogue low-pass with edge 1, on the left half of the unit circle; the real one is exactly real. */
const prototype: readonly Complex[] = Array.from({ length: order }, (_, index) => {
  const turn = (Math.PI * (2 * index + order + 1)) / (2 * order);
  return 2 * index + 1 === order ? { re: -1, im: 0 } : { re: Math.cos(turn), im: Math.sin(turn) };
});

interface Design {
  readonly poles: readonly Complex[];
  /** Numerator of a second-order section, and of the first-order one that an odd order leaves. */
  readonly pair: readonly [number, number, number];
  readonly single: readonly [number, number];
  /** Angle on the unit circle at which the gain is one. */
  readonly unityAngle: number;
}

function bandPassDesign(low: number, high: number): Design {
  const centre = Math.sqrt(low * high);
  const half = (high - low) / 2;
  const poles = prototype.flatMap((pole) => {
    const scaled = { re: pole.re * half, im: pole.im * half };
    const square = multiply(scaled, scaled);
    const root = squareRoot({ re: square.re - centre * centre, im: square.im });
    return [
      { re: scaled.re + root.re, im: scaled.im + root.im },
      { re: scaled.re - root.re, im: scaled.im - root.im },
    ];
  });
  return { poles, pair: [1, 0, -1], single: [1, -1], unityAngle: 2 * Math.atan(centre / bilinear) };
}

function lowPassDesign(edge: number): Design {
  const poles = prototype.map((pole) => ({ re: pole.re * edge, im: pole.im * edge }));
  return { poles, pair: [1, 2, 1], single: [1, 1], unityAngle: 0 };
}

function highPassDesign(edge: number): Design {
  const poles = prototype.map((pole) => divide({ re: edge, im: 0 }, pole));
  return { poles, pair: [1, -2, 1], single: [1, -1], unityAngle: Math.PI };
}

const toDigital = (pole: Complex): Complex =>
  divide({ re: bilinear + pole.re, im: pole.im }, { re: bilinear - pole.re, im: -pole.im });

function sectionsOf(design: Design): Section[] {
  const digital = design.poles.map(toDigital);
  const [b0, b1, b2] = design.pair;
  const sections: Section[] = digital
    .filter((pole) => pole.im > 0)
    .map((pole) => ({ b0, b1, b2, a1: -2 * pole.re, a2: pole.re * pole.re + pole.im * pole.im }));
  const real = digital.filter((pole) => pole.im === 0).map((pole) => pole.re);
  for (let index = 0; index < real.length; index += 2) {
    const first = real[index] ?? 0;
    const second = real[index + 1];
    sections.push(
      second === undefined
        ? { b0: design.single[0], b1: design.single[1], b2: 0, a1: -first, a2: 0 }
        : { b0, b1, b2, a1: -(first + second), a2: first * second },
    );
  }
  return scaleToUnity(sections, design.unityAngle);
}

function scaleToUnity(sections: readonly Section[], angle: number): Section[] {
  const back = { re: Math.cos(angle), im: -Math.sin(angle) };
  const twice = multiply(back, back);
  const at = (first: number, second: number, third: number): Complex => ({
    re: first + second * back.re + third * twice.re,
    im: second * back.im + third * twice.im,
  });
  return sections.map((section) => {
    const response = divide(at(section.b0, section.b1, section.b2), at(1, section.a1, section.a2));
    const gain = 1 / Math.hypot(response.re, response.im);
    return { ...section, b0: section.b0 * gain, b1: section.b1 * gain, b2: section.b2 * gain };
  });
}

/** Analogue frequency of an edge, warped so that the bilinear transform puts it back where it was. */
const warp = (hertz: number, sampleRate: number): number => bilinear * Math.tan((Math.PI * hertz) / sampleRate);

function designOf({ lowHz, highHz }: BandPass, sampleRate: number): Design | null {
  const isLowOpen = lowHz <= 0;
  const isHighOpen = highHz >= sampleRate / 2;
  if (isLowOpen) {
    return isHighOpen ? null : lowPassDesign(warp(highHz, sampleRate));
  }
  return isHighOpen
    ? highPassDesign(warp(lowHz, sampleRate))
    : bandPassDesign(warp(lowHz, sampleRate), warp(highHz, sampleRate));
}

/**
 * A Butterworth band-pass of order 5 at −3 dB edges `lowHz` and `highHz`: scipy.signal.butter(5, [low, high], 'band')
 * with lfilter, as BirdNET-Analyzer filters its training clips; with an open edge the low- or high-pass of that order.
 * Ours runs in second-order sections (as scipy's sosfilt does), which spares the rounding of the long polynomial:
 * at 150–2,500 Hz and 48 kHz, lfilter itself is off by 2e-4 of the signal.
 */
export function createBandPass(band: BandPass, sampleRate: number): WindowFilter {
  const design = designOf(band, sampleRate);
  if (design === null) {
    return () => undefined;
  }
  const sections = sectionsOf(design);
  let buffer = new Float64Array(0);
  return (window) => {
    if (buffer.length !== window.length) {
      buffer = new Float64Array(window.length);
    }
    buffer.set(window);
    for (const section of sections) {
      runSection(section, buffer);
    }
    window.set(buffer);
  };
}

function runSection({ b0, b1, b2, a1, a2 }: Section, samples: Float64Array): void {
  let first = 0;
  let second = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const input = samples[index] ?? 0;
    const output = b0 * input + first;
    first = b1 * input - a1 * output + second;
    second = b2 * input - a2 * output;
    samples[index] = output;
  }
}
