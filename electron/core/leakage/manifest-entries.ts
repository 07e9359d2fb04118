import type { ModelManifest } from '../../contract/models.ts';
import type { LeakageEntry } from './leakage-entry.ts';
import { entriesOfPath } from './table-rows.ts';

/** What a model's own manifest says that it was trained on. */
export function manifestEntries(trainedOn: ModelManifest['trainedOn']): LeakageEntry[] {
  if (trainedOn === undefined) {
    return [];
  }
  return [
    ...trainedOn.sha256.map((sha256) => ({ kind: 'sha256' as const, sha256: sha256.toLowerCase() })),
    ...trainedOn.fileNames.flatMap(entriesOfPath),
    ...(trainedOn.recordings ?? []).map((recording) => ({
      kind: 'recorder-time' as const,
      ...recording,
      seconds: null,
    })),
    ...(trainedOn.folders ?? []).map((folder) => ({ kind: 'folder' as const, folder })),
  ];
}
