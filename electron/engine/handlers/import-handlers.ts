import { succeed } from '../../contract/outcome.ts';
import { dialects } from '../../core/import/dialects/index.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { importScores, previewImport } from '../import-scores.ts';
import { requireRun } from '../run-view.ts';

type ImportOperations = 'import/dialects' | 'import/preview' | 'import/scores';

/** Scores that were made in another program, as a run like any other. */
export function importHandlers(context: EngineContext): Handlers<ImportOperations> {
  return {
    'import/dialects': () => succeed(dialects.map(({ id, label, description }) => ({ id, label, description }))),
    'import/preview': (request, { signal }) => previewImport(context, request, signal),
    'import/scores': async (request, { signal }) => {
      const imported = await importScores(context, request, signal);
      if (!imported.ok) {
        return imported;
      }
      const { runId, preview } = imported.value;
      context.events.announce('model/changed', {});
      context.events.announce('run/changed', { runId });
      const run = requireRun(context, runId);
      return run.ok ? succeed({ run: run.value, preview }) : run;
    },
  };
}
