import type { Purpose, Verdict } from '../../electron/contract/identifiers.ts';

export type Decision = 'approve' | 'reject' | 'unsure';

/** What a key press means for the label: approving a negative says that the label is absent (DESIGN §1). */
export function verdictOf(decision: Decision, purpose: Purpose): Verdict {
  if (decision === 'unsure') {
    return 'unsure';
  }
  return (decision === 'approve') === (purpose === 'positive') ? 'present' : 'absent';
}

/** The finding seen from the side of a purpose. */
export function decisionOf(verdict: Verdict, purpose: Purpose): Decision {
  if (verdict === 'unsure') {
    return 'unsure';
  }
  return (verdict === 'present') === (purpose === 'positive') ? 'approve' : 'reject';
}

export const decisionWords: Readonly<Record<Decision, { readonly done: string; readonly button: string }>> = {
  approve: { done: 'Approved', button: 'Approve' },
  reject: { done: 'Rejected', button: 'Reject' },
  unsure: { done: 'Unsure', button: 'Unsure' },
};

/** What a decision says about the label, for tooltips and screen readers. */
export function decisionMeaning(decision: Decision, purpose: Purpose, label: string): string {
  const verdict = verdictOf(decision, purpose);
  return verdict === 'unsure' ? `not sure about ${label}` : `${label} is ${verdict}`;
}
