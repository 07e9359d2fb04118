import type { Purpose } from '../../contract/identifiers.ts';
import type { FamilyScope } from '../../contract/subsets.ts';
import { roleCode } from '../review/attribute-codes.ts';
import type { RankedScores } from '../review/ranked-scores.ts';
import type { RecordingFacts } from './recording-facts.ts';

/** How many recordings of one source have each role: their own, else the source's. */
interface RolesOfSource {
  readonly sourceId: number;
  readonly fitting: number;
  readonly others: number;
}

/**
 * Whose recordings a family of this purpose ranks. Sources that hold recordings of that role, and of a source that holds
 * others too only those; all sources, whole, where none has any. Sources that a person named stay, and stay whole unless
 * each of them has recordings of the role.
 */
export function familyScope(
  scores: RankedScores,
  facts: RecordingFacts,
  purpose: Purpose,
  { ofRun, named }: { readonly ofRun: readonly number[]; readonly named: readonly number[] | undefined },
): FamilyScope {
  const counted = countRoles(scores, facts.roles(), purpose, named ?? ofRun);
  const fitting = counted.filter((source) => source.fitting > 0);
  const scope = named === undefined && fitting.length > 0 ? fitting : counted;
  const isMixed = fitting.length === scope.length && scope.some(({ others }) => others > 0);
  return { sourceIds: scope.map(({ sourceId }) => sourceId), roles: isMixed ? [purpose] : null };
}

function countRoles(
  scores: RankedScores,
  roles: Uint8Array,
  purpose: Purpose,
  sourceIds: readonly number[],
): RolesOfSource[] {
  const size = scores.sourceIds.reduce((most, id) => Math.max(most, id), 0) + 1;
  const [fitting, others] = [new Uint32Array(size), new Uint32Array(size)];
  const wanted = roleCode[purpose];
  for (let index = 0; index < roles.length; index += 1) {
    const sourceId = scores.sourceIds[index] ?? 0;
    const counts = roles[index] === wanted ? fitting : others;
    counts[sourceId] = (counts[sourceId] ?? 0) + 1;
  }
  return sourceIds.map((sourceId) => ({
    sourceId,
    fitting: fitting[sourceId] ?? 0,
    others: others[sourceId] ?? 0,
  }));
}
