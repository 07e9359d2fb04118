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

/** Why a model does not do what its manifest says, as the rest of a sentence; null where it does. */
export function bindingProblem(description: ModelDescription, adapter: ModelAdapter, binding: Binding): string | null {
  const input = description.inputs.find((each) => each.name === binding.inputName);
  if (input === undefined) {
    return `it has no input "${binding.inputName}" (it has ${nameList(description.inputs)})`;
  }
  const others = description.inputs.filter((each) => each !== input);
  if (others.length > 0) {
    return `it needs further inputs (${nameList(others)}), which Earmark cannot provide`;
  }
  if (input.type !== 'float32') {
    return `its input takes ${input.type} numbers, and Earmark feeds float32`;
  }
  return shapeProblem(input, adapter, binding) ?? outputProblem(description, binding);
}

function shapeProblem(input: TensorDescription, adapter: ModelAdapter, binding: Binding): string | null {
  const wanted = wantedShape(adapter, binding);
  if (typeof wanted === 'string') {
    return wanted;
  }
  const has = `[${input.shape.map((size) => (size < 0 ? '?' : size)).join(', ')}]`;
  if (input.shape.length > 0 && input.shape.length !== wanted.length) {
    return `its input is ${has}, and the family "${adapter.id}" feeds ${wanted.length} dimensions`;
  }
  const first = adapter.isSingle ? 0 : 1;
  const differs = input.shape.some((size, axis) => axis >= first && size > 0 && size !== wanted[axis]);
  return differs ? `its input is ${has}, and the manifest makes [${wanted.join(', ')}] of a window` : null;
}

/** The shape that one window is fed in, or why there is none. */
function wantedShape(adapter: ModelAdapter, { image, sampleRate, windowSamples }: Binding): readonly number[] | string {
  if (adapter.takes === 'samples') {
    return adapter.inputShape(1, windowSamples);
  }
  if (image === undefined) {
    return 'it takes pictures, and the manifest does not say how they are made ("image")';
  }
  return (
    imageProblem(image, sampleRate, windowSamples) ?? [1, ...imageShape(image, sampleRate, windowSamples).dimensions]
  );
}

function outputProblem(description: ModelDescription, { outputName, frames }: Binding): string | null {
  const output = description.outputs.find((each) => each.name === outputName);
  if (output === undefined) {
    return `it has no output "${outputName}" (it has ${nameList(description.outputs)})`;
  }
  if (output.type !== 'float32') {
    return `its output "${outputName}" gives ${output.type} numbers, and Earmark reads float32`;
  }
  const beyondOne = output.shape.slice(1).filter((size) => size !== 1);
  return frames === undefined && output.shape.length > 2 && beyondOne.length > 1
    ? `its output "${outputName}" scores several frames in every window; "frames": "max" or "mean" would sum them up`
    : null;
}

function nameList(tensors: readonly TensorDescription[]): string {
  return tensors.map((tensor) => `"${tensor.name}"`).join(', ');
}
