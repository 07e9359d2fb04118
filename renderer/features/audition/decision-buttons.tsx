import { Tooltip } from '@mantine/core';
import type { Purpose } from '../../../electron/contract/identifiers.ts';
import type { RankedRecording } from '../../../electron/contract/ranking.ts';
import { DecisionIcon } from '../../components/decision-chip.tsx';
import { Keys } from '../../components/small-parts.tsx';
import { decisionMeaning, decisionOf, decisionWords, type Decision } from '../../state/decisions.ts';
import { useDecisions } from '../review/use-decisions.ts';
import styles from './audition.module.css';

interface DecisionButtonsProps {
  readonly row: RankedRecording;
  readonly purpose: Purpose;
  readonly label: string;
}

const choices: readonly { readonly decision: Decision; readonly combination: string }[] = [
  { decision: 'approve', combination: 'a' },
  { decision: 'reject', combination: 'r' },
  { decision: 'unsure', combination: 'u' },
];

export function DecisionButtons({ row, purpose, label }: DecisionButtonsProps) {
  const decisions = useDecisions();
  const current = row.verdict === null ? null : decisionOf(row.verdict, purpose);
  return (
    <div className={styles['decisions']} role="group" aria-label="Decision">
      {choices.map(({ decision, combination }) => (
        <Tooltip key={decision} label={`Says that ${decisionMeaning(decision, purpose, label)}`}>
          <button
            type="button"
            className={styles['decision']}
            data-decision={decision}
            aria-label={decisionWords[decision].button}
            aria-pressed={current === decision}
            onClick={() => {
              decisions.decide(current === decision ? null : decision);
            }}
          >
            <DecisionIcon decision={decision} size={16} />
            {decisionWords[decision].button}
            <Keys combination={combination} />
          </button>
        </Tooltip>
      ))}
    </div>
  );
}
