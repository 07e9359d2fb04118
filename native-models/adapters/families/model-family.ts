import type { Certainty } from '../../../electron/contract/model-inspection.ts';
import type { ManifestDraft, ModelDescription } from '../../../electron/contract/models.ts';

/** What is known beside the file's inputs and outputs. */
export interface FamilyContext {
  /** The file's name without its extension. */
  readonly fileName: string;
  /** From the label file, null where none was found. */
  readonly labelCount: number | null;
  /** A separate head that was given with the model. */
  readonly head: { readonly path: string; readonly description: ModelDescription } | null;
}

export interface FamilyProposal {
  readonly certainty: Certainty;
  readonly reason: string;
  readonly questions: readonly string[];
  readonly manifest: ManifestDraft;
}

/** One kind of model: recognises it by its inputs and outputs and proposes its manifest. One file, one line in the list. */
export interface ModelFamily {
  readonly id: string;
  readonly label: string;
  /** Null where the model is not of this family. The description has passed `refusalOf`. */
  propose(description: ModelDescription, context: FamilyContext): FamilyProposal | null;
}
