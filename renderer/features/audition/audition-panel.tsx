import { IconHeadphones } from '@tabler/icons-react';
import type { RankedRecording } from '../../../electron/contract/ranking.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useView } from '../../state/use-view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { AuditionHead } from './audition-head.tsx';
import styles from './audition.module.css';
import { DecisionButtons } from './decision-buttons.tsx';
import { DetailTabs } from './detail-tabs.tsx';
import { Player } from './player.tsx';

/** The right part: what the selected recording sounds and looks like. */
export function AuditionPanel() {
  const row = useWorkspace((state) => state.selection?.row ?? null);
  if (row === null) {
    return (
      <EmptyNotice
        icon={<IconHeadphones size={32} stroke={1.3} />}
        title="Nothing selected"
        text="Select a recording in the list to see and hear it."
      />
    );
  }
  return <Audition row={row} />;
}

function Audition({ row }: { readonly row: RankedRecording }) {
  const { ranking, purpose } = useView();
  const detail = useQuery(
    'recording/detail',
    ranking === null ? { recordingId: row.recordingId } : { recordingId: row.recordingId, ranking },
  );
  return (
    <div className={styles['panel']}>
      <AuditionHead row={row} />
      {row.state === 'failed' ? (
        <div className={styles['failed']}>
          <FaultNotice fault={row.fault ?? { code: 'unexpected', message: 'This recording could not be scored.' }} />
        </div>
      ) : (
        <Player key={row.recordingId} row={row} detail={detail.data ?? null} />
      )}
      {ranking !== null && row.state !== 'failed' && (
        <DecisionButtons row={row} purpose={purpose} label={ranking.label} />
      )}
      <DetailTabs row={row} detail={detail.data ?? null} label={ranking?.label ?? null} />
    </div>
  );
}
