import type { ManifestDraft, ModelDescription } from '../../../electron/contract/models.ts';
import { birdnetV24Family } from './birdnet-v2-4.ts';
import { birdnetV3Family } from './birdnet-v3.ts';
import { embeddingHeadFamily } from './embedding-head.ts';
import { imageFamily } from './image.ts';
import { knownModelFamily } from './known-model.ts';
import type { FamilyContext, FamilyProposal, ModelFamily } from './model-family.ts';
import { perchV2Family } from './perch-v2.ts';
import { waveformFamily } from './waveform.ts';
import { yamnetFamily } from './yamnet.ts';

/** Every family that a model can be recognised as, the most particular first. A new one is one file and one line here. */
export const modelFamilies: readonly ModelFamily[] = [
  embeddingHeadFamily,
  knownModelFamily,
  birdnetV3Family,
  perchV2Family,
  yamnetFamily,
  birdnetV24Family,
  waveformFamily,
  imageFamily,
];

export interface Recognition extends FamilyProposal {
  readonly family: string;
  readonly label: string;
}

/** What the model may be, best first; a family that says the same as one before it says nothing. The description has passed `refusalOf`. */
export function recogniseModel(description: ModelDescription, context: FamilyContext): Recognition[] {
  const seen = new Set<string>();
  return modelFamilies.flatMap((family) => {
    const proposal = family.propose(description, context);
    const way = proposal === null ? '' : wayOfFeeding(proposal.manifest);
    if (proposal === null || seen.has(way)) {
      return [];
    }
    seen.add(way);
    return [{ family: family.id, label: family.label, ...proposal }];
  });
}

function wayOfFeeding({ family, sampleRate, windowSamples, outputs, activation, head }: ManifestDraft): string {
  return JSON.stringify([family, sampleRate, windowSamples, outputs.scores, activation, head?.path]);
}
