import type { ModelDescription, TensorDescription } from '../../../electron/contract/models.ts';

const stateNames =
  /^(h|c|hn|cn|h0|c0|sr|state|states|hidden|cell|cache)(_?(in|out|\d+))?$|state|hidden|recurrent|memory/iu;
const mostDimensions = 4;

/** Why Earmark cannot run a model, in words for the person who brought it; null where it can be tried. */
export function refusalOf({ inputs, outputs }: ModelDescription): string | null {
  const [input] = inputs;
  if (input === undefined) {
    return 'This model has no input at all; it is not a classifier of sounds. Export it with the audio as its input.';
  }
  if (inputs.length > 1) {
    return severalInputs(inputs);
  }
  return inputRefusal(input) ?? outputRefusal(outputs);
}

function severalInputs(inputs: readonly TensorDescription[]): string {
  const names = inputs.map((input) => `“${input.name}”`).join(', ');
  return inputs.some((input) => stateNames.test(input.name))
    ? `This model keeps a state from one call to the next (inputs ${names}). Earmark scores every window by itself, so that the order of the windows never matters. Export a version that takes a whole window.`
    : `This model needs ${inputs.length} inputs (${names}), and Earmark has only the sound to give. Export it with the others built in.`;
}

function inputRefusal({ name, type, shape }: TensorDescription): string | null {
  if (type !== 'float32') {
    return `The input “${name}” takes ${type} numbers, and Earmark gives samples as float32. Export the model with a float32 input.`;
  }
  if (shape.length === 0) {
    return `The input “${name}” does not say how many dimensions it has. Export the model with a stated input shape.`;
  }
  if (shape.length > mostDimensions) {
    return `The input “${name}” has ${shape.length} dimensions. Earmark feeds waveforms and pictures, which have at most ${mostDimensions}.`;
  }
  const isStereo = shape.length === 3 && shape[1] === 2 && (shape[2] ?? 0) !== 2;
  return isStereo
    ? `The input “${name}” wants two channels, and Earmark listens in mono. Export a mono version.`
    : null;
}

function outputRefusal(outputs: readonly TensorDescription[]): string | null {
  if (outputs.length === 0) {
    return 'This model has no output. Export it with its scores as an output.';
  }
  if (outputs.some((output) => output.type === 'float32')) {
    return null;
  }
  const types = [...new Set(outputs.map((output) => output.type))].join(', ');
  return `The outputs of this model are ${types}, and Earmark reads float32 scores. Export it with float32 outputs.`;
}
