import { succeed } from '../../contract/outcome.ts';
import { countFacets } from '../../core/review/count-facets.ts';
import { familyScope } from '../../core/subsets/family-scope.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import type { Rankings } from '../rankings.ts';

/** What there is in a ranking: of which roles, qualities and contents, and whose recordings suit a purpose. */
export function facetHandlers(
  { queries }: EngineContext,
  rankings: Rankings,
): Handlers<'ranking/facets' | 'subset/scope'> {
  return {
    'ranking/facets': ({ runId, label, sourceIds }) => {
      const ranking = rankings.get({ runId, label });
      const scope = sourceIds === undefined ? null : new Set(sourceIds);
      return ranking.ok ? succeed(countFacets(ranking.value.scores, ranking.value.facts, scope)) : ranking;
    },
    'subset/scope': ({ runId, label, purpose, sourceIds: named, roles }) => {
      const ranking = rankings.get({ runId, label });
      const sources = { ofRun: queries.runs.sourceIds(runId), named, roles };
      return ranking.ok ? succeed(familyScope(ranking.value.scores, ranking.value.facts, purpose, sources)) : ranking;
    },
  };
}
