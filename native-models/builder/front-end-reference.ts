import { frameCount, frontEnd, hannWindow, melMatrix } from './front-end.ts';

interface Transform {
  readonly reversed: Uint16Array;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

function prepareTransform(length: number): Transform {
  const bits = Math.log2(length);
  const reversed = Uint16Array.from({ length }, (_, index) => {
    let result = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      result |= ((index >> bit) & 1) << (bits - 1 - bit);
    }
    return result;
  });
  const turn = (index: number): number => (2 * Math.PI * index) / length;
  return {
    reversed,
    cosines: Float64Array.from({ length: length / 2 }, (_, index) => Math.cos(turn(index))),
    sines: Float64Array.from({ length: length / 2 }, (_, index) => -Math.sin(turn(index))),
  };
}

const transform = prepareTransform(frontEnd.transformSamples);
const window = hannWindow(frontEnd.frameSamples);
const mel = melMatrix();

/** Iterative radix-2 transform in place (Cooley and Tukey); the input is already in bit-reversed order. */
function fourierTransform(real: Float64Array, imaginary: Float64Array): void {
  const { cosines, sines } = transform;
  const length = real.length;
  for (let half = 1; half < length; half *= 2) {
    const stride = length / (2 * half);
    for (let step = 0; step < half; step += 1) {
      const cosine = cosines[step * stride] ?? 0;
      const sine = sines[step * stride] ?? 0;
      for (let low = step; low < length; low += 2 * half) {
        const high = low + half;
        const highReal = real[high] ?? 0;
        const highImaginary = imaginary[high] ?? 0;
        const turnedReal = highReal * cosine - highImaginary * sine;
        const turnedImaginary = highReal * sine + highImaginary * cosine;
        const lowReal = real[low] ?? 0;
        const lowImaginary = imaginary[low] ?? 0;
        real[high] = lowReal - turnedReal;
        imaginary[high] = lowImaginary - turnedImaginary;
        real[low] = lowReal + turnedReal;
        imaginary[low] = lowImaginary + turnedImaginary;
      }
    }
  }
}

/** Space for one transform, which carries two frames: one as the real part, one as the imaginary part. */
const real = new Float64Array(frontEnd.transformSamples);
const imaginary = new Float64Array(frontEnd.transformSamples);

function loadFrame(target: Float64Array, waveform: Float32Array, first: number): void {
  target.fill(0);
  for (let index = 0; index < frontEnd.frameSamples; index += 1) {
    target[transform.reversed[index] ?? 0] = (waveform[first + index] ?? 0) * (window[index] ?? 0);
  }
}

/** Power of two frames at once; their spectra are told apart by the symmetry of real signals. */
function twoFramePowers(waveform: Float32Array, frame: number, powers: readonly [Float64Array, Float64Array]): void {
  loadFrame(real, waveform, frame * frontEnd.hopSamples);
  loadFrame(imaginary, waveform, (frame + 1) * frontEnd.hopSamples);
  fourierTransform(real, imaginary);
  for (let index = 0; index < frontEnd.binCount; index += 1) {
    const bin = frontEnd.firstBin + index;
    const mirror = frontEnd.transformSamples - bin;
    const sumReal = (real[bin] ?? 0) + (real[mirror] ?? 0);
    const differenceReal = (real[bin] ?? 0) - (real[mirror] ?? 0);
    const sumImaginary = (imaginary[bin] ?? 0) + (imaginary[mirror] ?? 0);
    const differenceImaginary = (imaginary[bin] ?? 0) - (imaginary[mirror] ?? 0);
    powers[0][index] = (sumReal * sumReal + differenceImaginary * differenceImaginary) / 4;
    powers[1][index] = (sumImaginary * sumImaginary + differenceReal * differenceReal) / 4;
  }
}

function writeFrame(features: Float32Array, frame: number, power: Float64Array): void {
  const { melBands, binCount, floor } = frontEnd;
  for (let band = 0; frame < frameCount && band < melBands; band += 1) {
    let sum = floor;
    for (let bin = 0; bin < binCount; bin += 1) {
      sum += (mel[band * binCount + bin] ?? 0) * (power[bin] ?? 0);
    }
    features[band * frameCount + frame] = Math.log(sum);
  }
}

function removeBandMeans(features: Float32Array): void {
  for (let band = 0; band < frontEnd.melBands; band += 1) {
    const row = features.subarray(band * frameCount, (band + 1) * frameCount);
    const mean = row.reduce((sum, value) => sum + value, 0) / frameCount;
    row.forEach((value, frame) => {
      row[frame] = value - mean;
    });
  }
}

/**
 * What the graph computes before its trained part, in TypeScript: log-mel power less its mean over time in every band.
 * A waveform of `windowSamples` gives [melBands, frameCount], band by band. Training runs on this, because it gives the
 * same bits on every machine, which the runtime's kernels do not.
 */
export function logMelReference(waveform: Float32Array): Float32Array {
  const features = new Float32Array(frontEnd.melBands * frameCount);
  const powers = [new Float64Array(frontEnd.binCount), new Float64Array(frontEnd.binCount)] as const;
  for (let frame = 0; frame < frameCount; frame += 2) {
    twoFramePowers(waveform, frame, powers);
    writeFrame(features, frame, powers[0]);
    writeFrame(features, frame + 1, powers[1]);
  }
  removeBandMeans(features);
  return features;
}
