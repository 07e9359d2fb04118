import type { ModelInspection, TryWarning } from '../../../electron/contract/model-inspection.ts';
import type { ModelManifest, TensorDescription } from '../../../electron/contract/models.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';

/** A part of the form that a problem can stand beside; `form`: none in particular. */
export type DraftField =
  'sampleRate' | 'windowSamples' | 'hopSamples' | 'scores' | 'activation' | 'level' | 'bandPass' | 'labels' | 'form';

export interface DraftProblem {
  readonly field: DraftField;
  readonly message: string;
  /** What the field should say, where that is known. */
  readonly suggestion: string | null;
}

const byWords: readonly (readonly [RegExp, DraftField])[] = [
  [/band-pass/iu, 'bandPass'],
  [/^a peak of|^an rms of/iu, 'level'],
  [/labels?\b/iu, 'labels'],
  [/samples? (a|per) second|sample rate/iu, 'sampleRate'],
  [/window/iu, 'windowSamples'],
  [/output/iu, 'scores'],
];

/** The field that a fault about a manifest is about, by its words; whatever is not understood stands above the form. */
export function problemOfFault({ message }: Fault): DraftProblem {
  const field = byWords.find(([words]) => words.test(message))?.[1] ?? 'form';
  return { field, message, suggestion: null };
}

const warningFields: Readonly<Record<string, DraftField>> = {
  activation: 'activation',
  levelNormalisation: 'level',
  sampleRate: 'sampleRate',
  windowSamples: 'windowSamples',
  labels: 'labels',
  labelsFile: 'labels',
  'outputs.scores': 'scores',
  bandPass: 'bandPass',
};

export function problemOfWarning({ field, message, suggestion }: TryWarning): DraftProblem {
  return { field: field === null ? 'form' : (warningFields[field] ?? 'form'), message, suggestion };
}

/** What can be seen to be wrong without asking the engine. */
export function draftProblems(manifest: ModelManifest): DraftProblem[] {
  const { bandPass, hopSamples, windowSamples } = manifest;
  const problems: DraftProblem[] = [];
  if (hopSamples > windowSamples) {
    problems.push({
      field: 'hopSamples',
      message: 'Longer than a window: what lies between two windows would never be heard.',
      suggestion: String(windowSamples),
    });
  }
  if (bandPass !== undefined && bandPass.lowHz >= bandPass.highHz) {
    problems.push({ field: 'bandPass', message: 'The lower edge must lie below the upper one.', suggestion: null });
  }
  return problems;
}

/** The manifest with what the person changed; a field that was emptied is left out. */
export function withEdits(manifest: ModelManifest, edits: Partial<ModelManifest>): ModelManifest {
  const merged = Object.entries({ ...manifest, ...edits }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(merged) as ModelManifest;
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
  return `${name}: ${type} [${shape.map((size) => (size < 0 ? 'any' : String(size))).join(', ')}]`;
}

/** Nothing can be done with a file that no family takes. */
export function isRefused({ proposals }: ModelInspection): boolean {
  return proposals.length === 0;
}
