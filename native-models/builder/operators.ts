import type { GraphBuilder, Wire } from './graph-builder.ts';
import type { OnnxAttribute } from './onnx-model.ts';

const int = (value: number): OnnxAttribute => ({ kind: 'int', value });
const ints = (value: readonly number[]): OnnxAttribute => ({ kind: 'ints', value });

export const add = (graph: GraphBuilder, left: Wire, right: Wire): Wire => graph.node('Add', [left, right]);
export const subtract = (graph: GraphBuilder, left: Wire, right: Wire): Wire => graph.node('Sub', [left, right]);
export const multiply = (graph: GraphBuilder, left: Wire, right: Wire): Wire => graph.node('Mul', [left, right]);
export const divide = (graph: GraphBuilder, left: Wire, right: Wire): Wire => graph.node('Div', [left, right]);
export const maximum = (graph: GraphBuilder, left: Wire, right: Wire): Wire => graph.node('Max', [left, right]);
export const power = (graph: GraphBuilder, base: Wire, exponent: Wire): Wire => graph.node('Pow', [base, exponent]);
export const matMul = (graph: GraphBuilder, left: Wire, right: Wire): Wire => graph.node('MatMul', [left, right]);
export const log = (graph: GraphBuilder, input: Wire): Wire => graph.node('Log', [input]);
export const squareRoot = (graph: GraphBuilder, input: Wire): Wire => graph.node('Sqrt', [input]);
export const relu = (graph: GraphBuilder, input: Wire): Wire => graph.node('Relu', [input]);
export const sigmoid = (graph: GraphBuilder, input: Wire): Wire => graph.node('Sigmoid', [input]);

/** x·sigmoid(x), as EfficientNet-like networks use it. */
export const swish = (graph: GraphBuilder, input: Wire): Wire => multiply(graph, input, sigmoid(graph, input));

/** Mean over all axes after batch and channel: [N, C, …] to [N, C, 1, …]. */
export const globalAveragePool = (graph: GraphBuilder, input: Wire): Wire => graph.node('GlobalAveragePool', [input]);
export const globalMaxPool = (graph: GraphBuilder, input: Wire): Wire => graph.node('GlobalMaxPool', [input]);

/** Reshape; 0 keeps a dimension and one -1 takes what is left. */
export function reshape(graph: GraphBuilder, input: Wire, shape: readonly number[]): Wire {
  return graph.node('Reshape', [input, graph.integers(shape)]);
}

export function transpose(graph: GraphBuilder, input: Wire, order: readonly number[]): Wire {
  return graph.node('Transpose', [input], { perm: ints(order) });
}

export function flatten(graph: GraphBuilder, input: Wire): Wire {
  return graph.node('Flatten', [input], { axis: int(1) });
}

export function concatenate(graph: GraphBuilder, inputs: readonly Wire[], axis: number): Wire {
  return graph.node('Concat', inputs, { axis: int(axis) });
}

/** Mean over `axes`, which stay as dimensions of 1. */
export function reduceMean(graph: GraphBuilder, input: Wire, axes: readonly number[]): Wire {
  return graph.node('ReduceMean', [input], { axes: ints(axes), keepdims: int(1) });
}

export interface ConvolutionOptions {
  /** [out, in / groups, …kernel]. */
  readonly weight: Wire;
  readonly bias?: Wire;
  readonly kernel: readonly number[];
  readonly stride?: readonly number[];
  readonly dilation?: readonly number[];
  /** Zeros before each axis and then after each axis. */
  readonly padding?: readonly number[];
  readonly groups?: number;
}

/** Convolution over one axis ([N, C, T]) or two ([N, C, H, W]), by the length of `kernel`. */
export function convolution(graph: GraphBuilder, input: Wire, options: ConvolutionOptions): Wire {
  const inputs = [input, options.weight, ...(options.bias === undefined ? [] : [options.bias])];
  return graph.node('Conv', inputs, {
    kernel_shape: ints(options.kernel),
    strides: ints(options.stride ?? options.kernel.map(() => 1)),
    dilations: ints(options.dilation ?? options.kernel.map(() => 1)),
    pads: ints(options.padding ?? options.kernel.flatMap(() => [0, 0])),
    group: int(options.groups ?? 1),
  });
}

/** Every channel has its own kernel: the weight is [channels, 1, …kernel]. */
export function depthwiseConvolution(
  graph: GraphBuilder,
  input: Wire,
  channels: number,
  options: Omit<ConvolutionOptions, 'groups'>,
): Wire {
  return convolution(graph, input, { ...options, groups: channels });
}

export function maxPool(graph: GraphBuilder, input: Wire, kernel: readonly number[], stride = kernel): Wire {
  return graph.node('MaxPool', [input], { kernel_shape: ints(kernel), strides: ints(stride) });
}

/** input · weightᵀ + bias, with the weight as [out, in]. */
export function fullyConnected(graph: GraphBuilder, input: Wire, weight: Wire, bias: Wire): Wire {
  return graph.node('Gemm', [input, weight, bias], { transB: int(1) });
}
