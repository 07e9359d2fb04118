import { GraphBuilder, type Wire } from '../../../native-models/builder/graph-builder.ts';
import {
  add,
  convolution,
  depthwiseConvolution,
  flatten,
  fullyConnected,
  globalAveragePool,
  matMul,
  multiply,
  sigmoid,
  swish,
} from '../../../native-models/builder/operators.ts';
import { seededRandom } from '../../support/random.ts';

/** A tensor [N, channels, height, width] in the graph. */
export interface FeatureMap {
  readonly wire: Wire;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

export interface LayerOptions {
  readonly channels: number;
  readonly kernel: number;
  readonly stride?: number;
}

/** Layers with random weights of a fixed seed, which count what they cost. */
export class RandomLayers {
  readonly graph: GraphBuilder;
  readonly #random = seededRandom(20_261_122);
  #multiplyAdds = 0;

  constructor(name: string) {
    this.graph = new GraphBuilder(name);
  }

  /** Floating-point operations for one window: two for each multiplication with its addition, of convolutions and matrices. */
  get operations(): number {
    return 2 * this.#multiplyAdds;
  }

  count(multiplyAdds: number): void {
    this.#multiplyAdds += multiplyAdds;
  }

  /** Uniform with the variance gain² / inputs (He et al. 2015), so that signals neither die out nor overflow. */
  #weight(shape: readonly number[], inputs: number, gain = Math.SQRT2): Wire {
    const limit = gain * Math.sqrt(3 / inputs);
    const size = shape.reduce((product, length) => product * length, 1);
    return this.graph.constant(
      Float32Array.from({ length: size }, () => limit * (2 * this.#random() - 1)),
      shape,
    );
  }

  #bias(channels: number): Wire {
    return this.graph.constant(
      Float32Array.from({ length: channels }, () => 0.1 * (2 * this.#random() - 1)),
      [channels],
    );
  }

  /** Convolution with zeros around, so that only the stride makes the map smaller. */
  convolve(input: FeatureMap, { channels, kernel, stride = 1 }: LayerOptions): FeatureMap {
    const inputs = input.channels * kernel * kernel;
    const output = resized(input, channels, stride);
    this.count(inputs * channels * output.height * output.width);
    const weight = this.#weight([channels, input.channels, kernel, kernel], inputs);
    return { ...output, wire: convolution(this.graph, input.wire, this.#options(weight, channels, kernel, stride)) };
  }

  convolveDepthwise(input: FeatureMap, kernel: number, stride: number): FeatureMap {
    const { channels } = input;
    const output = resized(input, channels, stride);
    this.count(kernel * kernel * channels * output.height * output.width);
    const weight = this.#weight([channels, 1, kernel, kernel], kernel * kernel);
    const options = this.#options(weight, channels, kernel, stride);
    return { ...output, wire: depthwiseConvolution(this.graph, input.wire, channels, options) };
  }

  #options(weight: Wire, channels: number, kernel: number, stride: number) {
    const before = (kernel - 1) / 2;
    return {
      weight,
      bias: this.#bias(channels),
      kernel: [kernel, kernel],
      stride: [stride, stride],
      padding: [before, before, before, before],
    };
  }

  swish(input: FeatureMap): FeatureMap {
    return { ...input, wire: swish(this.graph, input.wire) };
  }

  add(left: FeatureMap, right: FeatureMap): FeatureMap {
    return { ...left, wire: add(this.graph, left.wire, right.wire) };
  }

  /** Squeeze and excite: each channel is weighted by what the whole map says (Hu et al. 2018). */
  exciteChannels(input: FeatureMap, squeezedTo: number): FeatureMap {
    const pooled = { ...input, height: 1, width: 1, wire: globalAveragePool(this.graph, input.wire) };
    const squeezed = this.swish(this.convolve(pooled, { channels: squeezedTo, kernel: 1 }));
    const gate = sigmoid(this.graph, this.convolve(squeezed, { channels: input.channels, kernel: 1 }).wire);
    return { ...input, wire: multiply(this.graph, input.wire, gate) };
  }

  /** Mean over the map: [N, channels]. */
  pool(input: FeatureMap): Wire {
    return flatten(this.graph, globalAveragePool(this.graph, input.wire));
  }

  connect(input: Wire, inputs: number, outputs: number): Wire {
    this.count(inputs * outputs);
    return fullyConnected(this.graph, input, this.#weight([outputs, inputs], inputs, 1), this.#bias(outputs));
  }

  /** matrix [rows, columns] · input [N, columns, width]. */
  project(matrix: Float32Array, rows: number, input: { readonly wire: Wire; readonly width: number }): Wire {
    this.count(matrix.length * input.width);
    return matMul(this.graph, this.graph.constant(matrix, [rows, matrix.length / rows]), input.wire);
  }
}

function resized(input: FeatureMap, channels: number, stride: number): FeatureMap {
  return { ...input, channels, height: Math.ceil(input.height / stride), width: Math.ceil(input.width / stride) };
}
