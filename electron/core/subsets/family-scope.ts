import type { Purpose, Role } from '../../contract/identifiers.ts';
import type { FamilyScope } from '../../contract/subsets.ts';
import { qualityCode, roleCode } from '../review/attribute-codes.ts';
import type { RankedScores } from '../review/ranked-scores.ts';
import { populationOf } from './population.ts';
import type { RecordingFacts } from './recording-facts.ts';

/** How many recordings of one source have each role: their own, else the source's. */
interface RolesOfSource {
  readonly sourceId: number;
  readonly fitting: number;
  readonly others: number;
}

interface Wanted {
  readonly ofRun: readonly number[];
  readonly named: readonly number[] | undefined;
  /** null: of any; undefined: as the purpose suggests. */
  readonly roles?: readonly Role[] | null | undefined;
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
  wanted: Wanted,
): FamilyScope {
  const { ofRun, named } = wanted;
  const counted = countRoles(scores, facts.roles(), purpose, named ?? ofRun);
  const fitting = counted.filter((source) => source.fitting > 0);
  const scope = named === undefined && fitting.length > 0 ? fitting : counted;
  const isMixed = fitting.length === scope.length && scope.some(({ others }) => others > 0);
  const suggested: Role[] | null = isMixed ? [purpose] : null;
  const roles = wanted.roles === undefined ? suggested : wanted.roles && [...wanted.roles];
  const sourceIds = scope.map(({ sourceId }) => sourceId);
  const qualityCounts = countQualities(scores, facts, { sourceIds, roles });
  return { sourceIds, roles, lowQualities: lowQualities(qualityCounts), qualityCounts };
}

type QualityCounts = FamilyScope['qualityCounts'];

/** Nothing but its score speaks for or against a recording of unknown quality, so it stays. */
function lowQualities({ high, medium, low, none }: QualityCounts): FamilyScope['lowQualities'] {
  return high + medium > 0 && low + none > 0 ? ['low', 'none'] : null;
}

function countQualities(
  scores: RankedScores,
  facts: RecordingFacts,
  { sourceIds, roles }: Pick<FamilyScope, 'sourceIds' | 'roles'>,
): QualityCounts {
  const settings = { sourceIds, denominator: { kind: 'scored' as const }, ...(roles === null ? {} : { roles }) };
  const qualities = facts.qualities();
  const counts = new Uint32Array(4);
  for (const index of populationOf(scores, settings, facts).indexes) {
    const code = qualities[index] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const countOf = (quality: keyof typeof qualityCode): number => counts[qualityCode[quality]] ?? 0;
  return { high: countOf('high'), medium: countOf('medium'), low: countOf('low'), none: countOf('none') };
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
