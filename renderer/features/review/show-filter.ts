import type { Purpose } from '../../../electron/contract/identifiers.ts';
import type { RankingFilter } from '../../../electron/contract/ranking.ts';
import { verdictOf, type Decision } from '../../state/decisions.ts';

export type Show = 'all' | 'unreviewed' | Decision | 'failed' | Leakage;
type Leakage = 'training' | 'not-training' | 'held-out' | 'not-held-out';

const labels: Readonly<Record<Show, string>> = {
  all: 'All files',
  unreviewed: 'Unreviewed',
  approve: 'Approved',
  reject: 'Rejected',
  unsure: 'Unsure',
  failed: 'Failed',
  training: 'Touches training data',
  'not-training': 'Clear of training data',
  'held-out': 'Touches held-out splits',
  'not-held-out': 'Clear of held-out splits',
};

const decided: readonly Show[] = ['all', 'unreviewed', 'approve', 'reject', 'unsure', 'failed'];
const leakage: readonly Show[] = ['training', 'not-training', 'held-out', 'not-held-out'];

type Options = { group: string; items: { value: Show; label: string }[] }[];

/** Plain recordings know no decisions, and no model that could have been trained on them. */
export function showOptions(ranked: boolean): Options {
  const items = (shows: readonly Show[]) => shows.map((value) => ({ value, label: labels[value] }));
  return ranked
    ? [
        { group: 'Review', items: items(decided) },
        { group: 'Leakage', items: items(leakage) },
      ]
    : [{ group: 'Files', items: items(['all', 'failed']) }];
}

type ShowFilter = Pick<RankingFilter, 'verdicts' | 'states' | 'leak' | 'heldOut'>;

const everything: ShowFilter = { verdicts: [], states: [], leak: undefined, heldOut: undefined };

/** The part of the filter that a choice stands for; the engine knows findings, not decisions. */
export function filterOfShow(show: Show, purpose: Purpose): ShowFilter {
  switch (show) {
    case 'all':
      return everything;
    case 'unreviewed':
      return { ...everything, verdicts: ['unreviewed'] };
    case 'failed':
      return { ...everything, states: ['failed'] };
    case 'training':
    case 'not-training':
      return { ...everything, leak: show === 'training' };
    case 'held-out':
    case 'not-held-out':
      return { ...everything, heldOut: show === 'held-out' };
    case 'approve':
    case 'reject':
    case 'unsure':
      return { ...everything, verdicts: [verdictOf(show, purpose)] };
  }
}

export function showOfFilter(filter: RankingFilter, purpose: Purpose): Show {
  const same = (show: Show): boolean => keyOf(filterOfShow(show, purpose)) === keyOf(filter);
  return [...decided, ...leakage].find(same) ?? 'all';
}

function keyOf({ verdicts, states, leak, heldOut }: ShowFilter): string {
  return [verdicts?.join(), states?.join(), leak, heldOut].map((part) => part ?? '').join(' ');
}
