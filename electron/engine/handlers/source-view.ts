import type { SourceRowWithCounts } from '../../../db/queries/source-queries.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { scanReportSchema, type Source } from '../../contract/sources.ts';
import type { EngineContext } from '../engine-context.ts';
import { storedRules } from '../source-names.ts';
import type { SourcePresence } from '../source-presence.ts';

/** A source as the window sees it. */
export function sourceView({ scanReport, ...source }: SourceRowWithCounts, online: boolean): Source {
  const lastScan = scanReport === null ? null : scanReportSchema.parse(JSON.parse(scanReport));
  return { ...source, nameRules: storedRules(source.nameRules), lastScan, online };
}

/** One source and whether it is there now. Fault: not-found. */
export async function viewOfSource(
  { queries }: EngineContext,
  presence: SourcePresence,
  id: number,
): Promise<Outcome<Source>> {
  const online = await presence.look();
  const row = queries.sources.list().find((source) => source.id === id);
  return row === undefined ? missingSource() : succeed(sourceView(row, online.get(id) ?? true));
}

export function missingSource(): Outcome<never> {
  return fail('not-found', 'This source is no longer in the library.');
}
