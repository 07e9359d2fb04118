import type { ModelDescription, TensorDescription } from '../../../electron/contract/models.ts';
import { draftManifest } from './draft.ts';
import { guessWindow, rateQuestion } from './guess-window.ts';
import type { ModelFamily } from './model-family.ts';
import { guessActivation, pickOutputs } from './pick-outputs.ts';

/** Fewer numbers than this are no window of sound, but embeddings or a picture's side. */
export const fewestSamples = 4000;

interface FedWaveform {
  readonly adapter: 'waveform' | 'waveform-channel' | 'waveform-last' | 'waveform-single';
  /** -1 where any length will do. */
  readonly samples: number;
}

const isLong = (size: number): boolean => size < 0 || size >= fewestSamples;

/** How a waveform of this shape is fed; null where it is no waveform. */
export function waveformOf({ inputs }: ModelDescription): FedWaveform | null {
  const shape = inputs[0]?.shape ?? [];
  if (shape.length === 3) {
    return channelledWaveform(shape);
  }
  const samples = shape.at(-1) ?? 0;
  if (shape.length > 2 || !isLong(samples)) {
    return null;
  }
  return { adapter: shape.length === 1 ? 'waveform-single' : 'waveform', samples };
}

function channelledWaveform([, second = 0, third = 0]: readonly number[]): FedWaveform | null {
  if (third === 1 && isLong(second)) {
    return { adapter: 'waveform-last', samples: second };
  }
  const isChannel = second === 1 || (second < 0 && third > 0);
  return isChannel && isLong(third) ? { adapter: 'waveform-channel', samples: third } : null;
}

/** Any model that takes samples and has its front end inside. */
export const waveformFamily: ModelFamily = {
  id: 'waveform',
  label: 'Waveform',
  propose: (description, context) => {
    const [input] = description.inputs;
    const fed = waveformOf(description);
    const picked = pickOutputs(description, context.labelCount);
    if (input === undefined || fed === null || picked === null) {
      return null;
    }
    const window = guessWindow(fed.samples);
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
      manifest: draftManifest(context, input.name, picked, {
        family: fed.adapter,
        sampleRate,
        windowSamples,
        activation,
      }),
    };
  },
};

export function shapeText({ shape }: TensorDescription): string {
  return `[${shape.map((size) => (size < 0 ? '?' : String(size))).join(', ')}]`;
}
