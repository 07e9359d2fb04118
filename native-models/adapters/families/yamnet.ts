import { draftManifest } from './draft.ts';
import type { ModelFamily } from './model-family.ts';
import { findEmbeddings, widthOf } from './pick-outputs.ts';

const windowSamples = 15_600;
const audioSetLabels = 521;

/** YAMNet under other names, by windows or as TensorFlow Hub gives it: one waveform of any length, scores by frame. */
export const yamnetFamily: ModelFamily = {
  id: 'yamnet',
  label: 'YAMNet',
  propose: (description, context) => {
    const [input] = description.inputs;
    const scores = description.outputs.find((output) => widthOf(output) === audioSetLabels);
    const samples = input?.shape.at(-1) ?? 0;
    const fits = input !== undefined && input.shape.length <= 2 && (samples === windowSamples || samples < 0);
    if (!fits || scores === undefined) {
      return null;
    }
    const embeddings = findEmbeddings(description, 1024);
    const picked = { scores, embeddings, how: `its output “${scores.name}”`, isSure: true };
    return {
      certainty: 'certain',
      reason: `Its output “${scores.name}” gives the 521 AudioSet classes of YAMNet for 0.975 s at 16 kHz.`,
      questions: [],
      manifest: draftManifest(context, input.name, picked, {
        family: input.shape.length === 1 ? 'waveform-single' : 'waveform',
        name: 'YAMNet',
        licence: 'Apache-2.0',
        sampleRate: 16_000,
        windowSamples,
        hopSamples: 7680,
        activation: 'none',
        suggestedTargets: ['Frog', 'Bird', 'Croak', 'Insect'],
      }),
    };
  },
};
