import type { Random } from '../../build/sample/random.ts';
import {
  convolveBackward,
  convolveForward,
  paddedSize,
  paddingOffset,
  type ConvolutionShape,
} from './convolution-layer.ts';
import { frameCount, frontEnd } from './front-end.ts';

/** The trained part: two convolutions over time, mean and maximum over time, one linear output. */
export const firstLayer: ConvolutionShape = { inputs: frontEnd.melBands, outputs: 24, kernel: 5, length: frameCount };
export const pooledLength = Math.floor(frameCount / 2);
export const secondLayer: ConvolutionShape = { inputs: 24, outputs: 32, kernel: 7, length: pooledLength };
export const embeddingSize = 2 * secondLayer.outputs;

export interface Parameters {
  readonly firstWeight: Float64Array;
  readonly firstBias: Float64Array;
  readonly secondWeight: Float64Array;
  readonly secondBias: Float64Array;
  readonly outputWeight: Float64Array;
  readonly outputBias: Float64Array;
}

const sizes: Readonly<Record<keyof Parameters, number>> = {
  firstWeight: firstLayer.outputs * firstLayer.inputs * firstLayer.kernel,
  firstBias: firstLayer.outputs,
  secondWeight: secondLayer.outputs * secondLayer.inputs * secondLayer.kernel,
  secondBias: secondLayer.outputs,
  outputWeight: embeddingSize,
  outputBias: 1,
};

export const parameterCount = Object.values(sizes).reduce((sum, size) => sum + size, 0);

/** Names the parts of one flat vector, so that the optimiser can treat all parameters alike. */
export function viewParameters(flat: Float64Array): Parameters {
  let first = 0;
  const take = (name: keyof Parameters): Float64Array => {
    first += sizes[name];
    return flat.subarray(first - sizes[name], first);
  };
  return {
    firstWeight: take('firstWeight'),
    firstBias: take('firstBias'),
    secondWeight: take('secondWeight'),
    secondBias: take('secondBias'),
    outputWeight: take('outputWeight'),
    outputBias: take('outputBias'),
  };
}

/** Weights drawn after He et al. (2015), biases zero. */
export function initialParameters(random: Random): Float64Array {
  const flat = new Float64Array(parameterCount);
  const { firstWeight, secondWeight, outputWeight } = viewParameters(flat);
  const fill = (weights: Float64Array, fanIn: number): void => {
    weights.forEach((_, index) => {
      weights[index] = random.gaussian() * Math.sqrt(2 / fanIn);
    });
  };
  fill(firstWeight, firstLayer.inputs * firstLayer.kernel);
  fill(secondWeight, secondLayer.inputs * secondLayer.kernel);
  fill(outputWeight, embeddingSize * 8);
  return flat;
}

/** Everything the forward pass leaves for the backward pass; layouts as in convolution-layer. */
export interface Trace {
  /** Features, padded for the first convolution. */
  readonly input: Float64Array;
  readonly first: Float64Array;
  /** Index in `first` of each pooled value's origin. */
  readonly firstOrigin: Int32Array;
  /** Padded for the second convolution. */
  readonly pooled: Float64Array;
  readonly second: Float64Array;
  readonly secondOrigin: Int32Array;
  /** Maximum of every channel, then its mean. */
  readonly embedding: Float64Array;
  readonly firstSlope: Float64Array;
  readonly pooledSlope: Float64Array;
  readonly secondSlope: Float64Array;
}

export function createTrace(): Trace {
  const firstSize = firstLayer.outputs * firstLayer.length;
  const secondSize = secondLayer.outputs * pooledLength;
  return {
    input: new Float64Array(paddedSize(firstLayer)),
    first: new Float64Array(firstSize),
    firstOrigin: new Int32Array(secondLayer.inputs * pooledLength),
    pooled: new Float64Array(paddedSize(secondLayer)),
    second: new Float64Array(secondSize),
    secondOrigin: new Int32Array(secondLayer.outputs),
    embedding: new Float64Array(embeddingSize),
    firstSlope: new Float64Array(firstSize),
    pooledSlope: new Float64Array(paddedSize(secondLayer)),
    secondSlope: new Float64Array(secondSize),
  };
}

