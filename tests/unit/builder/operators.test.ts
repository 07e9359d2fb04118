import { describe, expect, it } from 'vitest';
import { GraphBuilder, type Wire } from '../../../native-models/builder/graph-builder.ts';
import { encodeOnnxModel } from '../../../native-models/builder/onnx-model.ts';
import * as operators from '../../../native-models/builder/operators.ts';
import { openSession, runGraph } from './run-graph.ts';

type Build = (graph: GraphBuilder, input: Wire) => Wire;

/** Runs one operator on a small input in onnxruntime. */
async function run(
  build: Build,
  values: number[],
  dims: number[],
): Promise<{ dims: readonly number[]; values: number[] }> {
  const graph = new GraphBuilder('test');
  graph.output(
    'y',
    build(graph, graph.input('x', ['N', ...dims.slice(1)])),
    dims.map((_, axis) => `d${axis}`),
  );
  return runGraph(graph.build(), values, dims);
}

const constant = (graph: GraphBuilder, values: number[], shape: number[]): Wire =>
  graph.constant(Float32Array.from(values), shape);

/** One axis of the result has another rank than the input: the output's declared rank has to follow. */
async function runTo(rank: number, build: Build, values: number[], dims: number[]) {
  const graph = new GraphBuilder('test');
  const shape = Array.from({ length: rank }, (_, axis) => `d${axis}`);
  graph.output('y', build(graph, graph.input('x', ['N', ...dims.slice(1)])), shape);
  return runGraph(graph.build(), values, dims);
}

describe('operators in onnxruntime', () => {
  const input = [1, -2, 3, 4, 5, -6];
  const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 1e4) / 1e4);

  it.each<[string, Build, number[]]>([
    ['add', (g, x) => operators.add(g, x, g.scalar(1)), [2, -1, 4, 5, 6, -5]],
    ['subtract', (g, x) => operators.subtract(g, x, g.scalar(1)), [0, -3, 2, 3, 4, -7]],
    ['multiply', (g, x) => operators.multiply(g, x, x), [1, 4, 9, 16, 25, 36]],
    ['divide', (g, x) => operators.divide(g, x, g.scalar(2)), [0.5, -1, 1.5, 2, 2.5, -3]],
    ['maximum', (g, x) => operators.maximum(g, x, g.scalar(2)), [2, 2, 3, 4, 5, 2]],
    ['power', (g, x) => operators.power(g, x, g.scalar(3)), [1, -8, 27, 64, 125, -216]],
    ['relu', (g, x) => operators.relu(g, x), [1, 0, 3, 4, 5, 0]],
    ['sigmoid', (g, x) => operators.sigmoid(g, x), [0.7311, 0.1192, 0.9526, 0.982, 0.9933, 0.0025]],
    ['swish', (g, x) => operators.swish(g, x), [0.7311, -0.2384, 2.8577, 3.9281, 4.9665, -0.0148]],
    ['squareRoot', (g, x) => operators.squareRoot(g, operators.multiply(g, x, x)), [1, 2, 3, 4, 5, 6]],
    ['log', (g, x) => operators.log(g, operators.multiply(g, x, x)), [0, 1.3863, 2.1972, 2.7726, 3.2189, 3.5835]],
  ])('%s', async (_, build, expected) => {
    const y = await run(build, input, [2, 3]);
    expect(y.dims).toEqual([2, 3]);
    expect(rounded(y.values)).toEqual(expected);
  });

  it('matMul, fullyConnected, transpose, reshape, flatten, concatenate', async () => {
    const matrix = (g: GraphBuilder) => constant(g, [1, 0, 0, 1, 1, 1], [3, 2]);
    expect((await run((g, x) => operators.matMul(g, x, matrix(g)), input, [2, 3])).values).toEqual([4, 1, -2, -1]);
    const dense: Build = (g, x) =>
      operators.fullyConnected(g, x, constant(g, [1, 0, 0, 0, 1, 0], [2, 3]), constant(g, [10, 20], [2]));
    expect((await run(dense, input, [2, 3])).values).toEqual([11, 18, 14, 25]);
    const turned = await run((g, x) => operators.transpose(g, x, [1, 0]), input, [2, 3]);
    expect(turned).toEqual({ dims: [3, 2], values: [1, 4, -2, 5, 3, -6] });
    expect((await runTo(3, (g, x) => operators.reshape(g, x, [0, 3, 1]), input, [2, 3])).dims).toEqual([2, 3, 1]);
    expect((await runTo(2, operators.flatten, input, [1, 2, 3])).dims).toEqual([1, 6]);
    const twice = await run((g, x) => operators.concatenate(g, [x, x], 1), input, [2, 3]);
    expect(twice.values).toEqual([1, -2, 3, 1, -2, 3, 4, 5, -6, 4, 5, -6]);
  });

  it('pools and means', async () => {
    const dims = [1, 2, 3];
    expect((await run(operators.globalAveragePool, input, dims)).values.map((v) => Math.round(v * 3))).toEqual([2, 3]);
    expect((await run(operators.globalMaxPool, input, dims)).values).toEqual([3, 5]);
    const mean = await run((g, x) => operators.reduceMean(g, x, [1]), input, dims);
    expect(mean).toEqual({ dims: [1, 1, 3], values: [2.5, 1.5, -1.5] });
    expect((await run((g, x) => operators.maxPool(g, x, [2]), input, dims)).values).toEqual([1, 5]);
  });

  it('convolution over one axis with stride, padding and bias', async () => {
    const build: Build = (g, x) =>
      operators.convolution(g, x, {
        weight: constant(g, [1, 2, 3], [1, 1, 3]),
        bias: constant(g, [100], [1]),
        kernel: [3],
        stride: [2],
        padding: [1, 1],
      });
    expect((await run(build, [1, 2, 3, 4, 5], [1, 1, 5])).values).toEqual([108, 120, 114]);
  });

  it('depthwise convolution over two axes with dilation keeps channels apart', async () => {
    const build: Build = (g, x) =>
      operators.depthwiseConvolution(g, x, 2, {
        weight: constant(g, [1, 0, 0, 1, 1, 1, 1, 1], [2, 1, 2, 2]),
        kernel: [2, 2],
        dilation: [2, 2],
      });
    const image = Array.from({ length: 18 }, (_, index) => index);
    const y = await run(build, image, [1, 2, 3, 3]);
    expect(y).toEqual({ dims: [1, 2, 1, 1], values: [8, 9 + 11 + 15 + 17] });
  });
});

describe('encodeOnnxModel', () => {
  const graph = new GraphBuilder('named');
  graph.output('y', operators.relu(graph, graph.input('x', ['N', 3])), ['N', 3]);

  it('tells names and free dimensions to the runtime', async () => {
    const session = await openSession(encodeOnnxModel(graph.build(), { metadata: { licence: 'MIT' } }));
    expect(session.inputNames).toEqual(['x']);
    expect(session.outputNames).toEqual(['y']);
    expect(session.inputMetadata[0]).toMatchObject({ type: 'float32', shape: ['N', 3] });
    await session.release();
  });

  it('gives the same bytes for the same graph', () => {
    expect(encodeOnnxModel(graph.build())).toEqual(encodeOnnxModel(graph.build()));
  });

  it('refuses a tensor whose shape and values differ', () => {
    const wrong = new GraphBuilder('wrong');
    wrong.constant(Float32Array.of(1, 2, 3), [2, 2]);
    expect(() => encodeOnnxModel(wrong.build())).toThrow('cannot hold 3 values');
  });
});
