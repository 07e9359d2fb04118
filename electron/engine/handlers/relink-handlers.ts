import type { SourceRow } from '../../../db/queries/source-queries.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { RelinkPreview } from '../../contract/relink.ts';
import type { FileCrew } from '../../core/export/file-crew.ts';
import type { MovePlan } from '../../core/intake/match-moved.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { BackgroundHashing } from '../background-hashing.ts';
import type { EngineContext } from '../engine-context.ts';
import { findFolder, relateToSources } from '../find-folder.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import { applyMove, planMove } from '../move-source.ts';
import type { SourcePresence } from '../source-presence.ts';
import { missingSource, viewOfSource } from './source-view.ts';

/** What knows which file and which folder is which. */
export interface IdentityServices {
  readonly hashing: BackgroundHashing;
  readonly presence: SourcePresence;
  readonly contentCrew: FileCrew;
}

interface PlannedMove {
  readonly source: SourceRow;
  readonly path: string;
  readonly plan: MovePlan;
}

/** A source whose folder was moved. */
export function relinkHandlers(
  context: EngineContext,
  jobs: JobRunner,
  { contentCrew, presence }: IdentityServices,
): Handlers<'source/relink-preview' | 'source/relink'> {
  const prepare = async (sourceId: number, path: string, signal: AbortSignal): Promise<Outcome<PlannedMove>> => {
    const source = context.queries.sources.byId(sourceId);
    const folder = await findFolder(path);
    if (source === undefined) {
      return missingSource();
    }
    if (!folder.ok) {
      return folder;
    }
    const free = await checkFree(context, source, folder.value);
    return free.ok
      ? succeed({
          source,
          path: folder.value,
          plan: await planMove(context, { source, path: folder.value, contentCrew, signal }),
        })
      : free;
  };
  return {
    'source/relink-preview': async ({ sourceId, path }, { signal }) => {
      const planned = await prepare(sourceId, path, signal);
      return planned.ok ? succeed(previewOf(planned.value)) : planned;
    },
    'source/relink': async ({ sourceId, path }, { signal }) => {
      const planned = await prepare(sourceId, path, signal);
      if (!planned.ok) {
        return planned;
      }
      const preview = previewOf(planned.value);
      if (preview.matched + preview.renamed === 0 && preview.total > 0) {
        return fail(
          'not-found',
          `None of the recordings of ${planned.value.source.name} is in ${preview.path}. Choose the folder that they were moved to, or add this one as a source of its own.`,
        );
      }
      // A scan, a scoring and an export may all be reading by the old paths.
      await jobs.whileStopped(
        () => true,
        () => {
          applyMove(context, planned.value);
        },
      );
      context.events.announce('source/changed', {});
      context.events.announce('run/changed', { runId: null });
      const source = await viewOfSource(context, presence, sourceId);
      if (!source.ok) {
        return source;
      }
      const { name } = source.value;
      const job = jobs.enqueue({ kind: 'scan', title: `Reading ${name}`, parameters: { sourceId }, sourceId });
      return succeed({ source: source.value, preview, jobId: job.id });
    },
  };
}

/** A folder that another source has already, whole or in part, cannot become this one's. */
async function checkFree(context: EngineContext, source: SourceRow, path: string): Promise<Outcome<null>> {
  const { same, inside, contains } = await relateToSources(context, path);
  const other = [same, inside, ...contains].find((each) => each !== null && each.id !== source.id);
  return other === undefined || other === null
    ? succeed(null)
    : fail(
        'already-exists',
        `${path} and the folder of the source ${other.name} (${other.path}) lie in one another. Choose a folder that no other source has.`,
      );
}

const examples = 20;

function previewOf({ source, path, plan }: PlannedMove): RelinkPreview {
  const { matched, renamed, changed, unmatched, added } = plan;
  return {
    sourceId: source.id,
    path,
    total: matched.length + renamed.length + changed.length + unmatched.length,
    matched: matched.length,
    renamed: renamed.length,
    changed: changed.length,
    unmatched: unmatched.length,
    added: added.length,
    renamedExamples: renamed.slice(0, examples).map((match) => ({ from: match.known.relativePath, to: match.path })),
    changedExamples: changed.slice(0, examples).map((row) => row.relativePath),
    unmatchedExamples: unmatched.slice(0, examples).map((row) => row.relativePath),
  };
}
