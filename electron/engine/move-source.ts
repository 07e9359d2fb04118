import { basename } from 'node:path';
import type { SourceRow } from '../../db/queries/source-queries.ts';
import { FaultError } from '../contract/outcome.ts';
import type { FileCrew } from '../core/export/file-crew.ts';
import { inspectFolder, type LookedAt } from '../core/intake/inspect-folder.ts';
import { matchMoved, type MovePlan } from '../core/intake/match-moved.ts';
import type { EngineContext } from './engine-context.ts';
import { relateToSources } from './find-folder.ts';
import { contentsBelow } from './read-contents.ts';

interface Move {
  readonly source: SourceRow;
  readonly path: string;
  readonly contentCrew: FileCrew;
  readonly signal: AbortSignal;
}

/** Finds a source's recordings in another folder. Throws the faults of the folder. */
export async function planMove(context: EngineContext, { source, path, contentCrew, signal }: Move): Promise<MovePlan> {
  const files = new Map<string, LookedAt>();
  const { others } = await relateToSources(context, path);
  const looked = await inspectFolder(path, { files, leaveOut: others, limitFiles: Number.POSITIVE_INFINITY });
  if (!looked.ok) {
    throw new FaultError(looked.fault);
  }
  return matchMoved(context.queries.recordings.knownIn(source.id), files, contentsBelow(path, contentCrew, signal));
}

/** Stores a move: the folder, the paths of renamed recordings, and the times of all that were found. */
export function applyMove(
  { queries }: EngineContext,
  { source, path, plan }: { readonly source: SourceRow; readonly path: string; readonly plan: MovePlan },
): void {
  queries.transaction(() => {
    queries.sources.relocate(source.id, path, source.name);
    // Two recordings may have changed names with each other: all leave their old ones first.
    plan.renamed.forEach(({ known }) => {
      queries.recordings.rename(known.id, `/moving/${known.id}`, '');
    });
    plan.renamed.forEach((match) => {
      queries.recordings.rename(match.known.id, match.path, basename(match.path));
    });
    [...plan.matched, ...plan.renamed].forEach(({ known, file }) => {
      if (known.modifiedMs !== file.modifiedMs) {
        queries.recordings.redate(known.id, file.modifiedMs);
      }
    });
  });
}
