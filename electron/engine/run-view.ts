import type { RunRow } from '../../db/queries/run-queries.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Run } from '../contract/runs.ts';
import type { EngineContext } from './engine-context.ts';
import { readRunSettings } from './stored-models.ts';

/** Errors: `not-found`. */
export function requireRun(context: EngineContext, runId: number): Outcome<Run> {
  const row = context.queries.runs.byId(runId);
  return row === undefined
    ? fail('not-found', 'This run is no longer in the library.')
    : succeed(runView(context, row));
}

/** A stored run as the window sees it. */
export function runView(context: EngineContext, row: RunRow): Run {
  const { runs } = context.queries;
  return {
    ...row,
    settings: readRunSettings(row.settings),
    labels: runs.labels(row.id).map((label) => label.label),
    sourceIds: runs.sourceIds(row.id),
  };
}
