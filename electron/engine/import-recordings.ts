import type { Fault } from '../contract/outcome.ts';
import type { Matchable } from '../core/import/match-recordings.ts';
import type { Pace } from '../core/import/pace.ts';
import type { EngineContext } from './engine-context.ts';
import { storedFault } from './jobs/job-view.ts';

/** A recording that rows may be about, and why Earmark itself cannot read it. */
export interface ImportRecording extends Matchable {
  readonly fault: Fault | null;
}

const readAtOnce = 2_000;

/** All recordings of the sources, in the order of sources and paths; a million of them, a few at a time. */
export async function readRecordings(
  { queries }: EngineContext,
  sources: readonly { readonly id: number; readonly path: string }[],
  pace: Pace,
): Promise<ImportRecording[]> {
  const recordings: ImportRecording[] = [];
  for (const source of sources) {
    let after = '';
    for (;;) {
      const rows = queries.imports.recordingsOf(source.id, after, readAtOnce);
      for (const { id, relativePath, faultCode, faultMessage } of rows) {
        const fault = storedFault(faultCode, faultMessage);
        const isGone = faultCode === 'file-missing';
        recordings.push({ id, sourcePath: source.path, relativePath, isGone, fault });
      }
      const last = rows.at(-1);
      if (last === undefined) {
        break;
      }
      after = last.relativePath;
      if (pace.isOver) {
        await pace.rest();
      }
    }
  }
  return recordings;
}
