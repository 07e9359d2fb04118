import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelDescription, TensorDescription } from '../../electron/contract/models.ts';
import type { Outcome } from '../../electron/contract/outcome.ts';
import { findModelAdapter } from '../adapters/index.ts';
import type { InferenceBackend } from './inference-backend.ts';

export interface OnnxBackendOptions {
  readonly modelPath: string;
  readonly family: string;
  readonly inputName: string;
  readonly scoresName: string;
  readonly windowSamples: number;
  readonly inferenceThreads: number;
}

/** Loads an ONNX file and binds its inputs and outputs by name. Errors: `model-unreadable`, `model-unsupported`. */
export async function createOnnxBackend(options: OnnxBackendOptions): Promise<Outcome<InferenceBackend>> {
  const opened = await openSession(options.modelPath, options.inferenceThreads);
  if (!opened.ok) {
    return opened;
  }
  const session = opened.value;
  const description = describeSession(session);
  const adapter = findModelAdapter(options.family);
  const problem =
    adapter === undefined ? `its family "${options.family}" is not known` : bindingProblem(description, options);
  if (adapter === undefined || problem !== null) {
    await session.release();
    return refuse(
      `This model does not fit its manifest: ${problem ?? ''}. Correct the manifest and add the model again.`,
    );
  }
  return {
    ok: true,
    value: {
      description,
      maximumBatch: fixedBatch(description, options.inputName),
      run: async (samples, count) => {
        const input = new Tensor('float32', samples, adapter.inputShape(count, options.windowSamples));
        const results = await session.run({ [options.inputName]: input }, [options.scoresName]);
        const scores = results[options.scoresName];
        if (!(scores?.data instanceof Float32Array)) {
          throw new TypeError(`Output ${options.scoresName} is not float32`);
        }
        return scores.data;
      },
      release: () => session.release(),
    },
  };
}

/** Inputs and outputs of an ONNX file. Errors: `model-unreadable`. */
export async function describeOnnxModel(modelPath: string): Promise<Outcome<ModelDescription>> {
  const opened = await openSession(modelPath, 1);
  if (!opened.ok) {
    return opened;
  }
  const description = describeSession(opened.value);
  await opened.value.release();
  return { ok: true, value: description };
}

async function openSession(modelPath: string, threads: number): Promise<Outcome<InferenceSession>> {
  try {
    const session = await InferenceSession.create(modelPath, {
      executionProviders: ['cpu'],
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    return { ok: true, value: session };
  } catch (error) {
    return {
      ok: false,
      fault: {
        code: 'model-unreadable',
        message: `${modelPath} cannot be loaded as an ONNX model. Check that the file is whole and was exported as ONNX.`,
        detail: String(error),
      },
    };
  }
}

function describeSession(session: InferenceSession): ModelDescription {
  return { inputs: session.inputMetadata.map(describeTensor), outputs: session.outputMetadata.map(describeTensor) };
}

function describeTensor(metadata: InferenceSession.ValueMetadata): TensorDescription {
  if (!metadata.isTensor) {
    return { name: metadata.name, type: 'not a tensor', shape: [] };
  }
  const shape = metadata.shape.map((size) => (typeof size === 'number' && size > 0 ? size : -1));
  return { name: metadata.name, type: metadata.type, shape };
}

function bindingProblem(description: ModelDescription, options: OnnxBackendOptions): string | null {
  const others = description.inputs.filter((input) => input.name !== options.inputName);
  if (others.length === description.inputs.length) {
    return `it has no input "${options.inputName}" (it has ${nameList(description.inputs)})`;
  }
  if (others.length > 0) {
    return `it needs further inputs (${nameList(others)}), which Earmark cannot provide`;
  }
  if (!description.outputs.some((output) => output.name === options.scoresName)) {
    return `it has no output "${options.scoresName}" (it has ${nameList(description.outputs)})`;
  }
  return null;
}

function nameList(tensors: readonly TensorDescription[]): string {
  return tensors.map((tensor) => `"${tensor.name}"`).join(', ');
}

function fixedBatch(description: ModelDescription, inputName: string): number {
  const size = description.inputs.find((input) => input.name === inputName)?.shape[0] ?? -1;
  return size > 0 ? size : Number.MAX_SAFE_INTEGER;
}

function refuse(message: string): {
  readonly ok: false;
  readonly fault: { code: 'model-unsupported'; message: string };
} {
  return { ok: false, fault: { code: 'model-unsupported', message } };
}
