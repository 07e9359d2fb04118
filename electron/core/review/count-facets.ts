import type { RankingFacets } from '../../contract/ranking.ts';
import { numberAt } from '../subsets/number-at.ts';
import type { RecordingFacts } from '../subsets/recording-facts.ts';
import { qualityCode, roleCode } from './attribute-codes.ts';
import { recordingStateCode, type RankedScores } from './ranked-scores.ts';

/** How many recordings there are of each role and quality, and how many are copies, among those of `sourceIds` (all where null). */
export function countFacets(
  scores: RankedScores,
  facts: RecordingFacts,
  sourceIds: ReadonlySet<number> | null,
): RankingFacets {
  const [roles, qualities, copied] = [facts.roles(), facts.qualities(), facts.copied()];
  const { of, highest } = facts.group('content');
  const byRole = new Uint32Array(4);
  const byQuality = new Uint32Array(4);
  const seen = new Uint8Array(highest + 1);
  let total = 0;
  let unknown = 0;
  let withCopies = 0;
  let distinct = 0;
  for (let index = 0; index < scores.recordingIds.length; index += 1) {
    if (sourceIds !== null && !sourceIds.has(numberAt(scores.sourceIds, index))) {
      continue;
    }
    const content = numberAt(of, index);
    total += 1;
    countOne(byRole, numberAt(roles, index));
    countOne(byQuality, numberAt(qualities, index));
    // What cannot be read is never hashed: nobody waits for its content.
    unknown += Number(content === 0 && scores.states[index] !== recordingStateCode.failed);
    withCopies += numberAt(copied, index);
    distinct += Number(content === 0 || seen[content] === 0);
    seen[content] = 1;
  }
  return {
    total,
    roles: countsOf(byRole, roleCode),
    qualities: countsOf(byQuality, qualityCode),
    copies: { withCopies, distinct, unknown },
  };
}

function countOne(counts: Uint32Array, code: number): void {
  counts[code] = numberAt(counts, code) + 1;
}

function countsOf<Name extends string>(
  counts: Uint32Array,
  codes: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const entries = Object.entries<number>(codes).map(([name, code]) => [name, counts[code] ?? 0]);
  return Object.fromEntries(entries) as Record<Name, number>;
}
