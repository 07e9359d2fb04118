import { Tensor } from 'onnxruntime-node';
import type { ImageFrontEnd } from '../../electron/contract/image-front-end.ts';
import type { FrameReduction, ModelDescription } from '../../electron/contract/models.ts';
import { succeed, type Outcome } from '../../electron/contract/outcome.ts';
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
  return succeed(new StagedBackend(opened.value, options));
}

/** Windows through picture, model and head, as far as there are any. */
class StagedBackend implements InferenceBackend {
  readonly description: ModelDescription;
  readonly #model: OpenModel;
  readonly #options: OnnxBackendOptions;
  /** The batch that the graph insists on; null where it is free. */
  #batch: number | null;

  constructor(model: OpenModel, options: OnnxBackendOptions) {
    this.description = model.description;
    this.#model = model;
    this.#options = options;
    this.#batch = fixedBatch(model.description, model.adapter, options.inputName);
  }

  get maximumBatch(): number {
    return this.#batch ?? Number.MAX_SAFE_INTEGER;
  }

  async run(samples: Float32Array, count: number): Promise<Float32Array> {
    try {
      return await this.#runBatches(samples, count);
    } catch (error) {
      if (count === 1 || this.#batch !== null) {
        throw error;
      }
      // Many exports declare any batch and hold a shape for one inside; if that is not it, this says what is wrong.
      const rows = await this.#runBatches(samples, count, 1);
      this.#batch = 1;
      return rows;
    }
  }

  release(): Promise<void> {
    return releaseAll(this.#model.stages);
  }

  async #runBatches(samples: Float32Array, count: number, batch = this.#batch ?? count): Promise<Float32Array> {
    if (count <= batch) {
      return this.#runBatch(samples, batch, count);
    }
    const { windowSamples } = this.#options;
    const parts: Float32Array[] = [];
    for (let first = 0; first < count; first += batch) {
      const some = Math.min(batch, count - first);
      const part = samples.slice(first * windowSamples, (first + some) * windowSamples);
      parts.push(await this.#runBatch(part, batch, some));
    }
    const joined = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
    parts.reduce((position, part) => {
      joined.set(part, position);
      return position + part.length;
    }, 0);
    return joined;
  }

  /** Scores of `count` windows, fed as `rows`. */
  async #runBatch(samples: Float32Array, rows: number, count: number): Promise<Float32Array> {
    const { adapter, stages } = this.#model;
    const { windowSamples, frames, labelCount } = this.#options;
    const shape = adapter.inputShape(rows, windowSamples);
    let tensor: Tensor = new Tensor('float32', fill(samples, rows * windowSamples), shape);
    for (const stage of stages) {
      tensor = await stage.run(tensor);
    }
    const layout = { rows, count, isSingle: adapter.isSingle, frames, labelCount, windowSamples };
    return readScores(tensor.data as Float32Array, tensor.dims, layout);
  }
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
      : (bindingProblem(description, adapter, binding)?.message ?? null);
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
