/**
 * Sizes of a one-dimensional convolution that keeps its length: odd kernel, zeros at both ends. Tensors are laid out
 * time by time, so that one output value is a dot product of two contiguous runs; inputs carry their zeros with them.
 */
export interface ConvolutionShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: number;
  readonly length: number;
}

/** Values of an input with the zeros before and after it. */
export function paddedSize(shape: ConvolutionShape): number {
  return (shape.length + shape.kernel - 1) * shape.inputs;
}

/** Where the first real value of a padded input lies. */
export function paddingOffset(shape: ConvolutionShape): number {
  return ((shape.kernel - 1) / 2) * shape.inputs;
}

export interface ConvolutionTensors {
  /** [length + kernel - 1, inputs], zeros included. */
  readonly input: Float64Array;
  /** [outputs, kernel, inputs] */
  readonly weight: Float64Array;
  readonly bias: Float64Array;
  /** [length, outputs] */
  readonly output: Float64Array;
}

/** Four dot products at once: four independent sums keep the processor's adders busy. */
function fourDots(tensors: ConvolutionTensors, inputStart: number, weightStart: number, span: number): Float64Array {
  const { input, weight } = tensors;
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let index = 0; index < span; index += 1) {
    const value = input[inputStart + index] ?? 0;
    const at = weightStart + index;
    sum0 += value * (weight[at] ?? 0);
    sum1 += value * (weight[at + span] ?? 0);
    sum2 += value * (weight[at + 2 * span] ?? 0);
    sum3 += value * (weight[at + 3 * span] ?? 0);
  }
  dots[0] = sum0;
  dots[1] = sum1;
  dots[2] = sum2;
  dots[3] = sum3;
  return dots;
}

const dots = new Float64Array(4);

/** output = relu(weight ∗ input + bias); the number of outputs is a multiple of four. */
export function convolveForward(shape: ConvolutionShape, tensors: ConvolutionTensors): void {
  const span = shape.kernel * shape.inputs;
  for (let step = 0; step < shape.length; step += 1) {
    for (let channel = 0; channel < shape.outputs; channel += 4) {
      const sums = fourDots(tensors, step * shape.inputs, channel * span, span);
      for (let lane = 0; lane < 4; lane += 1) {
        const value = (sums[lane] ?? 0) + (tensors.bias[channel + lane] ?? 0);
        tensors.output[step * shape.outputs + channel + lane] = Math.max(0, value);
      }
    }
  }
}

/** Gradients that one backward call adds to; `input` is left out for the first layer, where nobody needs it. */
export interface ConvolutionGradients {
  /** Of the rectified output, [length, outputs]; read only. */
  readonly output: Float64Array;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
  readonly input?: Float64Array;
}

/** target += factor · source over `span` values. */
function addScaled(
  target: { readonly values: Float64Array; readonly start: number },
  source: { readonly values: Float64Array; readonly start: number },
  factor: number,
  span: number,
): void {
  const to = target.values;
  const from = source.values;
  for (let index = 0; index < span; index += 1) {
    to[target.start + index] = (to[target.start + index] ?? 0) + factor * (from[source.start + index] ?? 0);
  }
}

/** The backward pass. Values that the rectifier or a pooling switched off are skipped, which is most of them. */
export function convolveBackward(
  shape: ConvolutionShape,
  tensors: ConvolutionTensors,
  gradients: ConvolutionGradients,
): void {
  const span = shape.kernel * shape.inputs;
  for (let step = 0; step < shape.length; step += 1) {
    const window = step * shape.inputs;
    for (let channel = 0; channel < shape.outputs; channel += 1) {
      const at = step * shape.outputs + channel;
      const slope = (tensors.output[at] ?? 0) > 0 ? (gradients.output[at] ?? 0) : 0;
      if (slope === 0) {
        continue;
      }
      const row = channel * span;
      gradients.bias[channel] = (gradients.bias[channel] ?? 0) + slope;
      addScaled({ values: gradients.weight, start: row }, { values: tensors.input, start: window }, slope, span);
      if (gradients.input !== undefined) {
        addScaled({ values: gradients.input, start: window }, { values: tensors.weight, start: row }, slope, span);
      }
    }
  }
}
