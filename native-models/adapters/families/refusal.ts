import type { ModelDescription, TensorDescription } from '../../../electron/contract/models.ts';
import { fewestSamples } from './waveform.ts';

const stateNames =
  /^(h|c|hn|cn|h0|c0|sr|state|states|hidden|cell|cache)(_?(in|out|\d+))?$|state|hidden|recurrent|memory/iu;
const mostDimensions = 4;
const mostChannels = 16;

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
    const hint = type === 'float16' ? ' Converters to half precision have a switch for that (“keep io types”).' : '';
    return `The input “${name}” takes ${type} numbers, and Earmark gives samples as float32. Export the model with a float32 input.${hint}`;
  }
  if (shape.length === 0) {
    return `The input “${name}” does not say how many dimensions it has. Export the model with a stated input shape.`;
  }
  if (shape.length > mostDimensions) {
    return `The input “${name}” has ${shape.length} dimensions. Earmark feeds waveforms and pictures, which have at most ${mostDimensions}.`;
  }
  const channels = channelsOf(shape);
  if (channels !== null) {
    return `The input “${name}” wants ${channels === 2 ? 'two' : channels} channels of sound, and Earmark listens in mono. Export a mono version.`;
  }
  return isStretchedWaveform(shape)
    ? `The input “${name}” takes a waveform in four dimensions. Export it with [batch, samples], [batch, 1, samples] or [batch, samples, 1].`
    : null;
}

const isManySamples = (size: number): boolean => size >= fewestSamples;

/** More channels than one of a waveform; null where it has one, or is something else. */
function channelsOf(shape: readonly number[]): number | null {
  const [, second = 0, third = 0] = shape;
  if (shape.length !== 3) {
    return null;
  }
  const isChannels = (size: number): boolean => size > 1 && size <= mostChannels;
  if (isChannels(second) && (isManySamples(third) || (second === 2 && third !== 2))) {
    return second;
  }
  return isChannels(third) && isManySamples(second) ? third : null;
}

function isStretchedWaveform(shape: readonly number[]): boolean {
  const [, ...sizes] = shape;
  return sizes.length === 3 && sizes.filter((size) => size !== 1).every(isManySamples) && sizes.some(isManySamples);
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
