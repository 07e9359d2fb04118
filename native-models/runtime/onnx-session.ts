import { InferenceSession } from 'onnxruntime-node';
import type { ModelDescription, TensorDescription } from '../../electron/contract/models.ts';
import type { Outcome } from '../../electron/contract/outcome.ts';
import { loadProblem } from './load-problem.ts';

// Field recordings are nobody else's business: the runtime's own telemetry is off before its first session.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

/** A loaded ONNX graph, as far as anyone here uses it. */
export type ModelSession = Pick<InferenceSession, 'run' | 'inputMetadata' | 'outputMetadata' | 'release'>;

/** How a model's file is loaded: anew each time, or from those that are kept. */
export type OpenSession = (path: string, threads: number) => Promise<Outcome<ModelSession>>;

/** Loads an ONNX file, or a graph from memory, on so many threads. Errors: `model-unreadable`. */
export async function openSession(model: string | Uint8Array, threads: number): Promise<Outcome<ModelSession>> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  };
  try {
    const session =
      typeof model === 'string'
        ? await InferenceSession.create(model, options)
        : await InferenceSession.create(model, options);
    return { ok: true, value: session };
  } catch (error) {
    const detail = String(error);
    const message =
      typeof model === 'string'
        ? await loadProblem(model, detail)
        : 'The picture cannot be computed with these settings. Check its numbers in the manifest.';
    return { ok: false, fault: { code: 'model-unreadable', message, detail } };
  }
}

export function describeSession(session: ModelSession): ModelDescription {
  return { inputs: session.inputMetadata.map(describeTensor), outputs: session.outputMetadata.map(describeTensor) };
}

function describeTensor(metadata: InferenceSession.ValueMetadata): TensorDescription {
  if (!metadata.isTensor) {
    return { name: metadata.name, type: 'not a tensor', shape: [] };
  }
  const shape = metadata.shape.map((size) => (typeof size === 'number' && size > 0 ? size : -1));
  return { name: metadata.name, type: metadata.type, shape };
}
