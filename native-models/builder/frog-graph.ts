import { addFrontEnd } from './front-end-graph.ts';
import { frontEnd } from './front-end.ts';
import { embeddingSize, firstLayer, secondLayer, viewParameters } from './frog-network.ts';
import type { ConvolutionShape } from './convolution-layer.ts';
import { GraphBuilder, type Wire } from './graph-builder.ts';
import type { OnnxGraph } from './onnx-model.ts';
import {
  concatenate,
  convolution,
  flatten,
  fullyConnected,
  globalAveragePool,
  globalMaxPool,
  maxPool,
  relu,
} from './operators.ts';

interface TrainedLayer {
  readonly shape: ConvolutionShape;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/** [outputs, kernel, inputs] of training to [outputs, inputs, kernel] of ONNX. */
function onnxWeight(layer: TrainedLayer): Float32Array {
  const { inputs, kernel } = layer.shape;
  const ordered = new Float32Array(layer.weight.length);
  layer.weight.forEach((value, index) => {
    const output = Math.floor(index / (kernel * inputs));
    const tap = Math.floor(index / inputs) % kernel;
    ordered[(output * inputs + (index % inputs)) * kernel + tap] = value;
  });
  return ordered;
}

function addLayer(graph: GraphBuilder, input: Wire, layer: TrainedLayer): Wire {
  const { inputs, outputs, kernel } = layer.shape;
  const before = (kernel - 1) / 2;
  const convolved = convolution(graph, input, {
    weight: graph.constant(onnxWeight(layer), [outputs, inputs, kernel]),
    bias: graph.constant(Float32Array.from(layer.bias), [outputs]),
    kernel: [kernel],
    padding: [before, before],
  });
  return relu(graph, convolved);
}

/** The whole bundled model: `waveform` [N, 36000] to `logits` [N, 1] and `embeddings` [N, 64]. */
export function buildFrogGraph(parameters: Float64Array): OnnxGraph {
  const { firstWeight, firstBias, secondWeight, secondBias, outputWeight, outputBias } = viewParameters(parameters);
  const graph = new GraphBuilder('earmark-sample-frog');
  const features = addFrontEnd(graph, graph.input('waveform', ['N', frontEnd.windowSamples]));
  const first = addLayer(graph, features, { shape: firstLayer, weight: firstWeight, bias: firstBias });
  const second = addLayer(graph, maxPool(graph, first, [2]), {
    shape: secondLayer,
    weight: secondWeight,
    bias: secondBias,
  });
  const pooled = concatenate(graph, [globalMaxPool(graph, second), globalAveragePool(graph, second)], 1);
  const embeddings = flatten(graph, pooled);
  const weight = graph.constant(Float32Array.from(outputWeight), [1, embeddingSize]);
  const logits = fullyConnected(graph, embeddings, weight, graph.constant(Float32Array.from(outputBias), [1]));
  graph.output('logits', logits, ['N', 1]);
  graph.output('embeddings', embeddings, ['N', embeddingSize]);
  return graph.build();
}
