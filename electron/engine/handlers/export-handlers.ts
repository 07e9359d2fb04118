import { basename, resolve } from 'node:path';
import { succeed } from '../../contract/outcome.ts';
import type { FileCrew } from '../../core/export/file-crew.ts';
import { layouts } from '../../core/export/layouts/index.ts';
import { methods } from '../../core/export/methods.ts';
import { previewExport } from '../../core/export/preview-export.ts';
import { optionalTables } from '../../core/export/tables/index.ts';
import { verifyExport } from '../../core/export/verify-export.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { planRequest } from '../export-request.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { LeakageGuard } from '../leakage-guard.ts';
import { leakageWarnings } from '../leakage-warnings.ts';
import type { SubsetMembers } from '../subset-members.ts';

type ExportOperations = 'export/preview' | 'export/write' | 'export/list' | 'export/options' | 'export/verify';

export interface ExportServices {
  readonly members: SubsetMembers;
  readonly guard: LeakageGuard;
  readonly crew: FileCrew;
}

/** Subsets written to disk: looked at first, then written by a job. */
export function exportHandlers(
  context: EngineContext,
  jobs: JobRunner,
  { members, guard, crew }: ExportServices,
): Handlers<ExportOperations> {
  return {
    'export/preview': async (request, { signal }) => {
      await members.prepare();
      const planned = await planRequest(context, { members, crew, signal }, request);
      if (!planned.ok) {
        return planned;
      }
      const { plan, sourcePaths, leftOut } = planned.value;
      const preview = await previewExport(plan, { sourcePaths, leftOut, crew, signal });
      const leaks = await leakageWarnings(context, { members, guard }, request.subsetIds);
      return succeed({ ...preview, warnings: [...preview.warnings, ...leaks] });
    },
    'export/options': () =>
      succeed({
        layouts: layouts.map(({ id, label, description, hasClassFolders, takesRejects }) => ({
          id,
          label,
          description,
          hasClassFolders,
          takesRejects,
        })),
        methods: [...methods],
        tables: optionalTables.map(({ id, label, description, fileName }) => ({ id, label, description, fileName })),
      }),
    'export/verify': async ({ path }, { signal }) =>
      verifyExport(resolve(path), {
        crew,
        signal,
        exportedFolders: context.queries.subsets.exports().map((row) => row.path),
      }),
    'export/write': (request) => {
      // The job plans it: what is selected then is what is written.
      const root = resolve(request.root);
      if (context.queries.settings.read('export-root') !== root) {
        context.queries.settings.write('export-root', root);
      }
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
