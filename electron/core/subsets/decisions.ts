import type { Purpose, Verdict } from '../../contract/identifiers.ts';
import type { DecisionPolicy } from '../../contract/subsets.ts';
import { verdictCode } from '../review/ranked-scores.ts';

/** The finding seen from a subset's side (DESIGN §1, "decision"). */
export type Decision = 'approved' | 'rejected' | 'unsure' | 'unreviewed';

/** The codes of `RankedScores.verdicts` that approve and reject for a purpose (DESIGN §2.6). */
export function decisionCodes(purpose: Purpose): { readonly approves: number; readonly rejects: number } {
  return purpose === 'positive'
    ? { approves: verdictCode.present, rejects: verdictCode.absent }
    : { approves: verdictCode.absent, rejects: verdictCode.present };
}

/** The decision that a finding means for a subset: `present` approves in a positive subset and rejects in a negative one. */
export function decisionOf(verdict: Verdict | null, purpose: Purpose): Decision {
  if (verdict === null) {
    return 'unreviewed';
  }
  if (verdict === 'unsure') {
    return 'unsure';
  }
  return (verdict === 'present') === (purpose === 'positive') ? 'approved' : 'rejected';
}

/** One byte a verdict code: 1 where the policy lets such a recording into the subset. */
export function admittedVerdicts(purpose: Purpose, policy: DecisionPolicy): Uint8Array {
  const { approves, rejects } = decisionCodes(purpose);
  const admitted = new Uint8Array(4).fill(policy === 'all-but-rejected' ? 1 : 0);
  admitted[approves] = 1;
  admitted[rejects] = 0;
  return admitted;
}
