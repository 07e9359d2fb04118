import type { DroppedLabels } from '../../state/workspace.ts';

/** Where a model's labels come from: what Earmark finds by itself, a file that was chosen, or the text of one that was dropped. */
export type LabelChoice =
  | { readonly kind: 'found' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly name: string; readonly text: string };

export const foundLabels: LabelChoice = { kind: 'found' };

export function labelChoiceOf(dropped: DroppedLabels | null): LabelChoice {
  if (dropped?.path !== undefined && dropped.path !== null) {
    return { kind: 'file', path: dropped.path };
  }
  return dropped?.text === undefined || dropped.text === null
    ? foundLabels
    : { kind: 'text', name: dropped.name, text: dropped.text };
}

export function labelChoiceOfPath(path: string): LabelChoice {
  return path === '' ? foundLabels : { kind: 'file', path };
}

/** As looking at a model wants it. */
export function inspectedLabels(choice: LabelChoice): { readonly labelsPath?: string; readonly labelsText?: string } {
  if (choice.kind === 'text') {
    return { labelsText: choice.text };
  }
  return usedLabels(choice);
}

/** As checking, trying and adding want it: a text's labels are in the manifest by then. */
export function usedLabels(choice: LabelChoice): { readonly labelsPath?: string } {
  return choice.kind === 'file' ? { labelsPath: choice.path } : {};
}
