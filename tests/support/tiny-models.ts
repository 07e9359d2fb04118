import { GraphBuilder, type Wire } from '../../native-models/builder/graph-builder.ts';
import { encodeOnnxModel } from '../../native-models/builder/onnx-model.ts';
import { add, multiply, reshape, sigmoid } from '../../native-models/builder/operators.ts';

export interface TinyOutput {
  readonly name: string;
  readonly width: number;
  /** Dimensions after the batch; [width] where absent. More numbers than `width` repeat it, frame after frame. */
  readonly shape?: readonly number[];
  readonly ending?: 'logits' | 'sigmoid' | 'softmax' | 'nan' | 'constant';
  /** Added to every logit but the first, which follows the loudness. */
  readonly bias?: number;
}

export interface TinyModel {
  readonly input: string;
  /** As declared; a word is a free dimension. Without a batch where it is [samples]. */
  readonly inputShape: readonly (number | string)[];
  readonly outputs: readonly TinyOutput[];
  /** Declared besides and used, as a recurrent state would be. */
  readonly extraInputs?: readonly string[];
}

/** Each logit is this many times the mean square of the window, and the first one more. */
const gain = 100;

/**
 * An ONNX model of any shape whose first label follows the loudness of the window: logit = 100 · mean(x²) − 1,
 * the others −1 (or their bias). Real graphs for the runtime, a few hundred bytes each.
 */
export function tinyModel({ input, inputShape, outputs, extraInputs = [] }: TinyModel): Uint8Array {
  const graph = new GraphBuilder('tiny');
  const isSingle = inputShape.length === 1;
  const samples = graph.input(input, inputShape);
  const extras = extraInputs.map((name) => graph.input(name, [1]));
  const square = multiply(graph, samples, samples);
  const flat = isSingle ? reshape(graph, square, [1, -1]) : graph.node('Flatten', [square], { axis: int(1) });
  const mean = graph.node('ReduceMean', [flat], { axes: { kind: 'ints', value: [1] }, keepdims: int(1) });
  const loudness = extras.reduce((sum, extra) => add(graph, sum, extra), mean);
  for (const output of outputs) {
    const rest = output.shape ?? [output.width];
    const scores = ended(graph, logits(graph, loudness, output), output.ending ?? 'logits');
    const repeated = rest.reduce((product, size) => product * size, 1) / output.width;
    const frames = Array.from({ length: repeated }, () => scores);
    const all = frames.length === 1 ? scores : graph.node('Concat', frames, { axis: int(1) });
    graph.output(
      output.name,
      reshape(graph, all, isSingle ? [...rest] : [-1, ...rest]),
      isSingle ? rest : ['N', ...rest],
    );
  }
  return encodeOnnxModel(graph.build());
}

const int = (value: number) => ({ kind: 'int', value }) as const;

function logits(graph: GraphBuilder, loudness: Wire, { width, bias = -1 }: TinyOutput): Wire {
  const weights = graph.constant(
    Float32Array.from({ length: width }, (_, index) => (index === 0 ? gain : 0)),
    [1, width],
  );
  const biases = graph.constant(
    Float32Array.from({ length: width }, (_, index) => (index === 0 ? -1 : bias)),
    [1, width],
  );
  return add(graph, graph.node('MatMul', [loudness, weights]), biases);
}

function ended(graph: GraphBuilder, input: Wire, ending: NonNullable<TinyOutput['ending']>): Wire {
  switch (ending) {
    case 'logits':
      return input;
    case 'sigmoid':
      return sigmoid(graph, input);
    case 'softmax':
      return graph.node('Softmax', [input], { axis: int(1) });
    case 'nan':
      return graph.node('Log', [graph.node('Neg', [multiply(graph, input, input)])]);
    case 'constant':
      return add(graph, multiply(graph, input, graph.scalar(0)), graph.scalar(0.5));
  }
}

/** A window of a constant level: its mean square is `level` squared. */
export function level(samples: number, value: number): Float32Array {
  return new Float32Array(samples).fill(value);
}
