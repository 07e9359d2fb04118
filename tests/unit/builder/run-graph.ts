import { InferenceSession, Tensor } from 'onnxruntime-node';
import { encodeOnnxModel, type OnnxGraph } from '../../../native-models/builder/onnx-model.ts';

export interface NumericTensor {
  readonly dims: readonly number[];
  readonly values: number[];
}

/** Opens a model on one thread, from bytes or from a file. */
export function openSession(model: Uint8Array | string): Promise<InferenceSession> {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  return typeof model === 'string' ? InferenceSession.create(model, options) : InferenceSession.create(model, options);
}

/** Runs a session on one float32 input. */
export async function runSession(
  session: InferenceSession,
  values: Float32Array | number[],
  dims: readonly number[],
): Promise<Record<string, NumericTensor>> {
  const name = session.inputNames[0] ?? '';
  const results = await session.run({ [name]: new Tensor('float32', Float32Array.from(values), [...dims]) });
  return Object.fromEntries(
    Object.entries(results).map(([output, tensor]) => [
      output,
      { dims: tensor.dims, values: Array.from(tensor.data as Float32Array) },
    ]),
  );
}

/** Writes the graph as a file would be written and runs it once; the answer is its output `y`. */
export async function runGraph(
  graph: OnnxGraph,
  values: Float32Array | number[],
  dims: readonly number[],
): Promise<NumericTensor> {
  const session = await openSession(encodeOnnxModel(graph));
  const { y } = await runSession(session, values, dims);
  await session.release();
  if (y === undefined) {
    throw new Error('The graph has no output named y.');
  }
  return y;
}
