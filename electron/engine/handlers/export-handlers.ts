import { basename, resolve } from 'node:path';
import { succeed } from '../../contract/outcome.ts';
import { previewExport } from '../../core/export/preview-export.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { planRequest } from '../export-request.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { LeakageGuard } from '../leakage-guard.ts';
import { leakageWarnings } from '../leakage-warnings.ts';
import type { SubsetMembers } from '../subset-members.ts';

type ExportOperations = 'export/preview' | 'export/write' | 'export/list';

/** Subsets written to disk: looked at first, then written by a job. */
export function exportHandlers(
  context: EngineContext,
  jobs: JobRunner,
  { members, guard }: { readonly members: SubsetMembers; readonly guard: LeakageGuard },
): Handlers<ExportOperations> {
  return {
    'export/preview': async (request) => {
      await members.prepare();
      const planned = planRequest(context, members, request);
      if (!planned.ok) {
        return planned;
      }
      const preview = await previewExport(planned.value.plan, planned.value.sourcePaths);
      const leaks = await leakageWarnings(context, { members, guard }, request.subsetIds);
      return succeed({ ...preview, warnings: [...preview.warnings, ...leaks] });
    },
    'export/write': (request) => {
      // The job plans it: what is selected then is what is written.
      const root = resolve(request.root);
      context.queries.settings.write('export-root', root);
      const title = `Exporting to ${basename(root)}`;
      return succeed({ jobId: jobs.enqueue({ kind: 'export', title, parameters: request }).id });
    },
    'export/list': () =>
      succeed(
        context.queries.subsets.exports().map(({ id, subsetId, subsetName, root, path, files, bytes, at }) => ({
          id,
          subsetId,
          subsetName,
          root,
          path,
          files,
          bytes,
          at,
        })),
      ),
  };
}
