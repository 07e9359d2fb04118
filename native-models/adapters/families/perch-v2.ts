import { draftManifest } from './draft.ts';
import type { ModelFamily } from './model-family.ts';

const windowSamples = 160_000;

/** Perch v2: 5 s at 32 kHz, mean removed and peak at 0.25 as perch-hoplite prepares it; `label` are softmax logits. */
export const perchV2Family: ModelFamily = {
  id: 'perch-v2',
  label: 'Perch v2',
  propose: (description, context) => {
    const [input] = description.inputs;
    const scores = description.outputs.find((output) => output.name === 'label');
    const embeddings = description.outputs.find((output) => output.name === 'embedding');
    if (
      input?.shape.length !== 2 ||
      input.shape[1] !== windowSamples ||
      scores === undefined ||
      embeddings === undefined
    ) {
      return null;
    }
    const picked = { scores, embeddings, how: 'its output “label”', isSure: true };
    return {
      certainty: 'certain',
      reason: 'It takes 160,000 samples (5 s at 32 kHz) and has the outputs “label” and “embedding”, as Perch v2.',
      questions: [],
      manifest: draftManifest(context, input.name, picked, {
        family: 'waveform',
        name: 'Perch v2',
        licence: 'Apache-2.0',
        sampleRate: 32_000,
        windowSamples,
        activation: 'softmax',
        removeMean: true,
        levelNormalisation: 'peak',
        levelTarget: 0.25,
      }),
    };
  },
};
