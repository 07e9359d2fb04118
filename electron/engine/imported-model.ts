import { createHash } from 'node:crypto';
import { importedFamily, type Activation, type ModelManifest } from '../contract/models.ts';
import type { RunSettings } from '../contract/runs.ts';
import type { EngineContext } from './engine-context.ts';

interface ModelToInsert {
  readonly settings: RunSettings;
  readonly labels: readonly string[];
  readonly isLogit: boolean;
}

/** A row that stands for the model elsewhere: there is no file, and its hash is that of what is known of it. */
export function insertImportedModel(
  { queries, now }: EngineContext,
  { settings, labels, isLogit: hasLogits }: ModelToInsert,
): { readonly id: number; readonly name: string } {
  const { imported, sampleRate, windowSamples, hopSamples } = settings;
  const program = [...(imported?.dialects ?? []), ...(imported?.models ?? [])].join(' · ');
  const name = `imported: ${program}`;
  const activation: Activation = hasLogits ? 'sigmoid' : 'none';
  const manifest: ModelManifest = {
    manifestVersion: 1,
    id: importedFamily,
    name,
    family: importedFamily,
    description: `Scores that were made in another program, from ${imported?.tables.join(', ') ?? ''}`,
    licence: '',
    sampleRate,
    windowSamples,
    hopSamples,
    input: { name: 'none' },
    outputs: { scores: 'none' },
    activation,
    levelNormalisation: 'none',
    labels: [...labels],
    suggestedTargets: [],
    displayBands: {},
  };
  const text = JSON.stringify(manifest);
  const id = queries.models.insert({
    name,
    path: imported?.tables[0] ?? '',
    sha256: createHash('sha256').update(text).digest('hex'),
    sizeBytes: 0,
    bundled: 0,
    manifest: text,
    labels: JSON.stringify(labels),
    addedAt: now(),
  });
  return { id, name };
}
