import type { ModelDescription, TensorDescription } from '../../../electron/contract/models.ts';
import { draftManifest } from './draft.ts';
import { guessWindow, rateQuestion } from './guess-window.ts';
import type { ModelFamily } from './model-family.ts';
import { guessActivation, pickOutputs } from './pick-outputs.ts';

/** Fewer numbers than this are no window of sound, but embeddings or a picture's side. */
export const fewestSamples = 4000;

/** Which adapter feeds a waveform of this shape; null where it is no waveform. */
export function waveformAdapterId({ inputs }: ModelDescription): string | null {
  const shape = inputs[0]?.shape ?? [];
  const samples = shape.at(-1) ?? 0;
  if (samples > 0 && samples < fewestSamples) {
    return null;
  }
  if (shape.length === 1) {
    return 'waveform-single';
  }
  if (shape.length === 2) {
    return 'waveform';
  }
  return shape.length === 3 && (shape[1] === 1 || (shape[1] === -1 && samples > 0)) ? 'waveform-channel' : null;
}

/** Any model that takes samples and has its front end inside. */
export const waveformFamily: ModelFamily = {
  id: 'waveform',
  label: 'Waveform',
  propose: (description, context) => {
    const [input] = description.inputs;
    const family = waveformAdapterId(description);
    const picked = pickOutputs(description, context.labelCount);
    if (input === undefined || family === null || picked === null) {
      return null;
    }
    const window = guessWindow(input.shape.at(-1) ?? -1);
    const { activation, isSure } = guessActivation(picked.scores);
    const { sampleRate, windowSamples } = window;
    return {
      certainty: window.isSure && picked.isSure ? 'likely' : 'guess',
      reason: `It takes a waveform (${shapeText(input)}): ${picked.how}.`,
      questions: [
        ...(window.isSure ? [] : [rateQuestion(window)]),
        ...(picked.isSure ? [] : [`Are the scores in “${picked.scores.name}”?`]),
        ...(isSure
          ? []
          : [`Is “${picked.scores.name}” a probability already, or before its sigmoid? Try it: Earmark says so.`]),
      ],
      manifest: draftManifest(context, input.name, picked, { family, sampleRate, windowSamples, activation }),
    };
  },
};

export function shapeText({ shape }: TensorDescription): string {
  return `[${shape.map((size) => (size < 0 ? '?' : String(size))).join(', ')}]`;
}
