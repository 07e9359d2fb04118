import { draftManifest } from './draft.ts';
import type { ModelFamily } from './model-family.ts';

const sampleRate = 32_000;
const defaultWindow = 3 * sampleRate;

/** BirdNET+ V3.0: any length at 32 kHz, `predictions` after their sigmoid, `embeddings`. */
export const birdnetV3Family: ModelFamily = {
  id: 'birdnet-v3',
  label: 'BirdNET+ V3.0',
  propose: (description, context) => {
    const [input] = description.inputs;
    const scores = description.outputs.find((output) => output.name === 'predictions');
    const embeddings = description.outputs.find((output) => output.name === 'embeddings');
    const samples = input?.shape[1] ?? 0;
    const fits = samples < 0 || samples % sampleRate === 0;
    if (
      input?.name !== 'input' ||
      input.shape.length !== 2 ||
      !fits ||
      scores === undefined ||
      embeddings === undefined
    ) {
      return null;
    }
    const picked = { scores, embeddings, how: 'its output “predictions”', isSure: true };
    return {
      certainty: 'certain',
      reason:
        'Its input “input” and its outputs “predictions” and “embeddings” are those of BirdNET+ V3.0, which applies the sigmoid itself.',
      questions: samples < 0 ? ['Windows of 3, 5 or 10 s? It takes any length; 3 s is proposed.'] : [],
      manifest: draftManifest(context, input.name, picked, {
        family: 'waveform',
        name: 'BirdNET+ V3.0',
        licence: 'CC-BY-SA-4.0',
        sampleRate,
        windowSamples: samples > 0 ? samples : defaultWindow,
        activation: 'none',
      }),
    };
  },
};
