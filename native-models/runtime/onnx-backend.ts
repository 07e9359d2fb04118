import { Tensor } from 'onnxruntime-node';
import type { ImageFrontEnd } from '../../electron/contract/image-front-end.ts';
import type { FrameReduction, ModelDescription } from '../../electron/contract/models.ts';
import type { Outcome } from '../../electron/contract/outcome.ts';
import { findModelAdapter } from '../adapters/index.ts';
import type { ModelAdapter } from '../adapters/model-adapter.ts';
import { bindingProblem } from '../adapters/binding-problem.ts';
import type { InferenceBackend } from './inference-backend.ts';
import { openHeadStage, openImageStage, sessionStage, type HeadOptions, type Stage } from './model-stages.ts';
import { describeSession, openSession, type OpenSession } from './onnx-session.ts';
import { readScores } from './read-scores.ts';

export interface OnnxBackendOptions {
  readonly modelPath: string;
  readonly family: string;
  readonly inputName: string;
  readonly scoresName: string;
  readonly windowSamples: number;
  readonly inferenceThreads: number;
  readonly sampleRate?: number | undefined;
  readonly labelCount?: number | undefined;
  readonly image?: ImageFrontEnd | undefined;
  /** With a head, `embeddingsName` feeds it and its output is the score. */
  readonly head?: HeadOptions | undefined;
  readonly embeddingsName?: string | undefined;
  readonly frames?: FrameReduction | undefined;
}

interface OpenModel {
  readonly description: ModelDescription;
  readonly adapter: ModelAdapter;
  readonly stages: readonly Stage[];
}

/**
 * Loads an ONNX file, with the picture front end before it and the head behind it where the manifest asks for them,
 * and binds inputs and outputs by name. `open` loads the two files. Errors: `model-unreadable`, `model-unsupported`.
 */
export async function createOnnxBackend(
  options: OnnxBackendOptions,
  open: OpenSession = openSession,
): Promise<Outcome<InferenceBackend>> {
  const opened = await openModel(options, open);
  if (!opened.ok) {
    return opened;
  }
  const { description, adapter, stages } = opened.value;
  const batch = fixedBatch(description, adapter, options.inputName);
  return {
    ok: true,
    value: {
      description,
      maximumBatch: batch ?? Number.MAX_SAFE_INTEGER,
      run: async (samples, count) => {
        const rows = batch ?? count;
        const shape = adapter.inputShape(rows, options.windowSamples);
        let tensor: Tensor = new Tensor('float32', fill(samples, rows * options.windowSamples), shape);
        for (const stage of stages) {
          tensor = await stage.run(tensor);
        }
        const { frames, labelCount } = options;
        const layout = { rows, count, isSingle: adapter.isSingle, frames, labelCount };
        return readScores(tensor.data as Float32Array, tensor.dims, layout);
      },
      release: () => releaseAll(stages),
    },
  };
}

async function openModel(options: OnnxBackendOptions, open: OpenSession): Promise<Outcome<OpenModel>> {
  const opened = await open(options.modelPath, options.inferenceThreads);
  if (!opened.ok) {
    return opened;
  }
  const description = describeSession(opened.value);
  const adapter = findModelAdapter(options.family);
  const outputName = fetchedOutput(options);
  // Only pictures depend on the rate; without one the window's length is as good as any.
  const binding = { ...options, outputName, sampleRate: options.sampleRate ?? options.windowSamples };
  const problem =
    adapter === undefined
      ? `its family "${options.family}" is not known`
      : bindingProblem(description, adapter, binding);
  if (adapter === undefined || problem !== null) {
    await opened.value.release();
    const message = `This model does not fit its manifest: ${problem ?? ''}. Correct the manifest and add the model again.`;
    return { ok: false, fault: { code: 'model-unsupported', message } };
  }
  const model = sessionStage(opened.value, options.inputName, outputName);
  const stages = await openStages(model, adapter, { ...binding, open });
  return stages.ok ? { ok: true, value: { description, adapter, stages: stages.value } } : stages;
}

function fetchedOutput({ head, embeddingsName, scoresName }: OnnxBackendOptions): string {
  return head === undefined ? scoresName : (embeddingsName ?? scoresName);
}

/** Picture, model, head: those that the manifest asks for. What was opened is released where a later one fails. */
async function openStages(
  model: Stage,
  adapter: ModelAdapter,
  options: OnnxBackendOptions & { readonly sampleRate: number; readonly open: OpenSession },
): Promise<Outcome<Stage[]>> {
  const { image, head, sampleRate, windowSamples, inferenceThreads: threads } = options;
  const stages = [model];
  if (adapter.takes === 'image' && image !== undefined) {
    const front = await openImageStage({ image, sampleRate, windowSamples, threads });
    if (!front.ok) {
      await releaseAll(stages);
      return front;
    }
    stages.unshift(front.value);
  }
  if (head !== undefined) {
    const back = await openHeadStage(head, threads, options.open);
    if (!back.ok) {
      await releaseAll(stages);
      return back;
    }
    stages.push(back.value);
  }
  return { ok: true, value: stages };
}

async function releaseAll(stages: readonly Stage[]): Promise<void> {
  for (const stage of stages) {
    await stage.release();
  }
}

/** Windows as many as a fixed batch wants; the missing ones are silence and their scores are thrown away. */
function fill(samples: Float32Array, length: number): Float32Array {
  if (samples.length >= length) {
    return samples;
  }
  const filled = new Float32Array(length);
  filled.set(samples);
  return filled;
}

/** The batch that the graph insists on; null where it is free. */
function fixedBatch(description: ModelDescription, adapter: ModelAdapter, inputName: string): number | null {
  const size = description.inputs.find((input) => input.name === inputName)?.shape[0] ?? -1;
  if (adapter.isSingle) {
    return 1;
  }
  return size > 0 ? size : null;
}
