import type { ExportPlanInput, PlannedTier } from './plan-export.ts';
import { isOneOfSeveral, type PlannedFile } from './plan-files.ts';
import { clipExtent } from './clip-extent.ts';
import type { ExportSubset } from './export-subset.ts';

function counted(count: number, one: string, several: string): string {
  return count === 1 ? `1 file ${one}` : `${count.toLocaleString('en-US')} files ${several}`;
}

function recordingsOf(subsets: readonly ExportSubset[], purpose: 'positive' | 'negative'): Set<number> {
  const own = subsets.filter(({ settings, origin }) => settings.purpose === purpose && origin !== 'rejects');
  return new Set(own.flatMap(({ members }) => members.map(({ recordingId }) => recordingId)));
}

function bothSidesWarning(subsets: readonly ExportSubset[]): string | null {
  const positives = recordingsOf(subsets, 'positive');
  const onBoth = [...recordingsOf(subsets, 'negative')].filter((recordingId) => positives.has(recordingId)).length;
  return onBoth === 0 ? null : `${counted(onBoth, 'is', 'are')} in a positive and in a negative subset at once.`;
}

function clipWarnings({ extent, clipSeconds }: ExportPlanInput, files: readonly PlannedFile[]): (string | null)[] {
  if (extent !== 'clip') {
    return [];
  }
  const centred = files.filter(
    ({ member }) => member.bestFromSeconds === null && clipExtent(member, clipSeconds) !== null,
  ).length;
  const untimed = files.filter(({ member }) => member.durationSeconds === null).length;
  return [
    centred === 0
      ? null
      : `${counted(centred, 'has', 'have')} no best window, so the middle of the recording is exported.`,
    untimed === 0
      ? null
      : `${counted(untimed, 'has', 'have')} no known length and ${untimed === 1 ? 'is' : 'are'} exported whole.`,
  ];
}

function linkWarning({ method }: ExportPlanInput, files: readonly PlannedFile[]): string | null {
  const rewritten = files.filter(({ part }) => part !== null).length;
  return method === 'copy' || rewritten === 0
    ? null
    : `${counted(rewritten, 'is', 'are')} cut or decoded, so ${rewritten === 1 ? 'it is' : 'they are'} written anew and not linked.`;
}

function channelWarning(files: readonly PlannedFile[]): string | null {
  const reduced = files.filter(({ member, part }) => part !== null && isOneOfSeveral(member)).length;
  return reduced === 0
    ? null
    : `${counted(reduced, 'holds', 'hold')} only the channel that the source takes, because a trainer would mix all of them.`;
}

function leftOutWarning(tiers: readonly PlannedTier[]): string | null {
  const leftOut = new Set(tiers.flatMap((tier) => tier.leftOut.map(({ recordingId }) => recordingId))).size;
  return leftOut === 0
    ? null
    : `${counted(leftOut, 'is', 'are')} left out because the original is not there; subset.json says which.`;
}

/** What a person should know before an export that can be written. */
export function planWarnings(
  input: ExportPlanInput,
  tiers: readonly PlannedTier[],
  files: readonly PlannedFile[],
): string[] {
  const seen = tiers.map(({ folder, purpose }) => input.layout.seenAs(folder, purpose, input).warning);
  const warnings = [
    bothSidesWarning(input.subsets),
    ...clipWarnings(input, files),
    linkWarning(input, files),
    channelWarning(files),
    leftOutWarning(tiers),
    ...seen,
  ].filter((warning) => warning !== null);
  return [...new Set(warnings)];
}
