import type { BaselineKind, ResultGroup } from '../../contract/results.ts';
import { baselineLabel } from './baseline.ts';

/** How the numbers of a table come about. */
export function summaryNotes(baseline: BaselineKind): string[] {
  const summary = 'Mean ± sample standard deviation (n − 1) over the experiments of a group.';
  return baseline === 'none'
    ? [summary]
    : [
        summary,
        `Difference to ${baselineLabel(baseline)}, with a 95 % interval by Welch (unequal variances, not paired by seed), for each difference alone.`,
      ];
}

/** What the study says of its own differences, and what these are like; stands near every difference. */
export function differenceCaveat(groups: readonly ResultGroup[]): string {
  const sizes = groups.map(({ experiments }) => experiments.length);
  const least = Math.min(...sizes, Infinity);
  const most = Math.max(...sizes, 0);
  const f1 = groups.flatMap(({ differences }) => differences['ood.f1'] ?? []);
  const intervals = f1.filter(({ low, high }) => low !== null && high !== null);
  const open = intervals.filter(({ low, high }) => (low ?? 0) <= 0 && (high ?? 0) >= 0).length;
  const size = least === most ? `n = ${most}` : `n = ${least === Infinity ? 0 : least}–${most}`;
  const counted =
    intervals.length === 0 ? '' : ` Here ${open} of ${intervals.length} intervals for OOD F1 include zero.`;
  return `With few seeds (${size} a group), differences are about as large as their spread: read them as a hint which setting to run again, not as a finding.${counted}`;
}
