import { GraphBuilder, type Wire } from '../../native-models/builder/graph-builder.ts';
import { encodeOnnxModel, type ElementType, type OnnxModelOptions } from '../../native-models/builder/onnx-model.ts';
import { add, multiply, reshape } from '../../native-models/builder/operators.ts';
import { ProtobufMessage } from '../../native-models/builder/protobuf.ts';

/** As declared in the file; a word is a free dimension. */
export type DeclaredShape = readonly (number | string)[];

interface OddInput {
  readonly name?: string;
  readonly shape: DeclaredShape;
  readonly type?: ElementType;
}

interface OddOutput {
  readonly name?: string;
  readonly shape: DeclaredShape;
  readonly type?: ElementType;
  /** Numbers a window. */
  readonly width?: number;
  /** What it is really brought to, where that is not what `shape` says. */
  readonly really?: readonly number[];
}

export interface OddModel {
  readonly input?: OddInput;
  /** The samples are brought to [windows, numbers] by this; [0, -1], which keeps the first dimension, where absent. */
  readonly rows?: readonly number[];
  readonly outputs?: readonly OddOutput[];
  readonly otherInputs?: readonly { readonly name: string; readonly shape: DeclaredShape }[];
  readonly options?: OnnxModelOptions;
  /** An operator in front of everything else. */
  readonly operator?: string;
}

/** A real graph of odd shape whose first number follows the loudness, 100 · mean(x²) − 1, all others being −1. */
export function oddModel(model: OddModel): Uint8Array {
  const { input = { shape: ['N', 48_000] }, rows = [0, -1], outputs = [{ shape: ['N', 2] }] } = model;
  const graph = new GraphBuilder('odd');
  const given = graph.input(input.name ?? 'x', input.shape, input.type);
  const others = (model.otherInputs ?? []).map(({ name, shape }) => graph.input(name, shape));
  const samples = graph.cast(given, 'float32');
  const flat = reshape(graph, model.operator === undefined ? samples : graph.node(model.operator, [samples]), rows);
  const mean = graph.node('ReduceMean', [multiply(graph, flat, flat)], {
    axes: { kind: 'ints', value: [1] },
    keepdims: { kind: 'int', value: 1 },
  });
  const loudness = others.reduce((sum, each) => add(graph, sum, each), mean);
  outputs.forEach((output) => addOutput(graph, loudness, output));
  return encodeOnnxModel(graph.build(), model.options);
}

function addOutput(graph: GraphBuilder, loudness: Wire, output: OddOutput): void {
  const { width = 2, name = 'logits', shape, type = 'float32' } = output;
  const weights = Float32Array.from({ length: width }, (_, index) => (index === 0 ? 100 : 0));
  const weighted = graph.node('MatMul', [loudness, graph.constant(weights, [1, width])]);
  const logits = add(graph, weighted, graph.constant(new Float32Array(width).fill(-1), [1, width]));
  const really = output.really ?? shape.map((size) => (typeof size === 'number' ? size : -1));
  graph.output(name, graph.cast(reshape(graph, logits, really), type), shape, type);
}

interface WrittenValue {
  readonly name: string;
  readonly shape: readonly number[];
}

function valueMessage({ name, shape }: WrittenValue, isSequence = false): ProtobufMessage {
  const dimensions = new ProtobufMessage();
  shape.forEach((size) => dimensions.message(1, new ProtobufMessage().integer(1, size)));
  const tensor = new ProtobufMessage().message(1, new ProtobufMessage().integer(1, 1).message(2, dimensions));
  const type = isSequence ? new ProtobufMessage().message(4, new ProtobufMessage().message(1, tensor)) : tensor;
  return new ProtobufMessage().string(1, name).message(2, type);
}

function modelMessage(graph: ProtobufMessage, irVersion: number): Uint8Array {
  const operators = new ProtobufMessage().string(1, '').integer(2, 8 + irVersion - 3);
  return new ProtobufMessage().integer(1, irVersion).message(7, graph).message(8, operators).finish();
}

const inputValue = { name: 'x', shape: [1, 48_000] };
const outputValue = { name: 'logits', shape: [1, 2] };
const weightsValue = { name: 'weights', shape: [48_000, 2] };

/** x · weights: [1, 48000] to [1, 2]. */
function product(): ProtobufMessage {
  return new ProtobufMessage().string(1, 'x').string(1, 'weights').string(2, 'logits').string(4, 'MatMul');
}

/** A model whose weights lie in a second file beside it, as exports of more than 2 GB have them. */
export function modelWithExternalWeights(location: string): Uint8Array {
  const place = new ProtobufMessage().string(1, 'location').string(2, location);
  const weights = new ProtobufMessage().integer(1, 48_000).integer(1, 2).integer(2, 1).string(8, 'weights');
  const graph = new ProtobufMessage()
    .message(1, product())
    .string(2, 'external')
    .message(5, weights.message(13, place).integer(14, 1))
    .message(11, valueMessage(inputValue))
    .message(12, valueMessage(outputValue));
  return modelMessage(graph, 8);
}

/** As old exporters wrote it: the weights are listed among the inputs, too. Both numbers are the sum of the samples. */
export function modelWithWeightsAmongInputs(): Uint8Array {
  const ones = new Uint8Array(new Float32Array(2 * 48_000).fill(1).buffer);
  const weights = new ProtobufMessage().integer(1, 48_000).integer(1, 2).integer(2, 1).string(8, 'weights');
  const graph = new ProtobufMessage()
    .message(1, product())
    .string(2, 'old')
    .message(5, weights.bytes(9, ones))
    .message(11, valueMessage(inputValue))
    .message(11, valueMessage(weightsValue))
    .message(12, valueMessage(outputValue));
  return modelMessage(graph, 3);
}

/** A model that answers with a list of tensors, as converters of scikit-learn like to. */
export function modelWithSequence(): Uint8Array {
  const node = new ProtobufMessage().string(1, 'x').string(2, 'list').string(4, 'SequenceConstruct');
  const graph = new ProtobufMessage()
    .message(1, node)
    .string(2, 'sequence')
    .message(11, valueMessage(inputValue))
    .message(12, valueMessage({ name: 'list', shape: [1, 48_000] }, true));
  return modelMessage(graph, 8);
}
