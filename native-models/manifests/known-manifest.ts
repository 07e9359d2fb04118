import type { ModelDescription } from '../../electron/contract/models.ts';

/** What a model must look like for a known manifest to be proposed for it. */
export interface ManifestMatch {
  readonly input: { readonly name: string; readonly samples: number };
  /** Outputs that must all be there; others may be. */
  readonly outputs: readonly string[];
}

/** Compares by names and by the window length; the batch dimension is nobody's business. */
export function matchesDescription(match: ManifestMatch, description: ModelDescription): boolean {
  const input = description.inputs.find((each) => each.name === match.input.name);
  const outputNames = new Set(description.outputs.map((output) => output.name));
  return (
    description.inputs.length === 1 &&
    input?.shape.at(-1) === match.input.samples &&
    match.outputs.every((name) => outputNames.has(name))
  );
}
