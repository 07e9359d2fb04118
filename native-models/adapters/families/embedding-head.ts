import type { ModelDescription } from '../../../electron/contract/models.ts';
import { birdnetV24Family } from './birdnet-v2-4.ts';
import { birdnetV3Family } from './birdnet-v3.ts';
import type { FamilyContext, FamilyProposal, ModelFamily } from './model-family.ts';
import { perchV2Family } from './perch-v2.ts';
import { findEmbeddings, guessActivation, pickOutputs, widthOf } from './pick-outputs.ts';
import { waveformFamily } from './waveform.ts';
import { yamnetFamily } from './yamnet.ts';

/** How the backbone is fed is its own family's business. */
const backbones = [birdnetV3Family, perchV2Family, yamnetFamily, birdnetV24Family, waveformFamily];

/** A backbone that gives embeddings, and a head of its own file that turns them into scores. */
export const embeddingHeadFamily: ModelFamily = {
  id: 'embedding-head',
  label: 'Embedding model with a separate head',
  propose: (description, context) => {
    const { head } = context;
    const headInput = head?.description.inputs[0];
    const picked = head === null ? null : pickOutputs(head.description, context.labelCount);
    if (head === null || headInput === undefined || picked === null) {
      return null;
    }
    const width = widthOf(headInput);
    const embeddings = findEmbeddings(description, width);
    const backbone = proposeBackbone(description, context);
    if (embeddings === undefined || backbone === null) {
      return null;
    }
    const { activation, isSure } = guessActivation(picked.scores);
    const isFitting = width > 0 && widthOf(embeddings) === width;
    return {
      certainty: isFitting ? 'likely' : 'guess',
      reason: `The head takes ${width > 0 ? `${width} numbers` : 'embeddings'}, as the model’s output “${embeddings.name}” gives them: ${picked.how}.`,
      questions: [
        ...backbone.questions.filter((question) => question.includes('kHz')),
        ...(isSure ? [] : [`Is the head’s “${picked.scores.name}” before its sigmoid? Try it: Earmark says so.`]),
      ],
      manifest: {
        ...backbone.manifest,
        name: `${context.fileName} with head`,
        outputs: { scores: embeddings.name, embeddings: embeddings.name },
        activation,
        head: { path: head.path, input: headInput.name, output: picked.scores.name },
      },
    };
  },
};

function proposeBackbone(description: ModelDescription, context: FamilyContext): FamilyProposal | null {
  for (const family of backbones) {
    const proposal = family.propose(description, { ...context, labelCount: null, head: null });
    if (proposal !== null) {
      return proposal;
    }
  }
  // A headless backbone has no score output to be picked; its embeddings stand in for one.
  const outputs = description.outputs.map((output) => ({ ...output, name: 'scores' }));
  return waveformFamily.propose({ ...description, outputs }, { ...context, labelCount: null, head: null });
}
