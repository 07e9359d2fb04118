import { findEmbeddings, pickOutputs } from '../../../native-models/adapters/families/pick-outputs.ts';
import { refusalOf } from '../../../native-models/adapters/families/refusal.ts';
import { fewestSamples } from '../../../native-models/adapters/families/waveform.ts';
import type { ModelDescription, TensorDescription } from '../../contract/models.ts';
import type { Fault } from '../../contract/outcome.ts';

const smallestPicture = 8;

/** Why a model cannot be run, or why nothing can be proposed for it: words, what it has, what to do. */
export function unrecognisedFault(description: ModelDescription): Fault {
  const refusal = refusalOf(description);
  const message = refusal ?? withoutProposal(description);
  return { code: 'model-unsupported', message, detail: describe(description) };
}

function withoutProposal(description: ModelDescription): string {
  const shape = description.inputs[0]?.shape ?? [];
  const numbers = shape.length === 2 ? (shape[1] ?? -1) : -1;
  if (numbers > 0 && numbers < fewestSamples) {
    return `This model takes ${numbers} numbers a window, which is no sound: it is probably a head on another model’s embeddings. Add that model, and choose this file as its head.`;
  }
  const channels = pictureChannels(shape);
  if (channels !== null) {
    return `This model takes pictures of ${channels} channels, and Earmark makes pictures of one channel, or of three alike. Export a version for one spectrogram.`;
  }
  if (needsHead(description)) {
    return 'This model gives embeddings and no scores. Choose the head that was trained on them, or export the model with its classifier.';
  }
  return `Earmark does not know a model of this shape (${describe(description)}). If its maker says how it wants its sound, write a manifest and add the model with it.`;
}

/** Whether a model gives embeddings and no scores, and nothing else speaks against it. */
export function needsHead(description: ModelDescription): boolean {
  const hasScores = pickOutputs(description, null) !== null;
  return refusalOf(description) === null && !hasScores && findEmbeddings(description) !== undefined;
}

/** A number of channels that no picture of Earmark has; null where that is not the trouble. */
function pictureChannels(shape: readonly number[]): number | null {
  const [, channels = 1] = shape.length === 4 ? shape : [];
  return channels === 2 || (channels > 3 && channels < smallestPicture) ? channels : null;
}

function describe({ inputs, outputs }: ModelDescription): string {
  const list = (tensors: readonly TensorDescription[]): string =>
    tensors.map(({ name, shape }) => `${name} [${shape.map((size) => (size < 0 ? '?' : size)).join(', ')}]`).join(', ');
  return `inputs: ${list(inputs)}; outputs: ${list(outputs)}`;
}
