import { draftManifest } from './draft.ts';
import type { ModelFamily } from './model-family.ts';
import { guessActivation, pickOutputs, widthOf } from './pick-outputs.ts';

const windowSamples = 144_000;
const globalLabels = 6522;

/** BirdNET V2.4, and custom classifiers exported with its backbone: 3 s at 48 kHz straight in, logits out. */
export const birdnetV24Family: ModelFamily = {
  id: 'birdnet-v2.4',
  label: 'BirdNET V2.4 or a custom classifier on it',
  propose: (description, context) => {
    const [input] = description.inputs;
    const picked = pickOutputs(description, context.labelCount);
    if (input?.shape.length !== 2 || input.shape[1] !== windowSamples || picked === null) {
      return null;
    }
    const isGlobal = widthOf(picked.scores) === globalLabels;
    const guessed = guessActivation(picked.scores);
    const isProbability = /prob|sigmoid/iu.test(picked.scores.name);
    const activation = isGlobal && !isProbability ? 'sigmoid' : guessed.activation;
    const what = isGlobal ? '6,522 labels' : `${widthOf(picked.scores)} labels of its own`;
    return {
      certainty: isGlobal ? 'certain' : 'likely',
      reason: `It takes 144,000 samples (3 s at 48 kHz), as BirdNET V2.4 does, and gives scores for ${what}: ${picked.how}.`,
      questions:
        isGlobal || guessed.isSure ? [] : [`Is “${picked.scores.name}” before its sigmoid? Try it: Earmark says so.`],
      manifest: draftManifest(context, input.name, picked, {
        family: 'waveform',
        sampleRate: 48_000,
        windowSamples,
        activation,
        ...(isGlobal ? { name: 'BirdNET V2.4', licence: 'CC-BY-NC-SA-4.0' } : {}),
      }),
    };
  },
};
