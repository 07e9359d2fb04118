import { succeed, type Outcome } from '../contract/outcome.ts';
import type { OperationOutput, OperationParsedInput } from '../contract/operations.ts';
import { stepsOf, type LeftOut, type LeftOutReason, type SelectionSettings, type Tier } from '../contract/subsets.ts';
import { struckCode } from '../core/subsets/kept-apart.ts';
import type { EngineContext } from './engine-context.ts';
import { readStoredSubsets } from './stored-subsets.ts';
import type { DraftFamily, OtherSide, SubsetMembers } from './subset-members.ts';

type Input = OperationParsedInput<'subset/left-out'>;

const reasonByCode: Readonly<Record<number, LeftOutReason>> = {
  [struckCode.otherSide]: 'other-side',
  [struckCode.copies]: 'copy',
  [struckCode.sameNight]: 'same-night',
  [struckCode.heldOut]: 'held-out',
};

/** What a tier picks and leaves out, or could not judge for want of a time or a hash; best first. */
export function leftOutOf(
  context: EngineContext,
  members: SubsetMembers,
  { settings, tier, subsetId, reasons, offset, limit }: Input,
): Outcome<OperationOutput<'subset/left-out'>> {
  const judged = readStoredSubsets(context).find(({ row }) => row.id === subsetId)?.settings;
  const drafted = members.draft({ ...settings, knownContents: judged?.knownContents }, [tier]);
  if (!drafted.ok) {
    return drafted;
  }
  const draft = drafted.value;
  const reasonOf = createReasons(draft, settings, tier);
  const found: { readonly index: number; readonly reason: LeftOutReason }[] = [];
  for (const index of draft.selections[0]?.picked ?? []) {
    const reason = reasonOf(index);
    if (reason !== null && (reasons === undefined || reasons.includes(reason))) {
      found.push({ index, reason });
    }
  }
  const sourceNames = new Map(context.queries.sources.list().map(({ id, name }) => [id, name]));
  const rows = found.slice(offset, offset + limit).flatMap(({ index, reason }): LeftOut[] => {
    const { recordingIds, confidence } = draft.ranking.scores;
    const recordingId = recordingIds[index] ?? 0;
    const row = context.queries.recordings.byId(recordingId);
    return row === undefined
      ? []
      : [
          {
            recordingId,
            sourceName: sourceNames.get(row.sourceId) ?? '',
            relativePath: row.relativePath,
            confidence: confidence[index] ?? 0,
            reason,
            because:
              reason === 'held-out'
                ? members.heldOutSplitOf(settings.runId, recordingId)
                : becauseOf(draft, index, reason),
          },
        ];
  });
  return succeed({ total: found.length, rows });
}

/** Times and hashes matter only where a step or keeping apart asks for them. */
function createReasons(
  { struck, facts }: DraftFamily,
  { apart }: SelectionSettings,
  { rule }: Tier,
): (index: number) => LeftOutReason | null {
  const kinds = stepsOf(rule).map(({ kind }) => kind);
  const needsTime = kinds.includes('per-night') || apart?.sameNight === true;
  const needsHash = kinds.includes('no-copies') || apart?.copies === true;
  const nights = needsTime ? facts.group('night').of : null;
  const contents = needsHash ? facts.group('content').of : null;
  return (index) =>
    reasonByCode[struck?.[index] ?? 0] ??
    (nights?.[index] === 0 ? 'no-time' : null) ??
    (contents?.[index] === 0 ? 'no-hash' : null);
}

/** The older subset that holds the recording, its content or its night. */
function becauseOf(
  { ranking, facts: ownFacts, others }: DraftFamily,
  index: number,
  reason: LeftOutReason,
): string | null {
  const own = { scores: ranking.scores, facts: ownFacts };
  const column = ({ scores, facts }: Pick<OtherSide, 'scores' | 'facts'>): Int32Array | null => {
    switch (reason) {
      case 'other-side':
        return scores.recordingIds;
      case 'copy':
        return facts.group('content').of;
      case 'same-night':
        return facts.group('night').of;
      default:
        return null;
    }
  };
  const number = column(own)?.[index];
  if (number === undefined) {
    return null;
  }
  const holder = others.find((other) => {
    const numbers = column(other);
    return other.members.some((member) => numbers?.[member] === number);
  });
  return holder?.name ?? 'a copy of it was heard otherwise';
}
