import type { ImageFrontEnd } from '../../electron/contract/image-front-end.ts';
import type { FrameReduction, ModelDescription, TensorDescription } from '../../electron/contract/models.ts';
import type { ModelAdapter } from './model-adapter.ts';
import { imageProblem, imageShape } from '../builder/image/image-shape.ts';

export interface Binding {
  readonly inputName: string;
  /** The output that is fetched: scores, or the embeddings that feed a head. */
  readonly outputName: string;
  readonly sampleRate: number;
  readonly windowSamples: number;
  readonly image?: ImageFrontEnd | undefined;
  readonly frames?: FrameReduction | undefined;
}

export interface BindingProblem {
  /** The field of the manifest, with dots. */
  readonly field: string;
  /** The rest of a sentence that begins with the model. */
  readonly message: string;
}

/** Why a model does not do what its manifest says; null where it does. */
export function bindingProblem(
  description: ModelDescription,
  adapter: ModelAdapter,
  binding: Binding,
): BindingProblem | null {
  const input = description.inputs.find((each) => each.name === binding.inputName);
  if (input === undefined) {
    const message = `it has no input "${binding.inputName}" (it has ${nameList(description.inputs)})`;
    return { field: 'input', message };
  }
  const others = description.inputs.filter((each) => each !== input);
  if (others.length > 0) {
    return { field: 'input', message: `it needs further inputs (${nameList(others)}), which Earmark cannot provide` };
  }
  if (input.type !== 'float32') {
    return { field: 'input', message: `its input takes ${input.type} numbers, and Earmark feeds float32` };
  }
  return shapeProblem(input, adapter, binding) ?? outputProblem(description, binding);
}

function shapeProblem(input: TensorDescription, adapter: ModelAdapter, binding: Binding): BindingProblem | null {
  const wanted = wantedShape(adapter, binding);
  if (!isShape(wanted)) {
    return wanted;
  }
  const has = `[${input.shape.map((size) => (size < 0 ? '?' : size)).join(', ')}]`;
  if (input.shape.length > 0 && input.shape.length !== wanted.length) {
    const message = `its input is ${has}, and the family "${adapter.id}" feeds ${wanted.length} dimensions`;
    return { field: adapter.takes === 'image' ? 'image.channelAxis' : 'family', message };
  }
  const first = adapter.isSingle ? 0 : 1;
  const differs = input.shape.some((size, axis) => axis >= first && size > 0 && size !== wanted[axis]);
  const message = `its input is ${has}, and the manifest makes [${wanted.join(', ')}] of a window`;
  return differs ? { field: adapter.takes === 'image' ? 'image' : 'windowSamples', message } : null;
}

const isShape = (wanted: readonly number[] | BindingProblem): wanted is readonly number[] => Array.isArray(wanted);

/** The shape that one window is fed in, or why there is none. */
function wantedShape(
  adapter: ModelAdapter,
  { image, sampleRate, windowSamples }: Binding,
): readonly number[] | BindingProblem {
  if (adapter.takes === 'samples') {
    return adapter.inputShape(1, windowSamples);
  }
  if (image === undefined) {
    const message = 'it takes pictures, and the manifest does not say how they are made ("image")';
    return { field: 'image', message };
  }
  const problem = imageProblem(image, sampleRate, windowSamples);
  return problem === null
    ? [1, ...imageShape(image, sampleRate, windowSamples).dimensions]
    : { field: `image.${problem.field}`, message: problem.message };
}

function outputProblem(description: ModelDescription, { outputName, frames }: Binding): BindingProblem | null {
  const output = description.outputs.find((each) => each.name === outputName);
  if (output === undefined) {
    const message = `it has no output "${outputName}" (it has ${nameList(description.outputs)})`;
    return { field: 'outputs.scores', message };
  }
  if (output.type !== 'float32') {
    const message = `its output "${outputName}" gives ${output.type} numbers, and Earmark reads float32`;
    return { field: 'outputs.scores', message };
  }
  const beyondOne = output.shape.slice(1).filter((size) => size !== 1);
  if (frames !== undefined || output.shape.length <= 2 || beyondOne.length <= 1) {
    return null;
  }
  const message = `its output "${outputName}" scores several frames in every window; say whether their highest or their mean counts ("frames": "max" or "mean")`;
  return { field: 'frames', message };
}

function nameList(tensors: readonly TensorDescription[]): string {
  return tensors.map((tensor) => `"${tensor.name}"`).join(', ');
}