/**
 * Copies features [melBands, frameCount] into the network's input, turned round by `turn` frames: a call is a call
 * wherever it lies, which training uses.
 */
export function loadFeatures(trace: Trace, features: Float32Array, turn = 0): void {
  const start = paddingOffset(firstLayer);
  for (let band = 0; band < firstLayer.inputs; band += 1) {
    for (let frame = 0; frame < frameCount; frame += 1) {
      const to = start + ((frame + turn) % frameCount) * firstLayer.inputs + band;
      trace.input[to] = features[band * frameCount + frame] ?? 0;
    }
  }
}

function poolPairs(trace: Trace): void {
  const channels = firstLayer.outputs;
  const start = paddingOffset(secondLayer);
  for (let index = 0; index < pooledLength * channels; index += 1) {
    const left = 2 * Math.floor(index / channels) * channels + (index % channels);
    const origin = (trace.first[left] ?? 0) >= (trace.first[left + channels] ?? 0) ? left : left + channels;
    trace.firstOrigin[index] = origin;
    trace.pooled[start + index] = trace.first[origin] ?? 0;
  }
}

function poolTime(trace: Trace): void {
  const channels = secondLayer.outputs;
  for (let channel = 0; channel < channels; channel += 1) {
    let origin = channel;
    let sum = 0;
    for (let at = channel; at < trace.second.length; at += channels) {
      sum += trace.second[at] ?? 0;
      origin = (trace.second[at] ?? 0) > (trace.second[origin] ?? 0) ? at : origin;
    }
    trace.secondOrigin[channel] = origin;
    trace.embedding[channel] = trace.second[origin] ?? 0;
    trace.embedding[channels + channel] = sum / pooledLength;
  }
}

/** Features in trace.input to a logit. */
export function forward(parameters: Parameters, trace: Trace): number {
  const { firstWeight, firstBias, secondWeight, secondBias, outputWeight, outputBias } = parameters;
  convolveForward(firstLayer, { input: trace.input, weight: firstWeight, bias: firstBias, output: trace.first });
  poolPairs(trace);
  convolveForward(secondLayer, { input: trace.pooled, weight: secondWeight, bias: secondBias, output: trace.second });
  poolTime(trace);
  return trace.embedding.reduce((sum, value, index) => sum + value * (outputWeight[index] ?? 0), outputBias[0] ?? 0);
}

function spreadEmbeddingSlope(parameters: Parameters, trace: Trace, slope: number): void {
  const channels = secondLayer.outputs;
  for (let at = 0; at < trace.secondSlope.length; at += 1) {
    trace.secondSlope[at] = (slope * (parameters.outputWeight[channels + (at % channels)] ?? 0)) / pooledLength;
  }
  trace.secondOrigin.forEach((origin, channel) => {
    trace.secondSlope[origin] = (trace.secondSlope[origin] ?? 0) + slope * (parameters.outputWeight[channel] ?? 0);
  });
}

/** Adds the gradients of one example, whose loss has `slope` at the logit; call right after its forward pass. */
export function backward(parameters: Parameters, trace: Trace, slope: number, gradients: Parameters): void {
  trace.embedding.forEach((value, index) => {
    gradients.outputWeight[index] = (gradients.outputWeight[index] ?? 0) + slope * value;
  });
  gradients.outputBias[0] = (gradients.outputBias[0] ?? 0) + slope;
  spreadEmbeddingSlope(parameters, trace, slope);
  trace.pooledSlope.fill(0);
  convolveBackward(
    secondLayer,
    { input: trace.pooled, weight: parameters.secondWeight, bias: parameters.secondBias, output: trace.second },
    {
      output: trace.secondSlope,
      weight: gradients.secondWeight,
      bias: gradients.secondBias,
      input: trace.pooledSlope,
    },
  );
  trace.firstSlope.fill(0);
  const start = paddingOffset(secondLayer);
  trace.firstOrigin.forEach((origin, index) => {
    trace.firstSlope[origin] = trace.pooledSlope[start + index] ?? 0;
  });
  convolveBackward(
    firstLayer,
    { input: trace.input, weight: parameters.firstWeight, bias: parameters.firstBias, output: trace.first },
    { output: trace.firstSlope, weight: gradients.firstWeight, bias: gradients.firstBias },
  );
}
