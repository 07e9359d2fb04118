import type { ManifestProblem, ModelInspection, TryWarning } from '../../../electron/contract/model-inspection.ts';
import type { ModelManifest, TensorDescription } from '../../../electron/contract/models.ts';

/** The parts of the form that a problem can stand beside, named as in the manifest. */
const draftFields = [
  'sampleRate',
  'windowSamples',
  'hopSamples',
  'input',
  'outputs.scores',
  'outputs.embeddings',
  'activation',
  'levelNormalisation',
  'levelTarget',
  'removeMean',
  'bandPass',
  'frames',
  'head',
  'head.input',
  'head.output',
  'labels',
  'image',
  'image.kind',
  'image.fftSize',
  'image.windowLength',
  'image.hopLength',
  'image.window',
  'image.padding',
  'image.melBands',
  'image.melScale',
  'image.melNorm',
  'image.lowHz',
  'image.highHz',
  'image.power',
  'image.scale',
  'image.floor',
  'image.floorMode',
  'image.topDecibels',
  'image.normalisation',
  'image.layout',
  'image.flipBands',
  'image.channels',
  'image.channelAxis',
  'image.size',
] as const;

/** `form`: none in particular, or one that the form does not have. */
export type DraftField = (typeof draftFields)[number] | 'form';

export interface DraftProblem {
  readonly field: DraftField;
  readonly message: string;
  /** What the field should say, where that is known. */
  readonly suggestion: string | null;
}

export function problemOf({ field, message }: Pick<ManifestProblem, 'field' | 'message'>): DraftProblem {
  return { field: draftFieldOf(field), message, suggestion: null };
}

export function problemOfWarning({ field, message, suggestion }: TryWarning): DraftProblem {
  return { field: draftFieldOf(field), message, suggestion };
}

function draftFieldOf(field: string | null): DraftField {
  return draftFields.find((each) => each === field) ?? 'form';
}

/** Whether anything in a group of fields is wrong: `image` stands for all that begin with it. */
export function isAnyWrong(problems: readonly DraftProblem[], groups: readonly string[]): boolean {
  return problems.some(({ field }) => groups.some((group) => field === group || field.startsWith(`${group}.`)));
}

/** What can be seen to be wrong without asking the engine. */
export function draftProblems({ hopSamples, windowSamples }: ModelManifest): DraftProblem[] {
  return hopSamples <= windowSamples
    ? []
    : [
        {
          field: 'hopSamples',
          message: 'Longer than a window: what lies between two windows would never be heard.',
          suggestion: String(windowSamples),
        },
      ];
}

/** Each problem once, however many ways it came to light. */
export function withoutRepeats(problems: readonly DraftProblem[]): DraftProblem[] {
  return problems.filter(
    (problem, index) =>
      problems.findIndex((each) => each.field === problem.field && each.message === problem.message) === index,
  );
}

/** The manifest with what the person changed; a field that was emptied is left out. */
export function withEdits(manifest: ModelManifest, edits: Partial<ModelManifest>): ModelManifest {
  return withoutUndefined<object>({ ...manifest, ...edits }) as ModelManifest;
}

/** The same without the keys that hold nothing. */
export function withoutUndefined<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
}

/** A suggestion of a try, as a change of the manifest; null where it is not one value of one field. */
export function editOfSuggestion({ field, suggestion }: DraftProblem): Partial<ModelManifest> | null {
  if (suggestion === null) {
    return null;
  }
  if (field === 'activation' && (suggestion === 'none' || suggestion === 'sigmoid' || suggestion === 'softmax')) {
    return { activation: suggestion };
  }
  const number = Number(suggestion);
  const isNumeric = field === 'sampleRate' || field === 'windowSamples' || field === 'hopSamples';
  return isNumeric && Number.isInteger(number) && number > 0 ? { [field]: number } : null;
}

/** "waveform: float32 [any, 36000]". */
export function tensorText({ name, type, shape }: TensorDescription): string {
  return `${name}: ${type} ${shapeText(shape)}`;
}

export function shapeText(shape: readonly number[]): string {
  return `[${shape.map((size) => (size < 0 ? 'any' : String(size))).join(', ')}]`;
}

/** Nothing can be done with a file that no family takes. */
export function isRefused({ proposals }: ModelInspection): boolean {
  return proposals.length === 0;
}
