import { Tensor } from 'onnxruntime-node';
import type { ImageFrontEnd } from '../../electron/contract/image-front-end.ts';
import type { Outcome } from '../../electron/contract/outcome.ts';
import { imageGraph, imageInput, imageOutput } from '../builder/image/image-graph.ts';
import { encodeOnnxModel } from '../builder/onnx-model.ts';
import { describeSession, openSession, type ModelSession, type OpenSession } from './onnx-session.ts';
import { ScoreShapeError } from './read-scores.ts';

/** One graph of a chain: a tensor in, a tensor out. */
export interface Stage {
  run(input: Tensor): Promise<Tensor>;
  release(): Promise<void>;
}

export function sessionStage(session: ModelSession, inputName: string, outputName: string): Stage {
  return {
    run: async (input) => {
      const results = await session.run({ [inputName]: input }, [outputName]);
      const output = results[outputName];
      if (!(output?.data instanceof Float32Array)) {
        throw new ScoreShapeError(`The output ${outputName} is not float32. Export the model with float32 outputs.`);
      }
      return output;
    },
    release: () => session.release(),
  };
}

export interface ImageStageOptions {
  readonly image: ImageFrontEnd;
  readonly sampleRate: number;
  readonly windowSamples: number;
  readonly threads: number;
}

/** The picture front end in front of a model. */
export async function openImageStage(options: ImageStageOptions): Promise<Outcome<Stage>> {
  const graph = imageGraph(options.image, options.sampleRate, options.windowSamples);
  const opened = await openSession(encodeOnnxModel(graph), options.threads);
  return opened.ok ? { ok: true, value: sessionStage(opened.value, imageInput, imageOutput) } : opened;
}

export interface HeadOptions {
  readonly path: string;
  readonly input: string;
  readonly output: string;
}

/** A separate head on the model's embeddings. Errors: `model-unreadable`, `model-unsupported`. */
export async function openHeadStage(head: HeadOptions, threads: number, open: OpenSession): Promise<Outcome<Stage>> {
  const opened = await open(head.path, threads);
  if (!opened.ok) {
    return opened;
  }
  const { inputs, outputs } = describeSession(opened.value);
  const input = inputs[0];
  if (inputs.length !== 1 || input?.name !== head.input || !outputs.some((output) => output.name === head.output)) {
    await opened.value.release();
    const has = `inputs ${inputs.map(({ name }) => name).join(', ')}; outputs ${outputs.map(({ name }) => name).join(', ')}`;
    const message = `The head ${head.path} does not fit its manifest (it has ${has}). Correct "head" in the manifest.`;
    return { ok: false, fault: { code: 'model-unsupported', message } };
  }
  const stage = sessionStage(opened.value, head.input, head.output);
  const width = input.shape.at(-1) ?? -1;
  return { ok: true, value: { ...stage, run: (embeddings) => stage.run(asRows(embeddings, width)) } };
}

/** [N, E], whatever dimensions of 1 the embeddings come with. */
function asRows(embeddings: Tensor, width: number): Tensor {
  const rows = embeddings.dims[0] ?? 1;
  const columns = embeddings.dims.length === 1 ? rows : embeddings.size / rows;
  if (width > 0 && columns !== width) {
    throw new ScoreShapeError(
      `The model’s embeddings have ${columns} numbers a window, its head takes ${width}. The head belongs to another model.`,
    );
  }
  const dimensions = embeddings.dims.length === 1 ? [1, columns] : [rows, columns];
  return new Tensor('float32', embeddings.data as Float32Array, dimensions);
}
