import { bindingProblem } from '../../../native-models/adapters/binding-problem.ts';
import { widthOf } from '../../../native-models/adapters/families/pick-outputs.ts';
import { findModelAdapter, modelAdapters } from '../../../native-models/adapters/index.ts';
import type { ManifestProblem } from '../../contract/model-inspection.ts';
import type { ModelDescription, ModelManifest, TensorDescription } from '../../contract/models.ts';

export interface ModelParts {
  readonly description: ModelDescription;
  readonly headDescription: ModelDescription | null;
  /** Null where no labels are known yet. */
  readonly labels: readonly string[] | null;
}

export const noLabels =
  'No labels are known for this model. Choose its label file: one label a line, in the order of its output.';

/** Everything that keeps a model from being scored by this manifest, each in words that say what to change. */
export function manifestProblems(manifest: ModelManifest, parts: ModelParts): ManifestProblem[] {
  return [
    familyProblem(manifest, parts.description),
    headProblem(manifest, parts.headDescription),
    labelProblem(manifest, parts),
    ...soundProblems(manifest),
  ].filter((each) => each !== null);
}

/** One fault of a manifest, by its field. */
export function manifestProblem(field: string, message: string): ManifestProblem {
  return { code: 'manifest-invalid', message, field };
}

function familyProblem(manifest: ModelManifest, description: ModelDescription): ManifestProblem | null {
  const adapter = findModelAdapter(manifest.family);
  if (adapter === undefined) {
    const known = modelAdapters.map(({ id }) => id).join(', ');
    return manifestProblem(
      'family',
      `The manifest names the family “${manifest.family}”, which Earmark does not know. Choose one of: ${known}.`,
    );
  }
  const { head, outputs, input, sampleRate, windowSamples, image, frames } = manifest;
  const outputName = head === undefined ? outputs.scores : (outputs.embeddings ?? outputs.scores);
  const binding = { inputName: input.name, outputName, sampleRate, windowSamples, image, frames };
  const problem = bindingProblem(description, adapter, binding);
  return problem === null ? null : manifestProblem(problem.field, sentenceOf(problem.message));
}

/** "its input is …" of a model as a sentence of its own. */
function sentenceOf(rest: string): string {
  const sentence = rest.replace(/^its /u, 'the model’s ').replace(/^it /u, 'the model ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function headProblem({ head, outputs }: ModelManifest, description: ModelDescription | null): ManifestProblem | null {
  if (head === undefined) {
    return null;
  }
  if (outputs.embeddings === undefined) {
    return manifestProblem(
      'outputs.embeddings',
      'The manifest has a head but names no embeddings for it. Say which output feeds the head in “outputs.embeddings”.',
    );
  }
  if (description === null) {
    return manifestProblem('head', `The head ${head.path} cannot be read. Put it beside the model, or choose it.`);
  }
  const isInput = description.inputs.length === 1 && description.inputs[0]?.name === head.input;
  const isOutput = description.outputs.some((output) => output.name === head.output);
  return isInput && isOutput
    ? null
    : manifestProblem(
        isInput ? 'head.output' : 'head.input',
        `The head has the inputs ${names(description.inputs)} and the outputs ${names(description.outputs)}; the manifest says “${head.input}” and “${head.output}”.`,
      );
}

function labelProblem(
  manifest: ModelManifest,
  { description, headDescription, labels }: ModelParts,
): ManifestProblem | null {
  if (labels === null) {
    return manifestProblem('labels', noLabels);
  }
  const output =
    manifest.head === undefined
      ? description.outputs.find((each) => each.name === manifest.outputs.scores)
      : headDescription?.outputs.find((each) => each.name === manifest.head?.output);
  if (output === undefined || labels.length === 0) {
    return null;
  }
  const widths = labelWidths(output, manifest, labels.length);
  if (widths.length === 0 || widths.includes(labels.length)) {
    return null;
  }
  return labels.length === 1
    ? manifestProblem(
        'labels',
        `The model gives ${widths[0]} scores a window, but there is one label. If they are frames of one sound, say "frames": "max"; otherwise choose the label file that belongs to it.`,
      )
    : manifestProblem(
        'labels',
        `The model gives ${widths[0]} scores a window, but there are ${labels.length} labels. Choose the label file that belongs to it.`,
      );
}

/** How many labels an output may have; none where the file does not say. Frames may come before the labels or after them. */
function labelWidths(output: TensorDescription, { frames }: ModelManifest, labelCount: number): number[] {
  const sizes = output.shape.slice(1).filter((size) => size !== 1);
  if (sizes.length > 1) {
    return sizes.includes(-1) ? [] : [sizes.at(-1) ?? -1, ...sizes];
  }
  const width = widthOf(output);
  return width <= 0 || (frames !== undefined && labelCount === 1) ? [] : [width];
}

function soundProblems(manifest: ModelManifest): (ManifestProblem | null)[] {
  const { bandPass, levelNormalisation, levelTarget, sampleRate } = manifest;
  const isBandEmpty = bandPass !== undefined && bandPass.lowHz >= Math.min(bandPass.highHz, sampleRate / 2);
  const isPeakOff = levelNormalisation === 'peak' && levelTarget !== undefined && (levelTarget <= 0 || levelTarget > 1);
  const isRmsOff = levelNormalisation === 'rms' && levelTarget !== undefined && levelTarget > 0;
  return [
    isBandEmpty
      ? manifestProblem(
          'bandPass',
          `The band-pass from ${bandPass.lowHz} to ${bandPass.highHz} Hz lets nothing through at ${sampleRate} Hz.`,
        )
      : null,
    isPeakOff
      ? manifestProblem(
          'levelTarget',
          `A peak of ${levelTarget} cannot be meant: full scale is 1. Say 1, or 0.25 for Perch.`,
        )
      : null,
    isRmsOff
      ? manifestProblem('levelTarget', `An rms of ${levelTarget} dBFS is above full scale. Say something like −20.`)
      : null,
  ];
}

function names(tensors: readonly { readonly name: string }[]): string {
  return tensors.map(({ name }) => `“${name}”`).join(', ');
}
