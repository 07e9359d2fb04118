import type { BitReader } from './bit-reader.ts';

/** Thrown where a subframe has a form that the format reserves. */
export class ReservedForm extends Error {}

/** How the orders 0 to 4 guess the next sample from those before it. */
const fixedPredictors = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

/** Decodes the next subframe, one channel of a FLAC frame (RFC 9639, section 9.2), into whole numbers of `width` bits. */
export function decodeSubframe(bits: BitReader, size: number, width: number): Float64Array {
  const samples = new Float64Array(size);
  const form = bits.unsigned(7);
  const wasted = bits.unsigned(1) === 0 ? 0 : bits.unary() + 1;
  const stored = width - wasted;
  if (stored <= 0) {
    throw new ReservedForm('a subframe without bits');
  }
  if (form === 0) {
    samples.fill(bits.signed(stored));
  } else if (form === 1) {
    readPlain(bits, samples, size, stored);
  } else if (form >= 8 && form <= 12) {
    readPlain(bits, samples, form - 8, stored);
    readResidual(bits, samples, form - 8);
    predict(samples, fixedPredictors[form - 8] ?? [], 0);
  } else if (form >= 32 && form < 64) {
    readLinear(bits, samples, form - 31, stored);
  } else {
    throw new ReservedForm(`form ${form} of a subframe`);
  }
  return wasted === 0 ? samples : samples.map((sample) => sample * 2 ** wasted);
}

function readPlain(bits: BitReader, samples: Float64Array, count: number, width: number): void {
  for (let index = 0; index < Math.min(count, samples.length); index += 1) {
    samples[index] = bits.signed(width);
  }
}

function readLinear(bits: BitReader, samples: Float64Array, order: number, width: number): void {
  readPlain(bits, samples, order, width);
  const precision = bits.unsigned(4) + 1;
  const shift = bits.signed(5);
  if (precision === 16 || shift < 0) {
    throw new ReservedForm('a reserved precision or shift');
  }
  const coefficients = Array.from({ length: order }, () => bits.signed(precision));
  readResidual(bits, samples, order);
  predict(samples, coefficients, shift);
}

/** What the prediction misses, in partitions of equal length; the first is shorter by the samples that are given. */
function readResidual(bits: BitReader, samples: Float64Array, order: number): void {
  const method = bits.unsigned(2);
  const partitions = 1 << bits.unsigned(4);
  const length = samples.length / partitions;
  if (method > 1 || !Number.isInteger(length) || length < order) {
    throw new ReservedForm('a reserved form of residual');
  }
  const parameterBits = 4 + method;
  for (let from = 0; from < samples.length; from += length) {
    const parameter = bits.unsigned(parameterBits);
    const start = Math.max(from, order);
    if (parameter < (1 << parameterBits) - 1) {
      bits.rice(samples, start, from + length, parameter);
      continue;
    }
    const width = bits.unsigned(5);
    for (let index = start; index < from + length; index += 1) {
      samples[index] = bits.signed(width);
    }
  }
}

/** Adds to each sample what is guessed from those before it. Sums stay below 2^53, so that they are exact. */
function predict(samples: Float64Array, coefficients: readonly number[], shift: number): void {
  const order = coefficients.length;
  const scale = 2 ** -shift;
  const newestLast = Float64Array.from(coefficients).reverse();
  for (let index = order; index < samples.length; index += 1) {
    let sum = 0;
    for (let tap = 0; tap < order; tap += 1) {
      sum += (newestLast[tap] ?? 0) * (samples[index - order + tap] ?? 0);
    }
    samples[index] = (samples[index] ?? 0) + Math.floor(sum * scale);
  }
}
