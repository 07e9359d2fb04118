import type { Purpose } from '../../../electron/contract/identifiers.ts';
import type { RankingFilter } from '../../../electron/contract/ranking.ts';
import { verdictOf, type Decision } from '../../state/decisions.ts';

export type Show = 'all' | 'unreviewed' | Decision | 'failed';

const labels: Readonly<Record<Show, string>> = {
  all: 'All files',
  unreviewed: 'Unreviewed',
  approve: 'Approved',
  reject: 'Rejected',
  unsure: 'Unsure',
  failed: 'Failed',
};

/** Plain recordings know no decisions. */
export function showOptions(ranked: boolean): { value: Show; label: string }[] {
  const shown: readonly Show[] = ranked
    ? ['all', 'unreviewed', 'approve', 'reject', 'unsure', 'failed']
    : ['all', 'failed'];
  return shown.map((value) => ({ value, label: labels[value] }));
}

/** The part of the filter that a choice stands for; the engine knows findings, not decisions. */
export function filterOfShow(show: Show, purpose: Purpose): Pick<RankingFilter, 'verdicts' | 'states'> {
  switch (show) {
    case 'all':
      return { verdicts: [], states: [] };
    case 'unreviewed':
      return { verdicts: ['unreviewed'], states: [] };
    case 'failed':
      return { verdicts: [], states: ['failed'] };
    case 'approve':
    case 'reject':
    case 'unsure':
      return { verdicts: [verdictOf(show, purpose)], states: [] };
  }
}

export function showOfFilter(filter: RankingFilter, purpose: Purpose): Show {
  const shows: readonly Show[] = ['unreviewed', 'approve', 'reject', 'unsure', 'failed'];
  const same = (show: Show): boolean => {
    const { verdicts, states } = filterOfShow(show, purpose);
    return verdicts?.join() === (filter.verdicts ?? []).join() && states?.join() === (filter.states ?? []).join();
  };
  return shows.find(same) ?? 'all';
}
