import { doubledMelMatrix, fourierKernels, frontEnd } from './front-end.ts';
import type { GraphBuilder, Wire } from './graph-builder.ts';
import { add, convolution, log, matMul, multiply, reduceMean, reshape, subtract } from './operators.ts';

/** Adds the front end: waveform [N, windowSamples] to log-mel features [N, melBands, frames]. */
export function addFrontEnd(graph: GraphBuilder, waveform: Wire): Wire {
  const { windowSamples, frameSamples, hopSamples, binCount, melBands, floor } = frontEnd;
  const channels = 2 * binCount;
  const parts = convolution(graph, reshape(graph, waveform, [-1, 1, windowSamples]), {
    weight: graph.constant(fourierKernels(), [channels, 1, frameSamples]),
    kernel: [frameSamples],
    stride: [hopSamples],
  });
  const power = multiply(graph, parts, parts);
  const mel = matMul(graph, graph.constant(doubledMelMatrix(), [melBands, channels]), power);
  const level = log(graph, add(graph, mel, graph.scalar(floor)));
  return subtract(graph, level, reduceMean(graph, level, [2]));
}
