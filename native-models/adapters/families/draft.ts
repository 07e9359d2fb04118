import type { ManifestDraft } from '../../../electron/contract/models.ts';
import type { FamilyContext } from './model-family.ts';
import type { PickedOutputs } from './pick-outputs.ts';

type Given = Pick<ManifestDraft, 'family' | 'sampleRate' | 'windowSamples' | 'activation'> & Partial<ManifestDraft>;

/** A manifest named after the file, with its outputs by name and windows end to end. */
export function draftManifest(
  context: FamilyContext,
  inputName: string,
  picked: PickedOutputs,
  given: Given,
): ManifestDraft {
  const { scores, embeddings } = picked;
  return {
    manifestVersion: 1,
    id: slugOf(context.fileName),
    name: context.fileName,
    hopSamples: given.windowSamples,
    input: { name: inputName },
    outputs: { scores: scores.name, ...(embeddings === undefined ? {} : { embeddings: embeddings.name }) },
    ...given,
  };
}

function slugOf(fileName: string): string {
  const slug = fileName
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
  return slug === '' ? 'model' : slug;
}
