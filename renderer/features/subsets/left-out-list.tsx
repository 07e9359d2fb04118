import { Text } from '@mantine/core';
import { useState } from 'react';
import type { LeftOutReason, SelectionSettings, Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { FileName } from '../../components/small-parts.tsx';
import styles from './subsets.module.css';

interface LeftOutListProps {
  readonly tier: Tier;
  readonly counts: TierCounts | undefined;
  readonly settings: SelectionSettings;
}

const MOST_LISTED = 200;

const reasonWords: Readonly<Record<LeftOutReason, string>> = {
  'other-side': 'in',
  copy: 'a copy of it is in',
  'same-night': 'its night is in',
  'held-out': 'held out in',
  'no-time': 'no recording time',
  'no-hash': 'no hash yet',
};

/** What the tier picks and keeping apart takes out again: how many, and which on demand. */
export function LeftOutList({ tier, counts, settings }: LeftOutListProps) {
  const [open, setOpen] = useState(false);
  const { otherSide = 0, copies = 0, sameNight = 0, heldOut = 0 } = counts?.keptApart ?? {};
  const total = otherSide + copies + sameNight + heldOut;
  if (total === 0) {
    return null;
  }
  return (
    <details
      className={styles['more']}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{countOf(total, 'file')} kept apart and left out</summary>
      {open && <Listed tier={tier} settings={settings} />}
    </details>
  );
}

function Listed({ tier, settings }: Pick<LeftOutListProps, 'tier' | 'settings'>) {
  const { data, fault } = useLastingQuery('subset/left-out', {
    settings,
    tier,
    reasons: ['other-side', 'copy', 'same-night', 'held-out'],
    limit: MOST_LISTED,
  });
  if (fault !== null) {
    return <FaultNotice fault={fault} />;
  }
  return (
    <div className={styles['leftOut']} role="list" aria-label={`Left out of ${tier.name}`}>
      {(data?.rows ?? []).map(({ recordingId, sourceName, relativePath, reason, because }) => (
        <div key={recordingId} role="listitem">
          <FileName name={`${sourceName}/${relativePath}`} />
          <span>
            {reasonWords[reason]} {because ?? ''}
          </span>
        </div>
      ))}
      {data !== undefined && data.total > data.rows.length && (
        <Text size="sm" c="dimmed">{`and ${countOf(data.total - data.rows.length, 'more', 'more')}`}</Text>
      )}
    </div>
  );
}
