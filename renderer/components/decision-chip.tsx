import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import type { Purpose, Verdict } from '../../electron/contract/identifiers.ts';
import { decisionOf, decisionWords, type Decision } from '../state/decisions.ts';
import styles from './components.module.css';

const icons = { approve: IconCheck, reject: IconX, unsure: IconQuestionMark } as const;

export function DecisionIcon({ decision, size = 14 }: { readonly decision: Decision; readonly size?: number }) {
  const Icon = icons[decision];
  return <Icon size={size} stroke={2.2} aria-hidden />;
}

/** A finding seen from the side of the purpose in view; shape and word carry it, not colour alone. */
export function DecisionChip({ verdict, purpose }: { readonly verdict: Verdict; readonly purpose: Purpose }) {
  const decision = decisionOf(verdict, purpose);
  return (
    <span className={`${styles['chip'] ?? ''} ${styles[decision] ?? ''}`}>
      <DecisionIcon decision={decision} size={13} />
      {decisionWords[decision].done}
    </span>
  );
}
